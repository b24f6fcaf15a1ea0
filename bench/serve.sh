#!/bin/sh
# serve.sh - the portal page against nginx sending the same bytes as a file.
#
#	serve.sh GONGKAI WORK SECONDS
#
# wrk -t2 -c64 over kept connections, each for SECONDS, one after the other in
# the same run: nginx; the page from the cache; the page rendered anew, which
# is what a request with a session gets.  All write a log.  What it says is how
# many times nginx's rate, and the memory of the workers.
set -eu
gongkai=$(realpath "$1") work=$2 seconds=$3
path=/

for tool in wrk nginx curl; do
	PATH=$PATH:/usr/sbin command -v $tool >/dev/null || {
		echo "serve: $tool is not there"
		exit 0
	}
done

rm -rf "$work"
mkdir -p "$work/www"
cd "$work"
"$gongkai" init here >init 2>&1 </dev/null
echo 'client_rate = 0' >>here/gongkai.conf
timeout 300 "$gongkai" serve --dir here --listen 127.0.0.1:0 >address 2>log &
guard=$!
engine=
trap 'kill $guard $engine 2>/dev/null; wait' EXIT
for _ in $(seq 100); do
	[ -s address ] && break
	sleep 0.1
done
ours=$(sed 's|/$||' address)
curl -fso www/page "$ours$path" || {
	echo "serve: there is no page $path"
	exit 0
}

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
PATH=$PATH:/usr/sbin timeout 300 nginx -p "$PWD" -c "$PWD/nginx.conf" &
engine=$!
for _ in $(seq 50); do
	curl -fso /dev/null "http://127.0.0.1:$port/page" && break
	sleep 0.1
done

# rate URL [HEADER]: requests a second; failures are told.
rate()
{
	url=$1
	[ $# = 1 ] || set -- "$1" -H "$2"
	shift
	wrk -t2 -c64 -d"$seconds" "$@" "$url" >wrk.out
	grep -E 'Non-2xx|Socket errors' wrk.out >&2 || :
	sed -n 's|^Requests/sec: *\([0-9]*\).*|\1|p' wrk.out
}

theirs=$(rate "http://127.0.0.1:$port/page")
cached=$(rate "$ours$path")
anew=$(rate "$ours$path" 'Cookie: gongkai=a')
memory=0
server=$(echo $(cat /proc/$guard/task/$guard/children))
for worker in $(cat /proc/$server/task/$server/children); do
	kib=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' /proc/$worker/status)
	memory=$((memory + kib))
done
awk "BEGIN {
	printf \"portal page of %d bytes, nginx %d/s\\n\", \
	    $(wc -c <www/page), $theirs
	printf \"from the cache: %.2f of nginx (goal 1.0)\\n\", \
	    $cached / $theirs
	printf \"rendered anew: %.2f of nginx (goal 0.6)\\n\", $anew / $theirs
	printf \"memory of two workers: %d MiB (goal 64)\\n\", $memory / 1024
}"
