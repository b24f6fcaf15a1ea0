# What was erased is nowhere in the folder, and does not come back out of a
# backup.
. "${0%/*}/harness.sh"

export LC_ALL=en_US.UTF-8

number=320311196502281234

# A folder on an engine, with a record that holds the number, and a second
# factor, which is sealed.
folder()
{
	if [ "$1" = pgsql ]; then
		LC_ALL=C psql -q "$GONGKAI_TEST_PGSQL" -c 'create database erase'
		url=$(echo "$GONGKAI_TEST_PGSQL" | sed 's|/postgres?|/erase?|')
		"$binary" init here --store "$url" >made 2>&1
	else
		"$binary" init here >made 2>&1
	fi
	"$binary" agency add LUDI --name '芦堤镇人民政府' --level township \
	    --dir here >>made 2>&1
	"$binary" user add li.ming --name 李明 --agency LUDI --dir here \
	    >>made 2>&1
	"$binary" user totp li.ming --dir here >>made 2>&1
	printf '{"title":"低保公示","body":"身份证号%s"}\n' $number >rows.jsonl
	"$binary" import records rows.jsonl --agency LUDI --dir here \
	    >>made 2>&1
	rm -f made rows.jsonl
}

# Put everything aside but the keys, and bring it back.
backup()
{
	cp -a here aside
	[ "$1" = sqlite ] || LC_ALL=C pg_dump --clean --if-exists "$url" >rows
}
restore()
{
	rm -rf here
	cp -a aside here
	[ "$1" = sqlite ] || LC_ALL=C psql -q -v ON_ERROR_STOP=1 "$url" <rows \
	    >/dev/null
}

done_with()
{
	[ "$1" = sqlite ] || LC_ALL=C psql -q "$GONGKAI_TEST_PGSQL" \
	    -c 'drop database erase'
}

for engine in sqlite pgsql; do
	begin "an old backup is clean again, and opens nothing, on $engine"
	if [ $engine = pgsql ] && [ -z "${GONGKAI_TEST_PGSQL:-}" ]; then
		skip "there is no PostgreSQL"
		continue
	fi
	folder $engine
	gongkai search --dir here $number
	prints 'Found 1'
	backup $engine
	echo $number >texts
	gongkai erase --dir here --text texts --reason 误录
	exits 0
	gongkai search --dir here $number
	prints 'Found 0'
	run grep -r $number here
	exits 1
	gongkai key rotate --dir here
	exits 0
	gongkai key forget --number 1 --dir here
	exits 0
	gongkai verify --dir here
	exits 0

	restore $engine
	gongkai search --dir here $number
	exits 1
	says 'gongkai erase --again'
	gongkai user totp li.ming --code 123456 --dir here
	exits 1
	gongkai verify --dir here
	exits 1
	prints '1 keys are wrapped by master key 1, which was forgotten'
	prints '1 erasures of the list were not done in this folder'

	gongkai erase --dir here --again
	exits 0
	prints '1'
	gongkai search --dir here $number
	exits 0
	prints 'Found 0'
	run grep -r $number here
	exits 1
	gongkai user totp li.ming --code 123456 --dir here
	says 'master key 1, which was forgotten'
	gongkai verify --dir here
	exits 1
	prints 'opens never again'
	prints_not 'were not done'

	gongkai key lost --number 2 --dir here
	exits 1
	says 'was not forgotten'
	gongkai key lost --number 1 --dir here
	exits 0
	prints '0 keys that open never again'
	prints 'a new key of its own'
	gongkai verify --dir here
	exits 0
	gongkai user totp li.ming --dir here
	exits 0
	prints 'otpauth'
	done_with $engine
done

begin "what is asked wrongly is said"
gongkai init here
gongkai erase --dir here --reason 误录
exits 2
gongkai erase --dir here --again --finish
exits 2
echo $number >texts
gongkai erase --dir here --text texts
exits 2
gongkai erase --dir here --text texts --reason "误录$number"
exits 2
says 'reason'
gongkai erase --dir here --attachment 12 --reason 误录
exits 2
