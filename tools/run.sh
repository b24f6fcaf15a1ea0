#!/bin/sh
# run.sh - what `make run' does behind building: the demonstration at work.
#
# Makes build/demo, an invented county, if it is not there (its passwords are
# printed that once), checks demo/reports and serves the county at LISTEN
# (127.0.0.1:8080) until Control-C.  RUN_SECONDS=N ends it after N seconds,
# for tests.
set -eu
listen=${LISTEN:-127.0.0.1:8080}

status=0
./gongkai check --json demo/reports >build/demo-reports.json || status=$?
[ "$status" -le 1 ] || exit "$status"
echo "demo/reports: $(grep -c '"severity": *"' build/demo-reports.json) findings, see ./gongkai check demo/reports"

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
