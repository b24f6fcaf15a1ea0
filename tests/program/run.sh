#!/bin/sh
# run.sh [NAME...] - the whole-program tests, as TAP on standard output.
#
# All of tests/program/*.test.sh, or those named ("bad_input").
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
for file; do
	tap=$(sh "$file") || tap="$tap
not ok - $file broke off"
	printf '%s\n' "$tap" | sed "s|^\(.*ok\) - |\1 - $(basename "$file" .test.sh): |"
	case $tap in
	*"not ok"*) bad=1 ;;
	esac
done
exit $bad
