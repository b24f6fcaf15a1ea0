# Every day of the years with a notice is what npm's chinese-days says it is.
. "${0%/*}/harness.sh"

first=2019-01-01 last=2026-12-31 working_days=1994

begin "npm's chinese-days can be installed to compare with"
npm_installed || fail "npm could not install chinese-days"

begin "every day of $first to $last is what chinese-days says"
run node "$node/days.mjs" $first $last
exits 0
cp "$scratch/out" theirs
# The period whose days are told one by one ends with the last of them.
gongkai deadline --json --provisional --from 2018-12-31 --days $working_days
exits 0
awk -F '"' '
$2 == "day" { day = $4 }
$2 == "kind" {
	print day, $4 == "work" || $4 == "make_up" ? "work" : "off"
}' "$scratch/out" >ours
[ "$(wc -l <theirs)" = 2922 ] || fail "$(wc -l <theirs) days, not 2922"
run diff theirs ours
[ "$status" = 0 ] ||
	fail "chinese-days (<) and ours (>): $(head -n 20 "$scratch/out")"
