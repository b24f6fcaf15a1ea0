# Bodies kept by hand and brought in from a table; what doctor tells.
. "${0%/*}/harness.sh"

export LC_ALL=zh_CN.UTF-8
table=$root/demo/county/agencies.csv

begin "the demo's county comes in and comes in again unchanged"
gongkai init county
exits 0
gongkai import agencies "$table" --preview --dir county
exits 0
prints '新增 25，变更 0，不变 0，有误 0。'
gongkai import agencies "$table" --dir county
exits 0
gongkai import agencies "$table" --dir county
exits 0
prints '新增 0，变更 0，不变 25，有误 0。'
gongkai agency list --dir county
exits 0
prints '    LG301  岚谷县第一中学'

begin "a table with a wrong row brings in nothing and names row and column"
gongkai init county
sed 's/LG101,芦荻镇人民政府,乡镇,LG001/LG101,芦荻镇人民政府,乡镇,LG009/' \
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
gongkai agency rename LG104 --name 云砚镇人民政府 --from 2020-01-01 \
    --dir county
exits 0
gongkai agency merge LG104 --into LG101 --last 2023-12-31 --dir county
exits 0
gongkai agency show LG104 --at 2019-06-01 --dir county
prints '名称：云砚乡人民政府'
gongkai agency show LG104 --at 2023-12-31 --dir county
prints '上级：LG001'
gongkai agency show LG104 --dir county
prints '承继机关：LG101'
gongkai agency show LG104 --at 2024-01-01 --dir county
exits 2
gongkai agency add LG104 --name 新镇人民政府 --level township --dir county
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
