#!/bin/sh
# run.sh [NAME...] - the whole-program tests, as TAP on standard output.
#
# All of tests/program/*.test.sh, or those named ("bad_input"), each ended
# after ten minutes.
set -u
bad=0

if [ $# -eq 0 ]; then
	set -- tests/program/*.test.sh
else
	for name; do
		set -- "$@" "tests/program/$name.test.sh"
		shift
	done
fi
tap=$(mktemp)
trap 'rm -f "$tap"' EXIT
for file; do
	name=$(basename "$file" .test.sh)
	status=0
	tools/within.sh 600 sh "$file" >"$tap" || status=$?
	[ $status -eq 0 ] || echo "not ok - broke off with status $status" \
	    >>"$tap"
	sed "s|^\(.*ok\) - |\1 - $name: |" "$tap"
	! grep -q '^not ok' "$tap" || bad=1
done
exit $bad
