#!/bin/sh
# run.sh - what `make run' does behind building: the demonstration at work.
#
# Checks demo/reports and prints what it found, makes build/demo, an invented
# county, if it is not there (its passwords are printed that once), and serves
# it at LISTEN (127.0.0.1:8080) until Control-C.  RUN_SECONDS=N ends it after N
# seconds, for tests.
set -eu
listen=${LISTEN:-127.0.0.1:8080}

status=0
./gongkai check demo/reports || status=$?
[ "$status" -le 1 ] || exit "$status"

if [ -e build/demo ]; then
	echo "build/demo is there; to make it anew: rm -r build/demo build/demo.key"
else
	./gongkai demo build/demo
fi

if [ -z "${RUN_SECONDS:-}" ]; then
	exec ./gongkai serve --dir build/demo --listen "$listen"
fi
status=0
timeout "$RUN_SECONDS" ./gongkai serve --dir build/demo --listen "$listen" ||
    status=$?
[ "$status" -eq 124 ] || exit "$status"
