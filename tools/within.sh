#!/bin/sh
# within.sh SECONDS COMMAND... - a command that may hang, and all it starts.
#
# The command gets a session of its own.  If it has not ended by then, or
# leaves processes behind, they are told in lines that begin with two blanks,
# and are ended.  Exit status: the command's, or 124 if it was late.
set -u
seconds=$1
shift

setsid "$@" &
leader=$!

# Who belongs to the session and has not ended.
members()
{
	cat /proc/[0-9]*/stat 2>/dev/null | sed -n \
	    "s/^\([0-9]*\) (.*) [^ZX] [0-9]* [0-9]* $leader .*/\1/p"
}

tell()
{
	for pid in $(members); do
		echo "  $1: $pid $(cat /proc/$pid/wchan) $(tr '\0' ' ' \
		    </proc/$pid/cmdline | cut -c1-200)"
	done 2>/dev/null
}

finish()
{
	# shellcheck disable=SC2046
	set -- $(members)
	[ $# -eq 0 ] || kill -s "$signal" "$@" 2>/dev/null || :
}

# An ended child stays in /proc until it is waited for.
runs()
{
	grep -q '^State:[^ZX]*$' /proc/$leader/status 2>/dev/null
}

trap 'signal=TERM; finish; exit 130' INT TERM HUP
tenths=$((seconds * 10))
while runs && [ $tenths -gt 0 ]; do
	sleep 0.1
	tenths=$((tenths - 1))
done
if runs; then
	tell "late"
	signal=TERM
	finish
	sleep 2
	signal=KILL
	finish
	wait $leader 2>/dev/null
	exit 124
fi
wait $leader
status=$?
tell "left behind"
signal=KILL
finish
exit $status
