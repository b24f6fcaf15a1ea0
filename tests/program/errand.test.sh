# What was left for later, from the command line.
. "${0%/*}/harness.sh"

export LC_ALL=en_US.UTF-8

begin "a folder without errands has nothing to do"
gongkai init here
gongkai errand run --dir here
exits 0
prints '0 done, 0 failed'
gongkai errand list --dir here
exits 0
prints 'no errands'
gongkai errand list --json --dir here
exits 0
prints '[]'
gongkai errand retry --all --dir here
exits 0
prints '0 dead letters'

begin "a dead letter that is not there is refused"
gongkai init here
gongkai errand retry 12 --dir here
exits 2
says 'no dead letter 12'
gongkai errand retry twelve --dir here
exits 2
says 'no dead letter twelve'

begin "words and options that do not fit are refused"
gongkai init here
for words in '' 'walk' 'run twice' 'retry' 'retry 1 2'; do
	gongkai errand $words --dir here
	exits 2
	says 'retry wants'
done
for words in 'run --all' 'list --all' 'retry 1 --all'; do
	gongkai errand $words --dir here
	exits 2
	says 'does not take --all'
done
