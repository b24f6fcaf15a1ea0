# What tools/weave makes of sources, and what it refuses.
. "${0%/*}/harness.sh"

begin "a tree without entries gives empty indexes"
echo 'int main(void) { return 0; }' >a.c
run "$weave" registry out.c a.c
exits 0
says_nothing
run cat out.c
prints 'const size_t command_count = 0;'
prints 'const size_t check_count = 0;'

begin "rules are sorted by id, commands by name"
cat >a.c <<'C'
CHECK(first, .severity = CHECK_ERROR,
    .id = "B2")
COMMAND(zero, .options = options)
C
cat >b.c <<'C'
CHECK(second, .id = "A1")
COMMAND(one, .options = options)
C
run "$weave" registry out.c a.c b.c
exits 0
run sh -c 'grep -o "&[a-z_]*" out.c | tr "\n" " "'
prints '&check_second &check_first &command_one &command_zero '

begin "what stands in comments and strings is no entry"
cat >a.c <<'C'
/*
CHECK(comment, .id = "A")
*/
static const char *text = "\
CHECK(text, .id = \"A\")";
C
run "$weave" registry out.c a.c
exits 0
run cat out.c
prints 'check_count = 0;'

begin "a doubled id is told with both places and nothing is written"
printf '\nCHECK(a, .id = "A")\n' >a.c
printf 'CHECK(b, .id = "A")\n' >b.c
run "$weave" registry out.c a.c b.c
exits 1
says 'b.c:1: '
says 'a.c:2'
leaves a.c b.c

begin "a doubled command is refused"
printf 'COMMAND(a, .o = 1)\nCOMMAND(a, .o = 2)\n' >a.c
run "$weave" registry out.c a.c
exits 1
says 'a.c:2: '

begin "a rule without an id is refused"
printf '\n\nCHECK(a, .severity = CHECK_NOTE)\n' >a.c
run "$weave" registry out.c a.c
exits 1
says 'a.c:3: '

begin "an entry that is never closed is refused"
printf 'CHECK(a, .id = "A"\n' >a.c
run "$weave" registry out.c a.c
exits 1
says 'a.c:1: '
leaves a.c

begin "a file that is not there is told"
run "$weave" registry out.c missing.c
exits 1
says 'missing.c'
