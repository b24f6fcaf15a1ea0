# Real reports read as they did when a person last looked at the result:
# figures, places, findings.  tests/golden holds no word of them.
. "${0%/*}/harness.sh"

golden=${binary%/*}/golden

begin "there are real reports to compare with"
if [ ! -d "$shared/reports" ]; then
	skip "$shared/reports is not there"
	exit
fi

for file in "$shared"/reports/*/*; do
	name=${file##*/}
	case $name in
	*.expected.json) continue ;;
	esac
	begin "what was kept of $name is found again (else see tools/golden.sh)"
	run "$golden" "$file"
	exits 0
	cp "$scratch/out" now
	run diff "$root/tests/golden/$name.golden" now
	[ "$status" = 0 ] || fail "kept (<) and now (>): $(head -n 20 "$scratch/out")"
done

for file in "$root"/tests/golden/*.golden; do
	name=${file##*/}
	name=${name%.golden}
	begin "the report of which $name.golden was kept is there"
	run find "$shared/reports" -name "$name"
	prints "$name"
done
