# The transparency log and proofs out of it, from the command line.
. "${0%/*}/harness.sh"

export LC_ALL=en_US.UTF-8

begin "a log in which nothing was entered is whole and has no head"
gongkai init here
gongkai log verify --dir here
exits 0
prints '0 leaves'
prints 'is whole'
gongkai log head --dir here
exits 2
says 'nothing to sign'
gongkai log send --dir here
exits 2
says 'nothing to sign'

begin "a file that holds no head is told"
gongkai init here
echo 'gongkai transparency head 1' >old
gongkai log consistency old --dir here
exits 1
prints 'no signed head'
gongkai log consistency missing --dir here
exits 2

begin "words and options of the log that do not fit are refused"
gongkai init here
for words in '' 'walk' 'head 1' 'consistency' 'verify 1'; do
	gongkai log $words --dir here
	exits 2
	says 'gongkai log --help'
done
gongkai log verify -o x --dir here
exits 2
says '--output'

begin "what is no proof is refused"
echo '{"format":"gongkai transparency proof 1"}' >proof.json
gongkai verify-record proof.json
exits 2
says 'no proof'
gongkai verify-record
exits 2
says 'Give a proof'
gongkai verify-record missing.json
exits 2

begin "a command of two words is typed with a hyphen"
gongkai --help
prints 'verify-record'
gongkai verify_record
exits 2
says 'verify_record'

# A proof of leaf 2 of 13, the head of five leaves that somebody kept, and the
# content; all three are invented.
proof=$root/tests/data/proof.json
kept=$root/tests/data/proof.head
content=$root/tests/data/proof.content

begin "a proof, a content and a kept head are judged without a folder"
gongkai verify-record $proof $content --head $kept
exits 0
prints 'in the transparency log of gongkai'
prints '2026-03-02 10:00 at the latest'
prints 'Unchanged'
prints 'grew from the head that you kept'
prints 'Result: proved'
gongkai verify-record $proof
exits 0
prints 'whether it changed is not told'
prints 'No head of your own'

begin "what was changed in a proof or a content is not proved"
sed 's/"version": 1/"version": 2/' $proof >other.json
gongkai verify-record other.json
exits 1
prints 'Not proved: the leaf does not lead to the head'
prints 'Result: not proved'
sed 's/size: 13/size: 14/' $proof >other.json
gongkai verify-record other.json
exits 2
says 'signature'
echo 'another text' >other
gongkai verify-record $proof other
exits 1
prints 'Changed: the content is not what was entered'
prints 'Result: not proved'
