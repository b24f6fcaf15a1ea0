# Making a data folder, and bringing one to this program's version.
. "${0%/*}/harness.sh"

export LC_ALL=en_US.UTF-8

begin "a folder is made for its owner alone, its keys beside it"
gongkai init here
exits 0
says_nothing
prints "$PWD/here"
prints "$PWD/here.key"
run stat -c '%a %n' here here.key here/gongkai.conf here/gongkai.db
prints '700 here'
prints '600 here.key'
prints '600 here/gongkai.conf'
prints '600 here/gongkai.db'
run cat here/gongkai.conf
prints '#store = '
prints '# the database'
leaves here here.key here/blobs here/gongkai.conf here/gongkai.db
gongkai migrate --dir here
exits 0
prints 'Nothing is to be done'

begin "an empty folder is taken, and a slash behind its name"
mkdir here
gongkai init here/
exits 0
run stat -c '%a %n' here
prints '700 here'

begin "a folder that holds something is refused and left alone"
mkdir here
echo mine >here/file
gongkai init here
exits 1
says 'here: is not empty'
leaves here here/file

begin "a file is refused and left alone"
echo mine >here
gongkai init here
exits 1
leaves here

begin "a place that is not there is refused"
gongkai init no/such/here
exits 2
says "no/such"
leaves

begin "the keys may lie elsewhere, but not in the folder"
gongkai init here --key-file here/key
exits 2
leaves
mkdir here
gongkai init here --key-file here/key
exits 2
says 'inside'
leaves here

begin "keys that are there are used"
gongkai init one --key-file ring
exits 0
cp ring before
gongkai init two --key-file ring
exits 0
prints 'is used'
run cmp ring before
exits 0

begin "a file that holds no keys is refused and nothing is left"
echo mine >ring
chmod 600 ring
gongkai init one --key-file ring
exits 2
leaves ring

begin "the body at the top may be named"
gongkai init here --agency 某某县人民政府 --code moumou
exits 0
gongkai init there --agency 某某县人民政府
exits 2
leaves here here.key here/blobs here/gongkai.conf here/gongkai.db

begin "its administrators get passwords that are told once"
gongkai init here --agency 某某县人民政府 --code moumou \
    --system-admin li.ming=李明 --security-admin wang.wu=王五 \
    --audit-admin zhao.liu=赵六
exits 0
prints 'li.ming'
prints_not 'missing'
gongkai user show wang.wu --dir here
prints 'role: security_admin on moumou'
prints 'password to be changed'

begin "administrators without a body, or written wrong, leave nothing"
gongkai init here --system-admin li.ming=李明
exits 2
gongkai init here --agency 某某县人民政府 --code moumou --audit-admin li.ming
exits 2
says 'LOGIN=NAME'
gongkai init here --agency 某某县人民政府 --code moumou \
    --system-admin li.ming=李明 --audit-admin li.ming=李明
exits 1
leaves

begin "without a terminal nothing is asked, and what is missing is said"
gongkai init here
exits 0
prints 'Still missing'

begin "on a terminal it asks"
answers='某某县人民政府\nno code!\nmoumou\n\nli.ming\n李明\n\n\n'
printf "$answers" >typed
run sh -c "script -qec '$binary init here' /dev/null <typed"
exits 0
prints 'Login of the system administrator'
prints 'Still missing: administrators'
gongkai user show li.ming --dir here
prints 'role: system_admin on moumou'

begin "a body that is refused leaves nothing"
gongkai init here --agency 某某县人民政府 --code 'no code!'
exits 2
leaves

begin "wrong use is told"
gongkai init
exits 2
gongkai init a b
exits 2
gongkai init a --crypto rot13
exits 2
says 'rot13'
gongkai init a --store postgres://u:geheim@127.0.0.1:1/d
exits 3
cp "$scratch/err" said
run grep geheim said
exits 1
leaves said

begin "what is no data folder is told"
mkdir here
gongkai migrate --dir here
exits 2
says 'is no data folder'

begin "an older folder is refused until it is migrated, which a dry run tells"
gongkai init here
last=$(cd "$root" && basename "$(ls sql/schema/*.sql | tail -n 1)" .sql)
number=$(expr "$last" : '0*\([0-9]*\)')
if ! command -v sqlite3 >/dev/null; then
	skip "sqlite3 is not installed"
else
	sqlite3 here/gongkai.db "delete from schema_version where number = $number"
	gongkai migrate --dir here --dry-run
	exits 0
	prints "Would be applied: $last"
	gongkai migrate --dir here --dry-run
	prints "Would be applied: $last"
	sqlite3 here/gongkai.db "insert into schema_version values (9999, '9999-later', '', 0)"
	gongkai migrate --dir here
	exits 1
	says 'A newer program'
fi

begin "a setting that is wrong is told with its line"
gongkai init here
sed -i '1i stoer = x' here/gongkai.conf
gongkai migrate --dir here
exits 2
says 'gongkai.conf:1:'

begin "rows may be kept in PostgreSQL, once"
if [ -z "${GONGKAI_TEST_PGSQL:-}" ]; then
	skip "there is no PostgreSQL"
else
	LC_ALL=C psql -q "$GONGKAI_TEST_PGSQL" -c 'create database init'
	url=$(echo "$GONGKAI_TEST_PGSQL" | sed 's|/postgres?|/init?|')
	gongkai init here --store "$url" --agency 某某县人民政府 --code moumou
	exits 0
	leaves here here.key here/blobs here/gongkai.conf
	gongkai migrate --dir here
	exits 0
	gongkai init there --store "$url"
	exits 1
	says 'has data of this program'
	leaves here here.key here/blobs here/gongkai.conf
	LC_ALL=C psql -q "$GONGKAI_TEST_PGSQL" -c 'drop database init'
fi
