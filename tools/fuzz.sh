#!/bin/sh
# fuzz.sh SECONDS TARGET... - run each fuzz target that long, as many at once
# as there are processors; a line of TAP each.
#
# A target's source says in its top comment which files are its seeds:
#
#	Seeds: *.html *.txt
#
# They are looked for in demo/, tests/ and, where it is there, in the folder
# of real reports (GONGKAI_SHARED).  What a target finds stands as
# build/fuzz/found/<target>-*, what it learns in build/fuzz/corpus/<target>/.
set -u
seconds=$1
shift

if [ $# -ne 1 ]; then
	[ $# -eq 0 ] || printf '%s\n' "$@" |
	    xargs -P "$(nproc)" -n 1 "$0" "$seconds"
	exit
fi

name=$(basename "$1")
corpus=build/fuzz/corpus/$name seeds=build/fuzz/seeds/$name
log=build/fuzz/$name.log
rm -rf "$seeds"
mkdir -p build/fuzz/found "$corpus" "$seeds"

# Copies, since the fuzzer may neither write nor wait where they lie.
set -f
for pattern in $(sed -n 's/^ \* Seeds: //p' "tests/fuzz/$name.c"); do
	find demo tests "${GONGKAI_SHARED:-../shared}/reports" \
	    -name "$pattern" -size -300k 2>/dev/null
done | while read -r file; do
	cp "$file" "$seeds/$(echo "$file" | cksum | cut -d' ' -f1)"
done

if "$1" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 \
    -artifact_prefix="build/fuzz/found/$name-" "$corpus" "$seeds" \
    >"$log" 2>&1; then
	echo "ok - fuzz: $name, $(sed -n 's/^Done \([0-9]*\) .*/\1/p' "$log") runs"
else
	echo "not ok - fuzz: $name"
	grep -vE '^#[0-9]|^INFO|^$' "$log" | tail -n 40 | sed 's/^/  /'
	exit 1
fi
