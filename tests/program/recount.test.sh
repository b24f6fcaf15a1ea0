# Due days that the calendar has moved, from the command line.
. "${0%/*}/harness.sh"

export LC_ALL=en_US.UTF-8

begin "a folder in which no clock runs has nothing to decide"
gongkai init here
gongkai errand run --dir here
exits 0
gongkai recount list --dir here
exits 0
prints 'no due day'
gongkai recount list --json --dir here
exits 0
prints '[]'

begin "a difference that is not there is refused"
gongkai init here
for id in 12 twelve 0; do
	gongkai recount approve $id --reason x --dir here
	exits 2
	says 'no such change'
done

begin "words and options that do not fit are refused"
gongkai init here
for words in '' 'walk' 'list 1' 'approve' 'keep 1 2 --reason x'; do
	gongkai recount $words --dir here
	exits 2
	says 'recount list'
done
gongkai recount approve 1 --dir here
exits 2
says 'reason'
gongkai recount list --reason x --dir here
exits 2
says 'reason'
