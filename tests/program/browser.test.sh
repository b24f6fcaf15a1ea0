# Every page in a browser: keyboard, 320 px, print, scripts off, axe-core.
. "${0%/*}/harness.sh"
. "${0%/*}/made.sh"

port=$((20000 + $$ % 20000))
SECONDS_ALLOWED=300

begin "npm's playwright-core, axe-core and html-validate can be installed"
npm_installed || fail "npm could not install them"
chromium=$(command -v chromium) || fail "Chromium is not there"

begin "the demonstration is made and served"
gongkai demo --json "$scratch/county"
exits 0
cp "$scratch/out" "$scratch/county.json"
"$binary" serve --dir "$scratch/county" --listen 127.0.0.1:$port \
    >"$scratch/serve.out" 2>"$scratch/serve.err" &
server=$!
trap 'kill $server; wait $server; bye' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	grep -q "127.0.0.1:$port" "$scratch/serve.out" && break
	sleep 0.5
done
grep -q "127.0.0.1:$port" "$scratch/serve.out" ||
	fail "does not answer: $(tail -n 5 "$scratch/serve.err")"
end

rm -rf "$root/build/browser"
mkdir -p "$root/build/browser"
set --
for n in $(seq 48); do
	for report in "$root"/demo/reports/*; do
		set -- "$@" "$n/${report##*/}" "$report"
	done
done
zip_of "$scratch/reports.zip" "$@"
CHROMIUM=$chromium REPORTS=$scratch/reports.zip \
    REPORT=$root/demo/reports/xiwan-water-2023.html \
    timeout -k 20 500 node "$root/build/npm/run.mjs" \
    "http://127.0.0.1:$port" "$scratch/county.json" "$root/build/browser" ||
	[ $? -eq 1 ] || echo "not ok - the browser's tests broke off"
