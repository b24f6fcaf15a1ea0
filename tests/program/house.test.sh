# The lint finds what it is there to find, in a tree of two files.
. "${0%/*}/harness.sh"

# A tree that offends nobody; each case then spoils it.
tree()
{
	begin "$1"
	ln -s "$root/tools" tools
	mkdir -p src/base src/doc words
	cat >src/base/room.h <<-'C'
		/* room - a test. */
		struct room {
			int	 doors;	/* how many */
		};

		/* Count the doors. */
		int	room_doors(void);
	C
	cat >src/base/room.c <<-'C'
		#include "base/room.h"

		/* malloc( in a comment, and "<b> too. */
		int
		room_doors(void)
		{
			return word("room.doors") != 0 ? 1 : 2;
		}
	C
	cp src/base/room.c src/doc/hall.c
	printf 'room:\n  doors: two\n' >words/zh.yaml
	cp words/zh.yaml words/en.yaml
}

lint()
{
	run tools/house.sh "$@"
}

tree "a tree that keeps the rules passes"
lint layers functions_of_60_lines lines_of_80_columns banned_calls no_doubles \
    markup_in_strings headers_commented words_in_both_languages words_used \
    words_there
exits 0

tree "a lower layer may not include a higher one"
echo '#include "doc/doc.h"' >>src/base/room.c
lint layers
exits 1
prints 'src/base/room.c:9: base may not include "doc/doc.h"'

tree "a banned call is found with its line"
printf 'void *\nx(void)\n{\n\treturn malloc(1);\n}\n' >>src/base/room.c
lint banned_calls
exits 1
prints 'src/base/room.c:12:'

tree "markup in a string is found"
printf 'const char *x = "<table>";\n' >>src/base/room.c
lint markup_in_strings
exits 1
prints 'src/base/room.c:9:'

tree "a function of 61 lines is found"
{
	printf 'void\nlong_one(void)\n{\n'
	seq 59 | sed 's/.*/	x();/'
	echo '}'
} >>src/base/room.c
lint functions_of_60_lines
exits 1
prints 'long_one'

tree "a function of 60 lines is not"
{
	printf 'void\nlong_one(void)\n{\n'
	seq 58 | sed 's/.*/	x();/'
	echo '}'
} >>src/base/room.c
lint functions_of_60_lines
exits 0

tree "a field and a function without a comment are found"
cat >>src/base/room.h <<'C'
struct hall {
	int	 steps;
};

int	room_bare(void);
C
lint headers_commented
exits 1
prints 'src/base/room.h:9: a field'
prints 'src/base/room.h:12: a function'

tree "a word that only one language has is found"
printf '  floor: one\n' >>words/zh.yaml
lint words_in_both_languages words_used
exits 1
prints 'words/en.yaml:1: lacks room.floor'
prints 'words/zh.yaml:3: nobody uses room.floor'

tree "a word that is used and not there is found"
printf 'const char *x = "room.walls";\n' >>src/base/room.c
lint words_there
exits 1
prints 'src/base/room.c:9: words/ lacks room.walls'

tree "what an exception names is let pass"
cp -r "$root/tools" copy && rm tools && mv copy tools
printf 'layers\tsrc/base/room.c:9:\tin this test\n' >>tools/house.exceptions
echo '#include "doc/doc.h"' >>src/base/room.c
lint layers
exits 0

loads=${binary%/*}/loads

begin "every data file of the program is read, and without remark"
run "$loads" spoilt
exits 0
prints_nothing
leaves spoilt

begin "a data file that its reader refuses is found with its line"
mkdir -p data/rules
printf 'tariffs:\n  - source: x\n    from: 2021-13-01\n' >data/rules/fee.yaml
run "$loads" spoilt data
exits 1
prints 'rules/fee.yaml:1:'
prints 'rules/fee.yaml:3:'

begin "a data file that nobody reads is found"
mkdir -p data/rules data/forms
echo 'a: b' >data/rules/weather.yaml
echo 'a: b' >data/forms/weather.yaml
run "$loads" spoilt data
exits 1
prints 'rules/weather.yaml:1: tools/loads.c knows no reader of it'
prints 'forms/weather.yaml:1: tools/loads.c knows no reader of it'
