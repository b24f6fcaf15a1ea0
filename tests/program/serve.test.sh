# The server from outside: good and bad clients, workers that die.
. "${0%/*}/harness.sh"

if ! command -v node >/dev/null; then
	begin "clients of the server"
	skip "there is no node"
	exit
fi

# conf LINE: another setting of the folder.
conf()
{
	echo "$1" >>here/gongkai.conf
}

# serve [OPTION...]: start it on a free port, its address in $at, its largest
# file $largest blocks.  It ends by itself after a minute whatever happens.
largest=unlimited
serve()
{
	(trap '' XFSZ
	ulimit -f $largest
	exec timeout 60 "$binary" serve --dir here --listen 127.0.0.1:0 "$@" \
	    >address 2>log) &
	guard=$!
	for _ in $(seq 100); do
		[ -s address ] && break
		sleep 0.1
	done
	at=$(sed 's|http://||; s|/$||' address)
	server=$(children $guard)
	[ -n "$at" ] || fail "serve says: $(cat log)"
}

children()
{
	echo $(cat /proc/$1/task/$1/children 2>/dev/null)
}

# stops: told to end, it does so by itself and well.
stops()
{
	kill "$server"
	command=stop
	status=0
	wait $guard || status=$?
	exits 0
	! grep -q 'ERROR:' log || fail "$(cat log)"
}

client()
{
	run node "$root/tests/program/serve.mjs" "$@"
}

# asks REQUEST: send these bytes (as printf takes them).
asks()
{
	printf "$1" >request
	command="raw $1"
	timeout 20 node "$root/tests/program/serve.mjs" "$at" raw <request \
	    >"$scratch/out" 2>"$scratch/err"
	status=$?
}

# refused: nothing but that, and the end (the library says some refusals
# twice).
refused()
{
	prints closed
	! grep -qvE '^(HTTP/1.1 4(00|11|13)|nothing|closed)$' \
	    "$scratch/out" || fail "answers $(cat "$scratch/out")"
}

# answers LINES: exactly these.
answers()
{
	[ "$(tr '\n' ' ' <"$scratch/out")" = "$1 " ] ||
	    fail "answers $(tr '\n' ' ' <"$scratch/out"), not $1"
}

begin "it answers, and ends when it is told to"
gongkai init here
serve
run curl -s "http://$at/healthz" "http://$at/readyz"
[ "$(cat "$scratch/out")" = "ok
ok" ] || fail "not ok"
run curl -si "http://$at/nowhere"
prints 'HTTP/1.1 404'
prints 'Content-Security-Policy: default-src'
prints 'X-Content-Type-Options: nosniff'
prints 'Referrer-Policy: same-origin'
prints 'X-Request-Id: '
prints 'Cache-Control: no-store'
stops
grep -q ' GET healthz 200 3 ' log || fail "the log does not tell: $(cat log)"
grep -q 127.0.0.1 log && fail "the log tells who asked"

begin "the clock is set by a file, in no office's folder"
gongkai init here
echo 2026-03-02 10:00 >clock
gongkai serve --dir here --clock clock
exits 2
says "--clock"
conf "folder = test"
gongkai serve --dir here --clock nowhere
exits 2
echo tomorrow >clock
gongkai serve --dir here --clock clock
exits 2
says "2026-03-02 10:00"
echo 2026-03-02 10:00 >clock
serve --clock clock
run curl -s "http://$at/guide"
prints "2026-03-02 10:00"
echo 2027-11-05 08:30 >clock
run curl -s "http://$at/guide"
prints "2027-11-05 08:30"
stops
grep -q '^2026-03-02T02:00' log || fail "the log has another clock: $(cat log)"

begin "a local socket is listened at, and taken away at the end"
gongkai init here
timeout 60 "$binary" serve --dir here --listen "$PWD/socket" >address 2>log &
guard=$!
for _ in $(seq 100); do
	[ -s address ] && break
	sleep 0.1
done
server=$(children $guard)
run curl -s --unix-socket socket http://a.example/healthz
prints ok
stops
[ ! -e socket ] || fail "the socket is left"

begin "an address that is none, and one that is taken, are refused"
gongkai init here
for address in 8080 ':8080' 'a b:80' '127.0.0.1:x'; do
	gongkai serve --dir here --listen "$address"
	exits 2
done
serve
gongkai serve --dir here --listen "$at"
exits 3
says "$at"
stops

begin "static files are kept by the browser, compressed, and known again"
gongkai init here
serve
run curl -sI "http://$at/static/doc.css?v=1"
prints 'Cache-Control: public, max-age=31536000, immutable'
prints 'Content-Type: text/css; charset=utf-8'
tag=$(sed -n 's/^ETag: \([^\r]*\).*/\1/p' "$scratch/out")
run curl -si -H "If-None-Match: $tag" "http://$at/static/doc.css"
prints 'HTTP/1.1 304'
prints 'Cache-Control: no-cache'
for coding in br gzip; do
	run curl -s -H "Accept-Encoding: $coding" -D head \
	    "http://$at/static/doc.css"
	grep -q "Content-Encoding: $coding" head || fail "not $coding"
	run curl -s --compressed -H "Accept-Encoding: $coding" -o got \
	    "http://$at/static/doc.css"
	cmp -s got "$root/static/doc.css" || fail "$coding is not the file"
done
run curl -s -H "Accept-Encoding: br;q=0, gzip;q=0" -o got \
    "http://$at/static/doc.css"
cmp -s got "$root/static/doc.css" || fail "plain is not the file"
run curl -si "http://$at/static/docx-styles.xml"
prints 'HTTP/1.1 404'
run curl -si --path-as-is "http://$at/static/../words/zh.yaml"
prints 'HTTP/1.1 404'
stops

begin "200 slow connections of each kind leave it answering and are closed"
gongkai init here
conf 'head_seconds = 1'
conf 'idle_seconds = 3'
conf 'client_rate = 0'
serve
for kind in heads bodies silent; do
	client "$at" $kind 200
	prints 'closed 200 of 200'
	sed 's/.*answered \([0-9]*\) of \([0-9]*\)/\1 \2/' "$scratch/out" |
	    { read -r good asked; [ "$good" = "$asked" ]; } ||
	    fail "$kind: $(cat "$scratch/out")"
done
stops

begin "who does not read is cut off"
gongkai init here
conf 'head_seconds = 1'
conf 'idle_seconds = 2'
serve
client "$at" readers 20
prints 'closed 20 of 20'
run curl -s "http://$at/healthz"
prints ok
stops

begin "one client has so many connections and no more"
gongkai init here
conf 'client_connections = 4'
conf 'head_seconds = 60'
serve --workers 1
client "$at" silent 8
prints 'closed 4 of 8, answered 0 of'
run curl -s "http://$at/healthz"
prints ok
stops

begin "what could be read in two ways is refused, and the connection closed"
gongkai init here
serve
host='Host: a.example\r\n'
post="POST / HTTP/1.1\r\n$host"
for head in 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n' \
    'Transfer-Encoding: chunked\r\nContent-Length: 3\r\n' \
    'Content-Length: 3\r\nContent-Length: 3\r\n' \
    'Content-Length: 3\r\nContent-Length: 4\r\n' \
    'Content-Length: 3, 3\r\n' 'Content-Length: +3\r\n' \
    'Content-Length: -3\r\n' 'Content-Length: 0x3\r\n' \
    'Content-Length: 99999999999999999999\r\n' \
    'Transfer-Encoding: xchunked\r\n' 'Transfer-Encoding: gzip, chunked\r\n' \
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n' \
    'Content-Length : 3\r\n' 'Content Length: 3\r\n'; do
	asks "$post$head\r\nabcGET /healthz HTTP/1.1\r\n$host\r\n"
	refused
done
asks "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
answers 'HTTP/1.1 400 closed'
asks "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"
answers 'HTTP/1.1 400 closed'
asks "GET / HTTP/1.1\r\n\r\n"
refused
asks "${post}\r\n"
answers 'HTTP/1.1 411 closed'
asks "GET / HTTP/1.1\r\n${host}Content-Length: 3\r\n\r\nabc"
answers 'HTTP/1.1 400 closed'
stops

begin "methods, versions and expectations that are not ours are refused"
gongkai init here
serve
asks "TRACE / HTTP/1.1\r\n$host\r\n"
answers 'HTTP/1.1 405 closed'
asks "PUT / HTTP/1.1\r\n${host}Content-Length: 0\r\n\r\n"
answers 'HTTP/1.1 405 closed'
asks "POST / HTTP/1.1\r\n${host}Expect: more\r\nContent-Length: 1\r\n\r\na"
answers 'HTTP/1.1 417 closed'
asks "GET http://b.example/ HTTP/1.1\r\n$host\r\n"
answers 'HTTP/1.1 400 closed'
asks "GET /nowhere HTTP/1.0\r\nHost: a.example\r\n\r\n"
prints ' 404'
prints closed
stops

begin "a head that is too long is refused"
gongkai init here
serve
long=$(head -c 40000 /dev/zero | tr '\0' x)
asks "GET / HTTP/1.1\r\n${host}X: $long\r\n\r\n"
answers 'HTTP/1.1 431 closed'
many=$(seq 200 | sed 's/.*/X-&: y\\r\\n/' | tr -d '\n')
asks "GET / HTTP/1.1\r\n$host$many\r\n"
answers 'HTTP/1.1 431 closed'
asks "GET /$long HTTP/1.1\r\n$host\r\n"
prints closed
prints_not ' 200'
stops

begin "requests sent in one go are answered in their order"
gongkai init here
serve
asks "GET /healthz HTTP/1.1\r\n$host\r\nGET /nowhere HTTP/1.1\r\n$host\r\n\
GET /healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n"
answers 'HTTP/1.1 200 HTTP/1.1 404 HTTP/1.1 200 closed'
asks "POST /nowhere HTTP/1.1\r\n${host}Content-Length: 3\r\n\r\nabc\
POST /nowhere HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n\
3\r\nabc\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n"
answers 'HTTP/1.1 404 HTTP/1.1 404 HTTP/1.1 200 closed'
stops

begin "a body is taken up to its limit, and asked for when it waits"
gongkai init here
serve
head -c 200000 /dev/zero >body
run curl -si --data-binary @body "http://$at/nowhere"
prints 'HTTP/1.1 404'
run curl -si -H 'Expect: 100-continue' --data-binary @body \
    "http://$at/nowhere"
prints 'HTTP/1.1 100'
prints 'HTTP/1.1 404'
head -c 400000 /dev/zero >body
run curl -si -H 'Expect: 100-continue' --data-binary @body \
    "http://$at/nowhere"
prints 'HTTP/1.1 413'
prints_not 'HTTP/1.1 100'
run curl -si -H 'Transfer-Encoding: chunked' --data-binary @body \
    "http://$at/nowhere"
prints 'HTTP/1.1 413'
[ -z "$(find here -name '.upload*')" ] || fail "an upload is left"
stops

begin "with no room for a file an upload is refused and the rest goes on"
gongkai init here
head -c 200000 /dev/zero >body
largest=200
serve
largest=unlimited
run curl -si --data-binary @body "http://$at/nowhere"
prints 'HTTP/1.1 507'
run curl -si -d a=b "http://$at/nowhere"
prints 'HTTP/1.1 404'
stops

begin "a worker that is killed is replaced, and another answers meanwhile"
gongkai init here
serve
before=$(children "$server")
kill -KILL "${before%% *}"
run curl -s --retry 3 --retry-all-errors "http://$at/healthz"
prints ok
for _ in $(seq 50); do
	after=$(children "$server")
	[ "$(echo $after | wc -w)" = 2 ] && [ "$after" != "$before" ] && break
	sleep 0.1
done
[ "$(echo $after | wc -w)" = 2 ] || fail "workers: $before, then $after"
stops

begin "a rolling restart loses no request"
gongkai init here
conf 'client_rate = 0'
serve
before=$(children "$server")
client "$at" load 6000 &
sleep 1
kill -HUP "$server"
wait $!
prints 'lost 0'
prints_not 'too few'
for _ in $(seq 50); do
	after=$(children "$server")
	[ "$(echo $after | wc -w)" = 2 ] && break
	sleep 0.1
done
client "$at" load 500
for pid in $before; do
	case " $after " in
	*" $pid "*) fail "worker $pid is still there" ;;
	esac
done
stops

begin "when the supervisor is killed its workers end"
gongkai init here
serve
workers=$(children "$server")
kill -KILL "$server"
wait $guard
for _ in $(seq 100); do
	left=$(for pid in $workers; do [ ! -d /proc/$pid ] || echo $pid; done)
	[ -n "$left" ] || break
	sleep 0.1
done
[ -z "$left" ] || fail "workers are left: $left"

begin "while the store is gone it says so, and goes on when it is back"
if [ -z "${GONGKAI_TEST_PGSQL:-}" ]; then
	skip "there is no PostgreSQL"
else
	psql()
	{
		LC_ALL=C command psql -q -o psql "$GONGKAI_TEST_PGSQL" -c "$1"
	}
	psql 'create database serve'
	gongkai init here --store \
	    "$(echo "$GONGKAI_TEST_PGSQL" | sed 's|/postgres?|/serve?|')"
	serve
	run curl -s "http://$at/readyz"
	prints ok
	psql 'alter database serve allow_connections false'
	psql "select pg_terminate_backend(pid) from pg_stat_activity
	    where datname = 'serve'"
	sleep 1
	run curl -si "http://$at/nowhere"
	prints 'HTTP/1.1 503'
	prints 'Retry-After: '
	run curl -si "http://$at/readyz"
	prints 'HTTP/1.1 503'
	run curl -s "http://$at/healthz"
	prints ok
	psql 'alter database serve allow_connections true'
	sleep 1
	for _ in 1 2 3 4 5 6 7 8; do
		run curl -si "http://$at/nowhere"
		prints 'HTTP/1.1 404'
	done
	run curl -s "http://$at/readyz"
	prints ok
	stops
	psql 'drop database serve'
	unset -f psql
fi

begin "counts are told on an address of their own, and nowhere else"
gongkai init here
conf "metrics_listen = $PWD/metrics"
serve
run curl -s "http://$at/healthz"
run curl -s --unix-socket metrics http://a.example/metrics
prints 'gongkai_requests_total{status="2xx"} 1'
prints 'gongkai_workers_started_total 2'
run curl -si --unix-socket metrics http://a.example/healthz
prints 'HTTP/1.1 404'
run curl -si "http://$at/metrics"
prints 'HTTP/1.1 404'
stops
