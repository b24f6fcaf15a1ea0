# The demonstration: an invented county in a folder of its own.
. "${0%/*}/harness.sh"

export LC_ALL=zh_CN.UTF-8

# The county without what differs from one making to another.
county()
{
	"$binary" agency list --json --dir "$1"
	"$binary" user list --json --dir "$1"
	"$binary" export records "$1.jsonl" --dir "$1" >"$1.said"
	sed 's/"id":"[0-9]*",*//' "$1.jsonl"
}

begin "a county is made with people who can sign in, and the folder is whole"
gongkai demo here
exits 0
says_nothing
prints '机关 25 个'
prints '一次性密码'
prints '系统管理员'
prints '安全管理员'
prints '审计管理员'
prints '签发人'
run grep -c '^folder = demo$' here/gongkai.conf
exits 0
gongkai verify --dir here
exits 0
gongkai doctor --dir here
exits 0
gongkai search 育秧补助 --dir here
exits 0
prints '2024-07-05'
gongkai check here/reports
exits 1
prints '芦荻镇人民政府'

begin "no password of it is kept in the folder"
gongkai demo here
sed -n 's/^  [a-z.]* *\([2-9A-Za-z-]\{19\}\) .*/\1/p' "$scratch/out" >passwords
run sh -c 'test "$(wc -l <passwords)" -ge 8'
exits 0
run grep -rlaFf passwords here
exits 1

begin "made twice it is the same county"
gongkai demo one
gongkai demo two
county one >first
county two >second
run grep -c 育秧 first
exits 0
run diff first second
exits 0

begin "what stands there is left alone"
mkdir here
gongkai demo here
exits 1
says '已经有'
leaves here
gongkai demo here there
exits 2
leaves here

begin "no body of it can be taken for a real one"
cp "$root/demo/county/agencies.csv" table
run sh -c 'cut -d, -f6 table | grep -v "^$" | tail -n +2 | grep -v "^990123"'
exits 1
run sh -c 'cut -d, -f13 table | grep -v "^$" | tail -n +2 | grep -v "^0199-555"'
exits 1
run grep -vE '^机构|@langu\.example|LG251' table
exits 1

begin "a folder of real documents is published besides"
mkdir texts texts/rules
printf '# 岚谷县公园管理细则\n\n公园每日六时开放。\n' >texts/rules/park.md
DEMO_CORPUS=texts
export DEMO_CORPUS
gongkai demo here
exits 0
prints '里的文件 1 件'
gongkai search 公园管理细则 --dir here
exits 0
prints '岚谷县'
DEMO_CORPUS=none
gongkai demo there
exits 2
run test ! -e there -a ! -e there.key
exits 0
unset DEMO_CORPUS

begin "a store that is set elsewhere gets no invented county"
GONGKAI_STORE=$PWD/other.db
export GONGKAI_STORE
gongkai demo here
run test ! -e here
exits 0
unset GONGKAI_STORE
