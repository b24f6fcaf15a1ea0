#!/bin/sh
# pgsql.sh - a PostgreSQL of its own for the tests, thrown away afterwards.
#
#	tools/pgsql.sh run COMMAND...	run a command beside one
#	tools/pgsql.sh start		start one and print how to reach it
#	tools/pgsql.sh stop DIRECTORY	stop it and remove its directory
#
# It lies below /tmp, listens on a unix socket there and on no address, and
# is reached by GONGKAI_TEST_PGSQL.  Where that is set already, the command
# runs beside that one; where PostgreSQL is not installed, beside none.
# PostgreSQL refuses to run as root: it then runs as the user postgres.
# GONGKAI_TEST_FSYNC=off lets it forget on a crash what it acknowledged.
set -eu

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb 2>/dev/null || echo .)")

# as_user COMMAND...: as somebody whom PostgreSQL accepts.
as_user()
{
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
	else
		"$@"
	fi
}

start()
{
	directory=$(mktemp -d /tmp/gongkai-pgsql-XXXXXX)
	[ "$(id -u)" -ne 0 ] || chown postgres "$directory"
	(
		cd "$directory"
		as_user "$bin/initdb" -D "$directory/data" -U postgres \
		    -A trust -E UTF8 --locale=C --no-sync
		as_user "$bin/pg_ctl" -D "$directory/data" -s -w \
		    -l "$directory/log" -o "-k $directory \
		    -c listen_addresses='' -c max_connections=400 \
		    -c shared_buffers=64MB \
		    -c fsync=${GONGKAI_TEST_FSYNC:-on}" start
	) >"$directory.log" 2>&1 || {
		cat "$directory.log" >&2
		stop "$directory"
		return 1
	}
	rm -f "$directory.log"
	url="postgres:///postgres?host=$directory&user=postgres"
}

stop()
{
	(cd "$1" && as_user "$bin/pg_ctl" -D "$1/data" -s -m immediate stop) \
	    >/dev/null 2>&1 || :
	rm -rf "$1" "$1.log"
}

case ${1:-} in
run)
	shift
	[ -z "${GONGKAI_TEST_PGSQL:-}" ] && [ -x "$bin/initdb" ] || exec "$@"
	start
	trap 'stop "$directory"' EXIT
	trap 'exit 130' INT TERM HUP
	status=0
	GONGKAI_TEST_PGSQL=$url "$@" || status=$?
	exit $status ;;
start)
	start
	echo "export GONGKAI_TEST_PGSQL='$url'"
	echo "# tools/pgsql.sh stop $directory" ;;
stop)
	stop "${2:?}" ;;
*)
	sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
	exit 2 ;;
esac
