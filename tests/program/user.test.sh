# Keeping people from the command line.
. "${0%/*}/harness.sh"

export LC_ALL=en_US.UTF-8

# A folder with one body.
folder()
{
	"$binary" init here >made 2>&1
	"$binary" agency add LUDI --name '芦堤镇人民政府' --level township \
	    --dir here >>made 2>&1
	rm -f made
}

begin "a person is added, shown and listed"
folder
gongkai user add Li.Ming --name 李明 --agency LUDI --dir here
exits 0
prints 'login: li.ming'
prints 'account: no password yet'
gongkai user list --dir here
exits 0
prints 'li.ming	李明	LUDI	no password yet'
gongkai user show li.ming --json --dir here
exits 0
prints '"password": false'

begin "a password comes from standard input and not from the command line"
folder
gongkai user add li.ming --name 李明 --agency LUDI --dir here
echo 'kettle-marmot-7-violin' >typed
gongkai user passwd li.ming --stdin --dir here <typed
exits 0
prints 'must be changed'
gongkai user show li.ming --dir here
prints 'account: password to be changed'
gongkai user passwd li.ming kettle-marmot-7-violin --dir here
exits 2
run grep -rl 'kettle-marmot' here
says_nothing
exits 1

begin "a password that everybody tries first is refused and not said"
folder
gongkai user add li.ming --name 李明 --agency LUDI --dir here
echo 'Password2026' >typed
gongkai user passwd li.ming --stdin --dir here <typed
exits 2
says 'too common'
cp "$scratch/err" said
run grep Password2026 said
exits 1

begin "roles are given and ended"
folder
gongkai user add li.ming --name 李明 --agency LUDI --dir here
gongkai user grant li.ming --role editor --agency LUDI --dir here
exits 0
prints 'role: editor on LUDI'
gongkai user grant li.ming --role nothing --agency LUDI --dir here
exits 2
gongkai user revoke li.ming --role editor --agency LUDI --dir here
exits 0
gongkai user revoke li.ming --role editor --agency LUDI --dir here
exits 2
says 'does not hold the role editor'

begin "an account is locked and unlocked"
folder
gongkai user add li.ming --name 李明 --agency LUDI --dir here
gongkai user lock li.ming --reason test --dir here
exits 0
prints 'account: locked'
gongkai user unlock li.ming --dir here
exits 0
prints 'account: no password yet'

begin "a second factor is shown once and confirmed by a code"
folder
gongkai user add li.ming --name 李明 --agency LUDI --dir here
gongkai user totp li.ming --dir here
exits 0
prints 'otpauth://totp/gongkai:li.ming?secret='
gongkai user totp li.ming --code 0000 --dir here
exits 2
says 'code is wrong'
gongkai user totp li.ming --off --dir here
exits 0

begin "an invitation is printed once, and what was asked wrongly is said"
folder
gongkai user add li.ming --name 李明 --agency LUDI --dir here
gongkai user invite li.ming --dir here
exits 0
prints 'invitation: '
prints 'holds until '
gongkai user invite nobody --dir here
exits 2
gongkai user invite --dir here
exits 2
gongkai user frobnicate li.ming --dir here
exits 2
gongkai user grant li.ming --dir here
exits 2
says '--agency'
gongkai user lock li.ming --role editor --dir here
exits 2
gongkai user list
exits 2
says '--dir'

begin "the master key is turned, and the older one stays"
folder
gongkai key list --dir here
exits 0
prints 'number 1, suite default'
gongkai user add li.ming --name 李明 --agency LUDI --dir here
gongkai user totp li.ming --dir here
gongkai key rotate --dir here
exits 0
prints 'number 2'
gongkai key list --dir here
prints 'number 2, suite default, wraps 1 keys'
prints 'number 1, suite default, wraps 0 keys'
run stat -c %a here.key
prints 600

begin "an old master key is forgotten once it wraps nothing"
folder
gongkai user add li.ming --name 李明 --agency LUDI --dir here
gongkai user totp li.ming --dir here
gongkai key forget --number 1 --dir here
exits 1
says 'gongkai key rotate first'
gongkai key rotate --dir here
gongkai key forget --number 1 --dir here
exits 0
gongkai key list --dir here
prints 'number 2, suite default, wraps 1 keys'
prints_not 'number 1'
gongkai key forget --number 2 --dir here
exits 1
gongkai key forget --number 7 --dir here
exits 2
gongkai key forget --dir here
exits 2
gongkai key list --number 1 --dir here
exits 2

begin "without the key file nothing sealed is touched"
folder
mv here.key away
gongkai key rotate --dir here
exits 2
says 'master key'
gongkai key
exits 2
