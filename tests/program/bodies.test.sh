# Bodies kept by hand and brought in from a table; what doctor tells.
. "${0%/*}/harness.sh"

export LC_ALL=zh_CN.UTF-8
table=$root/demo/county/agencies.csv

begin "the demo's county comes in and comes in again unchanged"
gongkai init county
exits 0
gongkai import agencies "$table" --preview --dir county
exits 0
prints '新增 8，变更 0，不变 0，有误 0。'
gongkai import agencies "$table" --dir county
exits 0
gongkai import agencies "$table" --dir county
exits 0
prints '新增 0，变更 0，不变 8，有误 0。'
gongkai agency list --dir county
exits 0
prints '    QL211  清溪县第一中学'

begin "a table with a wrong row brings in nothing and names row and column"
gongkai init county
sed 's/QL101,石门镇人民政府,乡镇,QL001/QL101,石门镇人民政府,乡镇,QL009/' \
    "$table" >wrong.csv
gongkai import agencies wrong.csv --dir county
exits 1
prints '第 4 行“上级编码”'
gongkai agency list --dir county
exits 0
prints_nothing

begin "a merged town is known by its days and its successor"
gongkai init county
gongkai import agencies "$table" --dir county
gongkai agency rename QL102 --name 茶坑镇人民政府 --from 2020-01-01 \
    --dir county
exits 0
gongkai agency merge QL102 --into QL101 --last 2023-12-31 --dir county
exits 0
gongkai agency show QL102 --at 2019-06-01 --dir county
prints '名称：茶坑乡人民政府'
gongkai agency show QL102 --at 2023-12-31 --dir county
prints '上级：QL001'
gongkai agency show QL102 --dir county
prints '承继机关：QL101'
gongkai agency show QL102 --at 2024-01-01 --dir county
exits 2
gongkai agency add QL102 --name 新镇人民政府 --level township --dir county
exits 1
says '不重复使用'

begin "doctor is content with a new folder and tells what became wrong"
gongkai init county
gongkai doctor --dir county
exits 0
chmod 755 county
gongkai doctor --json --dir county
exits 1
prints 'doctor.rights'
