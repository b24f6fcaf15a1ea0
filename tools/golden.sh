#!/bin/sh
# golden.sh - keep what the program now reads and finds in the real reports
# (make golden).  Look at the difference before it is committed: every line
# that changed is a figure read otherwise or a finding that came or went.
#
#	tools/golden.sh PROGRAM
set -eu

program=$1
shared=${GONGKAI_SHARED:-../shared}

[ -d "$shared/reports" ] || {
	echo "golden: $shared/reports is not there" >&2
	exit 1
}
rm -f tests/golden/*.golden
for file in "$shared"/reports/*/*; do
	case $file in
	*.expected.json) continue ;;
	esac
	"$program" "$file" >"tests/golden/${file##*/}.golden"
done
