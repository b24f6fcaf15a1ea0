# harness.sh - what every tests/program/*.test.sh begins with.
#
#	. "${0%/*}/harness.sh"
#
#	begin "an empty file is refused"
#	: >empty.html
#	gongkai check empty.html
#	exits 2
#	says 'empty.html'
#
# Each case has an empty folder to itself and is one line of TAP.  `gongkai'
# runs the program that is tested; what it printed, said on standard error
# and its exit status are then looked at.  README.md lists the words.

root=$PWD
shared=$(realpath -m "${GONGKAI_SHARED:-../shared}")
binary=$(realpath "${GONGKAI:-build/release/gongkai}")
weave=$root/build/tools/weave
scratch=$(mktemp -d)
SECONDS_ALLOWED=60
current= wrong= status=

export LC_ALL=C.UTF-8

begin()
{
	end
	current=$1 wrong=
	rm -rf "$scratch/case"
	mkdir "$scratch/case"
	cd "$scratch/case" || exit
}

end()
{
	[ -n "$current" ] || return 0
	if [ -z "$wrong" ]; then
		echo "ok - $current"
	else
		echo "not ok - $current"
		printf '%s\n' "$wrong" | sed 's/^/  /'
	fi
	current=
}

bye()
{
	end
	cd "$root" && chmod -R u+w "$scratch" && rm -rf "$scratch"
}
trap bye EXIT

# skip WHY: the present case is not judged.
skip()
{
	echo "ok - $current # SKIP $1"
	current=
}

# Run any program, keeping what it prints and says.
run()
{
	timeout "$SECONDS_ALLOWED" "$@" >"$scratch/out" 2>"$scratch/err"
	status=$?
	command=$*
}

gongkai()
{
	run "$binary" "$@"
}

fail()
{
	wrong="$wrong${wrong:+
}$command: $1
$(head -c 2000 "$scratch/err")"
}

exits()
{
	[ "$status" = "$1" ] || fail "exit status $status, not $1"
}

prints()
{
	grep -qF -- "$1" "$scratch/out" || fail "does not print: $1"
}

prints_not()
{
	! grep -qF -- "$1" "$scratch/out" || fail "prints: $1"
}

prints_nothing()
{
	[ ! -s "$scratch/out" ] || fail "prints something"
}

says()
{
	grep -qF -- "$1" "$scratch/err" || fail "does not say: $1"
}

says_nothing()
{
	[ ! -s "$scratch/err" ] || fail "says something"
}

# refuses FILE PART: exit status 2, the file is named, and the sentence about it
# has this part.
refuses()
{
	exits 2
	cat "$scratch/out" >>"$scratch/err"
	says "$1"
	says "$2"
}

# The packages that tests/npm/package.json names, installed once for all; what
# they are used by lies beside them.
npm_installed()
{
	node=$root/build/npm
	mkdir -p "$node" &&
	    cp "$root"/tests/npm/* "$root"/tests/browser/*.mjs "$node" || return
	cmp -s "$node/package.json" "$node/installed" && return
	rm -f "$node/installed"
	SECONDS_ALLOWED=300
	run npm --prefix "$node" install --no-package-lock --no-audit \
	    --no-fund --ignore-scripts --loglevel=error
	[ "$status" = 0 ] && cp "$node/package.json" "$node/installed"
}

# leaves FILE...: exactly these stand in the case's folder now.
leaves()
{
	found=$(find . -mindepth 1 -printf '%P\n' | sort | tr '\n' ' ')
	wanted=$(printf '%s\n' "$@" | sort | tr '\n' ' ')
	[ "$found" = "${wanted# }" ] || fail "leaves: $found"
}
