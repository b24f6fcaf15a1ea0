# Public records: brought in, found, taken out again.
. "${0%/*}/harness.sh"

export LC_ALL=en_US.UTF-8

begin "a folder of texts is imported, found and imported again"
gongkai init here --agency 石门县 --code sm
mkdir -p texts/rules
printf '# 石门县危房改造办法\n\n第一条 补助名单应当公示。\n' \
    >texts/rules/a.md
printf '# 關於水價的通知\n\n按２０２１年標準執行。\n' >texts/b.md
gongkai import records texts --agency sm --dir here
exits 0
prints '2 new'
gongkai import records texts --agency sm --dir here
exits 0
prints '2 as they were'
gongkai search --dir here 改造 名单
exits 0
prints 'Found 1'
prints '【名单】'
gongkai search --dir here 水价 2021 --json
exits 0
prints '"total": 1'
gongkai search --dir here '水价 -标准'
exits 0
prints 'Found 0'
gongkai search --dir here 危旧改造
exits 0
prints 'Did you mean: 危房改造'

begin "filters and facets narrow and count"
gongkai init here --agency 石门县 --code sm
printf '%s\n' '{"title":"甲","day":"2020-01-02","kind":"rule"}' \
    '{"title":"乙","day":"2021-01-02","kind":"notice"}' >rows.jsonl
gongkai import records rows.jsonl --agency sm --dir here
exits 0
gongkai search --dir here --year 2021
prints 'Found 1'
gongkai search --dir here --kind rule --agency sm --facets
prints '2020(1)'
gongkai search --dir here --newest --best 甲
exits 2
says 'not both'
gongkai search --dir here 甲 --after here
exits 2
says 'no place to go on from'
gongkai search --dir here 乙 --after 0,99999,1
prints 'Found 1'

begin "what is exported can be imported, and the index built anew"
gongkai init here --agency 石门县 --code sm
printf '%s\n' 'title,number,body' '甲,1号,正文' '乙,2号,"两
行"' >rows.csv
gongkai import records rows.csv --agency sm --dir here
exits 0
gongkai export records out.jsonl --dir here
exits 0
prints 'Exported 2'
gongkai import records out.jsonl --agency sm --dir here
prints '2 as they were'
gongkai search --rebuild --dir here
exits 0
gongkai search --dir here 正文
prints 'Found 1'

begin "rows that cannot be taken are told"
gongkai init here --agency 石门县 --code sm
printf '%s\n' 'title,day' '甲,昨天' '乙,2020-01-01' >rows.csv
gongkai import records rows.csv --agency sm --dir here
exits 1
prints 'rows.csv:1'
prints '1 new'
gongkai import records rows.csv --dir here
exits 2
