#!/bin/sh
# serve.sh - the server's pages against nginx sending the same bytes as files.
#
#	serve.sh GONGKAI WORK SECONDS FEW MANY
#
# In an invented county of FEW records, then of MANY, with wrk -t2 -c64 over
# kept connections: the catalogue's first page (20 KB) from the page cache, and
# rendered anew for a visitor (of a server whose cache_mb is 0) and for a person
# who is signed in; the list of /search, rendered anew; one of its pages that
# was hardly asked for before.  The rates alternate, SECONDS each, ROUNDS times;
# the best of each counts, as times nginx's; behind it the processor time of a
# request in our workers and in nginx's, which tells more on a machine that
# others use too.  Then how long a page rendered anew takes, alone and while
# others try passwords, and the memory of both workers.
set -eu
bench=$(realpath "$(dirname "$0")")
gongkai=$(realpath "$1") work=$2 seconds=$3 few=$4 many=$5
rounds=${ROUNDS:-3}

for tool in wrk nginx curl; do
	PATH=$PATH:/usr/sbin command -v $tool >/dev/null || {
		echo "serve: $tool is not there"
		exit 0
	}
done

rm -rf "$work"
mkdir -p "$work/www"
cd "$work"
"$gongkai" demo here >made 2>&1 </dev/null
printf 'client_rate = 0\ncostly_rate = 0\n' >>here/gongkai.conf
ended=
trap 'kill $ended 2>/dev/null; wait' EXIT

# until_there FILE: it has something in it, soon.
until_there()
{
	for _ in $(seq 100); do
		[ ! -s "$1" ] || return 0
		sleep 0.1
	done
}

# records FROM TO: bring them in, spread over some bodies.
records()
{
	step=$((($2 - $1) / 12 + 1)) from=$1
	for code in LG001 LG002 LG101 LG102 LG103 LG104 LG105 LG201 LG202 \
	    LG203 LG301 LG302; do
		to=$((from + step - 1))
		[ $to -le "$2" ] || to=$2
		awk -v FROM=$from -v TO=$to -f "$bench/records.awk" \
		    >records.jsonl
		"$gongkai" import records records.jsonl --dir here \
		    --agency $code >imported
		from=$((to + 1))
	done
}

records 1 "$few"
timeout 3000 "$gongkai" serve --dir here --listen 127.0.0.1:0 >ours 2>log &
ended="$ended $!" guard=$!
GONGKAI_CACHE_MB=0 timeout 3000 "$gongkai" serve --dir here \
    --listen 127.0.0.1:0 >bare 2>bare.log &
ended="$ended $!" bare_guard=$!
until_there ours
until_there bare
ours=$(sed 's|/$||' ours) bare=$(sed 's|/$||' bare)

# Somebody signs in with his one-time password, as a browser does.
csrf='s/.*name="csrf" value="\([^"]*\)".*/\1/p'
token=$(curl -fs -c jar "$ours/sign-in" | sed -n "$csrf" | head -n 1)
cp jar form.jar
password=$(awk '$1 == "lu.di" { print $2 }' made)
curl -fso signed -b jar -c jar --data-urlencode "csrf=$token" \
    --data-urlencode login=lu.di --data-urlencode "password=$password" \
    "$ours/sign-in"
session=$(awk '$6 == "gongkai" { print $7 }' jar)
FORM_COOKIE=$(awk 'NF == 7 { printf "%s=%s", $6, $7 }' form.jar)
FORM_TOKEN=$token
export FORM_COOKIE FORM_TOKEN

port=$((20000 + $$ % 20000))
cat >nginx.conf <<END
$([ "$(id -u)" != 0 ] || echo 'user root;')
worker_processes 2;
daemon off;
pid $PWD/nginx.pid;
error_log $PWD/nginx.err;
events { worker_connections 1024; }
http {
	default_type text/html;
	access_log $PWD/nginx.log combined buffer=64k;
	sendfile on;
	keepalive_requests 1000000000;
	server {
		listen 127.0.0.1:$port;
		root $PWD/www;
	}
}
END
PATH=$PATH:/usr/sbin timeout 3000 nginx -p "$PWD" -c "$PWD/nginx.conf" &
ended="$ended $!" engine=$!
nginx=http://127.0.0.1:$port

# workers PID: of the server that this timeout runs.
workers()
{
	child=$(tr -d ' ' </proc/$1/task/$1/children)
	cat /proc/$child/task/$child/children
}

# ticks PID: hundredths of a second that its workers have used.
ticks()
{
	for worker in $(workers $1); do
		cat /proc/$worker/stat
	done | awk '{ sum += $14 + $15 } END { print sum }'
}

# best NAME PID ARGUMENT...: of what NAME had and now; failures are told.
best()
{
	name=$1 pid=$2
	shift 2
	before=$(ticks $pid)
	wrk -t2 -c64 -d"$seconds" "$@" >wrk.out
	after=$(ticks $pid)
	grep -E 'Non-2xx|Socket errors' wrk.out >&2 || :
	sed -n 's|^Requests/sec: *\([0-9]*\).*|\1|p' wrk.out >>"$name.rates"
	awk -v ticks=$((after - before)) '/requests in/ {
	    printf "%.0f\n", ticks * 10000 / $1 }' wrk.out >>"$name.micros"
}

# ratio NAME OTHER: one best rate by another, and the times of both.
ratio()
{
	awk -v a="$(sort -n "$1.rates" | tail -n 1)" \
	    -v b="$(sort -n "$2.rates" | tail -n 1)" \
	    -v x="$(sort -n "$1.micros" | head -n 1)" \
	    -v y="$(sort -n "$2.micros" | head -n 1)" \
	    'BEGIN { printf "%.2f (%d:%d us)", a / b, x, y }'
}

# lists N: the lists among N records.
lists()
{
	curl -fso www/list "$bare/search"
	RECORDS=$1
	export RECORDS
	for _ in $(seq "$rounds"); do
		best "nginx$1" $engine "$nginx/list"
		best "list$1" $bare_guard "$bare/search"
		best "deep$1" $bare_guard -s "$bench/deep.lua" "$bare/search"
	done
	echo "list page of $1 records, $(wc -c <www/list) bytes, anew:" \
	    "$(ratio "list$1" "nginx$1") of nginx (goal 0.3), hardly asked" \
	    "for: $(ratio "deep$1" "nginx$1")"
}

curl -fso www/page "$ours/catalogue"
for _ in $(seq "$rounds"); do
	best nginx $engine "$nginx/page"
	best cached $guard "$ours/catalogue"
	best visitor $bare_guard "$bare/catalogue"
	best person $guard -H "Cookie: gongkai=$session" "$ours/catalogue"
done
echo "page of $(wc -c <www/page) bytes: from the cache $(ratio cached nginx)" \
    "of nginx (goal 1.0), anew $(ratio visitor nginx) for a visitor," \
    "$(ratio person nginx) for a person (goal 0.6)"
lists "$few"

# took: the median and the 99th percentile of a page rendered anew.
took()
{
	wrk -t1 -c4 -d"$seconds" --latency "$bare/catalogue" >latency
	awk '$1 == "50%" || $1 == "99%" { printf "%s %s ", $1, $2 }' latency
}
echo "a page anew takes, alone: $(took)"
wrk -t1 -c32 -d$((seconds + 2)) -s "$bench/flood.lua" "$bare/sign-in" \
    >flood &
flood=$!
sleep 1
echo "a page anew takes, under a login flood: $(took)"
wait $flood

records $((few + 1)) "$many"
lists "$many"
echo "the same of $many against $few: $(ratio "list$many" "list$few")" \
    "(goal 0.8), hardly asked for: $(ratio "deep$many" "deep$few")"

# memory PID: of its workers, in MiB.
memory()
{
	for worker in $(workers $1); do
		cat /proc/$worker/status
	done | awk '$1 == "VmRSS:" { sum += $2 } END { print int(sum / 1024) }'
}
echo "memory of two workers: $(memory $guard) MiB with the page cache," \
    "$(memory $bare_guard) without (goal 64)"
