#!/bin/sh
# flows.sh - the tests that tell the stories of tests/flow, as C.
#
#	tools/flows.sh FILE.flow... >OUT
set -eu

echo '/* Made by tools/flows.sh; not to be changed. */'
echo '#include "tests/flow/flow.h"'
for file; do
	name=${file##*/} name=${name%.flow}
	for engine in sqlite pgsql; do
		echo
		echo "Test(flow, ${name}_on_$engine)"
		echo "{"
		echo "	flow_run(\"$file\", DB_$(echo $engine | tr a-z A-Z), false);"
		echo "}"
		echo
		echo "Test(flow, ${name}_through_the_server_on_$engine)"
		echo "{"
		echo "	flow_run(\"$file\", DB_$(echo $engine | tr a-z A-Z), true);"
		echo "}"
	done
done
