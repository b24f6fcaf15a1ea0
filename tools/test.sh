#!/bin/sh
# test.sh - everything that can fail (make test).
#
# Each step writes TAP (ok - name, not ok - name, ok - name # SKIP why) to
# build/test/<step>.tap.  The last line sums them up.  A step that ends badly
# without saying so counts as one failure, so does one that has not ended after
# three quarters of an hour; a skipped test is told, and with CI=true it is a
# failure.
#
#	tools/test.sh		all of them
#	tools/test.sh torture	that step alone, nothing counted
set -u

make=${MAKE:-make}
out=build/test
passed=0 failed=0
export LC_ALL=C.UTF-8

count()
{
	grep -c "$1" "$2"
}

# step NAME: run it, show what failed, add to the sums.
step()
{
	name=$1 tap=$out/$1.tap
	: >"$tap"
	echo "== $name"
	tools/within.sh 2700 "$0" "$name"
	status=$?
	bad=$(count '^not ok' "$tap")
	skipped=$(count '^ok.*# SKIP' "$tap")
	good=$(($(count '^ok' "$tap") - skipped))
	if [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then
		echo "not ok - $name ended with status $status" >>"$tap"
		bad=1
	fi
	awk '/^(not )?ok/ { bad = /^not/ } bad || /# SKIP/' "$tap"
	[ "${CI:-}" != true ] || bad=$((bad + skipped))
	passed=$((passed + good)) failed=$((failed + bad))
}

# unit_in VARIANT: build and run the unit tests.
unit_in()
{
	$make -s VARIANT="$1" unit && GONGKAI_TEST_FSYNC=off \
	    tools/pgsql.sh run "build/$1/unit" --jobs "$(nproc)" \
	    --tap="$out/unit_$1.tap"
}

unit_release()
{
	unit_in release
}

unit_asan()
{
	unit_in asan
}

# torture: fewer power cuts than `make torture'.
torture()
{
	$make -s build/release/torture && TORTURE=40 GONGKAI_TEST_FSYNC=off \
	    tools/pgsql.sh run build/release/torture --jobs "$(nproc)" \
	    --tap="$out/torture.tap"
}

program()
{
	$make -s test-program >$out/program.tap
}

lint()
{
	$make -s lint >$out/lint.tap
}

fuzz()
{
	$make -s fuzz FUZZ_SECONDS="${FUZZ_SECONDS:-5}" >$out/fuzz.tap
}

# quiet NAME COMMAND...: the demonstration's reports are checked without a
# remark of the tool that watches; findings are no failure.
quiet()
{
	promise="$1: nothing to remark while demo/reports is checked"
	shift
	"$@" check demo/reports >/dev/null
	case $? in
	0 | 1) echo "ok - $promise" ;;
	*) echo "not ok - $promise" ;;
	esac
}

watched()
{
	$make -s VARIANT=tsan && {
		quiet threads build/tsan/gongkai
		quiet valgrind valgrind -q --error-exitcode=99 \
		    --leak-check=full build/release/gongkai
	} >$out/watched.tap
}

bench()
{
	$make -s bench BENCH=short && echo "ok - bench runs" >$out/bench.tap
}

if [ $# -eq 1 ]; then
	"$1"
	exit
fi
rm -rf $out
mkdir -p $out
for name in lint unit_release unit_asan torture program; do
	step $name
done
if [ "${CI:-}" = true ]; then
	for name in watched fuzz bench; do
		step $name
	done
fi

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
