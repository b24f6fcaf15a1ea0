#!/bin/sh
# run.sh - speed and memory, as ratios in one run (make bench).
#
# The page is the real one where the folder of real reports is there, else the
# invented one of demo/.  BENCH=short only shows that all of it runs.
set -eu
build=build/release
work=build/bench
page=${GONGKAI_SHARED:-../shared}/reports/real/shuyang_fgj_2023.html
[ -e "$page" ] || page=demo/reports/xiwan-water-2023.html
rounds=1000 few=1000 many=10000 papers=1000 jobs=12800 found=10000
leaves=100000
[ "${BENCH:-}" != short ] || { rounds=20 few=20 many=200 papers=8 jobs=640
	found=300 leaves=2000; }
[ "${BENCH:-}" != full ] || leaves=1000000
[ "${BENCH:-}" != full ] || found="10000 100000 1000000"

$build/bench/deadline $rounds

rm -rf $work/few $work/many $work/papers
mkdir -p $work
cp "$page" $work/page.html

$build/bench/page $work/page.html $rounds >$work/page.out
head -n 1 $work/page.out
ours=$(tail -n 1 $work/page.out)

# Cleaning that page, and the corpus, to the HTML that bodies are kept as.
$build/bench/rich 9 $work/page.html
corpus=${GONGKAI_SHARED:-../shared}/corpus
[ ! -d "$corpus" ] || find "$corpus" -name '*.md' | sort | head -n $((few / 2)) |
	tr '\n' '\0' | xargs -0 $build/bench/rich 9

# The same extraction by what npm has, where npm is.
if [ "${BENCH:-}" != short ] && command -v npm >/dev/null; then
	cp bench/node/* $work/
	(cd $work && npm install --silent --no-audit --no-fund) >/dev/null
	(cd $work && node extract.mjs page.html) | while read -r name micros; do
		awk "BEGIN { printf \"the same by %s: %.1f times our check\\n\",
		    \"$name\", $micros / $ours }"
	done
fi

$build/bench/many $build/gongkai $work/page.html $few $work/few
$build/bench/many $build/gongkai $work/page.html $many $work/many
status=0
$build/gongkai convert "$work/page.html" --to pdf -o $work/page.pdf || status=$?
[ $status -le 1 ]
$build/bench/many $build/gongkai $work/page.pdf $papers $work/papers

rm -rf $work/store
mkdir -p $work/store
# A server that keeps what it acknowledges, as GONGKAI_TEST_FSYNC is unset.
env -u GONGKAI_TEST_PGSQL -u GONGKAI_TEST_FSYNC tools/pgsql.sh run sh -c \
    "$build/bench/store $work/store $jobs \${GONGKAI_TEST_PGSQL:+\"\$GONGKAI_TEST_PGSQL\"}"

# The transparency log, likewise on both engines.
rm -rf $work/transparency
mkdir -p $work/transparency/sqlite $work/transparency/pgsql
env -u GONGKAI_TEST_PGSQL -u GONGKAI_TEST_FSYNC tools/pgsql.sh run sh -c \
    "$build/bench/transparency $work/transparency $leaves \
    \${GONGKAI_TEST_PGSQL:+\"\$GONGKAI_TEST_PGSQL\"}"
rm -rf $work/transparency

seconds=5 rounds=3 listed="1000 100000"
[ "${BENCH:-}" != short ] || seconds=1 rounds=1 listed="100 200"
ROUNDS=$rounds sh bench/serve.sh $build/gongkai $work/serve $seconds $listed

# Searching in the corpus multiplied, where it is there.  BENCH=full: 100,000
# and a million documents too, which take three hours and, one engine after
# the other, 40 GB.
#
# search DOCUMENTS PART...: a folder and a server of its own for the parts.
search()
{
	rm -rf $work/search
	mkdir -p $work/search
	documents=$1
	shift
	env -u GONGKAI_TEST_PGSQL -u GONGKAI_TEST_FSYNC tools/pgsql.sh run \
	    sh -c "$build/bench/search $corpus $documents $work/search $*"
	rm -rf $work/search
}

for documents in $found; do
	[ -d "$corpus" ] || continue
	fts=fts
	[ "$documents" -le 100000 ] || fts=
	search "$documents" $fts bare sqlite
	search "$documents" bare '${GONGKAI_TEST_PGSQL:+"$GONGKAI_TEST_PGSQL"}'
done
