#!/bin/sh
# house.sh - the rules of the house (make lint), one line of TAP a rule.
#
# A rule is a function that prints what offends it, file:line first; printing
# nothing is passing.  What may offend stands in tools/house.exceptions with a
# reason.  HACKING.md says what each rule is for.
#
#	tools/house.sh [RULE...]
set -u

make=${MAKE:-make}
build=build/release
out=build/lint
exceptions=tools/house.exceptions
mkdir -p $out/code $out/strings

sources=$(find src -name '*.c' | sort)
headers=$(find src -name '*.h' | sort)
tests=$(find tests tools bench -name '*.[ch]' 2>/dev/null | sort)

# allowed RULE: drop the lines that an exception of this rule matches.  An
# exception is a rule, what the offending line begins with and a reason,
# parted by tabs.
allowed()
{
	awk -F '\t+' -v rule="$1" '
	FNR == NR {
		if ($1 == rule)
			text[++n] = $2
		next
	}
	{
		for (i = 1; i <= n; i++)
			if (index($0, text[i]) == 1)
				next
		print
	}' $exceptions -
}

# The sources without comments: code with empty strings, strings without code.
strip_sources()
{
	for file in $sources $headers $tests; do
		for kind in code strings; do
			to=$out/$kind/$file
			[ "$to" -nt "$file" ] && continue
			mkdir -p "${to%/*}"
			awk -v strings=$([ $kind = strings ]; echo $((!$?))) \
			    -f tools/house/strip.awk "$file" >"$to"
		done
	done
}

# in_code PATTERN, in_strings PATTERN: where it stands, as file:line:text.
in_code()
{
	(cd $out/code && grep -rnE -e "$1" src tools tests 2>/dev/null)
}

in_strings()
{
	(cd $out/strings && grep -rnE -e "$1" src)
}

# --- who may know whom -----------------------------------------------------

# The folders a folder may include from, besides itself.
layers='
base   woven
doc    base
store  base woven
form   base doc
domain base doc form store woven
check  base doc form store domain
office base doc form store domain check
web    base doc form store domain check office woven
cli    base doc form store domain check office web
'

layers()
{
	echo "$layers" | awk '
	FNR == NR {
		for (i = 1; i <= NF; i++)
			may[$1, $i] = 1
		next
	}
	FNR == 1 {
		split(FILENAME, path, "/")
		if (!((path[2], path[2]) in may))
			print FILENAME ":1: a folder without a layer"
	}
	/^#include "/ {
		split($2, to, /["\/]/)
		if (!((path[2], to[2]) in may) || $2 !~ /\//)
			print FILENAME ":" FNR ": " path[2] " may not include " $2
	}' - $sources $headers
}

# --- names and sizes -------------------------------------------------------

# What an object exports begins with its file's name, or with that of a header
# it implements a part of (doc_read_html.c: doc_read.h), or is woven.
names()
{
	woven=$(sed -n 's/^extern const struct [a-z_]* \(.*\);/\1/p' \
	    $build/woven/registry.c | tr '\n' ' ')
	for file in $sources; do
		name=${file##*/} name=${name%.c} may=$name
		while [ "${name%_*}" != "$name" ]; do
			name=${name%_*}
			[ ! -e "${file%/*}/$name.h" ] || may="$may $name"
		done
		nm -g --defined-only "$build/${file%.c}.o" |
		awk -v file="$file" -v may="$may" -v woven=" $woven " '
		index(woven, " " $3 " ") { next }
		{
			for (i = split(may, name, " "); i > 0; i--)
				if ($3 == name[i] ||
				    index($3, name[i] "_") == 1 ||
				    index($3, name[i] "s_") == 1)
					next
			print file ":1: exports " $3
		}'
	done
}

files_of_800_lines()
{
	wc -l $sources $headers $tests | awk '$2 != "total" && $1 > 800 {
		print $2 ":" $1 ": more than 800 lines" }'
}

functions_of_60_lines()
{
	awk '/^\{/ { from = FNR; head = last }
	/^\}/ && from {
		if (FNR - from + 1 > 60)
			print FILENAME ":" from ": " head " is " \
			    FNR - from + 1 " lines long"
		from = 0
	}
	/^[a-zA-Z_(].*\(/ { last = $1 }' $sources $tests
}

lines_of_80_columns()
{
	awk '/[\200-\377]/ { next }
	/[ \t]$/ { print FILENAME ":" FNR ": blanks at the end" }
	/\/\// && !/["\/*].*\/\// {
		print FILENAME ":" FNR ": a // comment" }
	{
		columns = 0
		n = split($0, part, "\t")
		for (i = 1; i < n; i++)
			columns += length(part[i]) + 8 - \
			    (columns + length(part[i])) % 8
		if (columns + length(part[n]) > 80)
			print FILENAME ":" FNR ": more than 80 columns"
	}' $sources $headers $tests
}

# --- what the code may not say ---------------------------------------------

banned_calls()
{
	in_code '(^|[^a-zA-Z0-9_>.])(strcpy|strcat|strncpy|strncat|sprintf|vsprintf|gets|scanf|sscanf|strtok|atoi|atol|atof|gmtime|localtime|ctime|asctime|mktime|time|malloc|calloc|realloc|free|strdup|system|popen|alloca|rand|setenv) *\('
}

# Figures are exact; only what is laid out on paper is not.
no_doubles()
{
	in_code '(^|[^a-zA-Z0-9_])(float|double)([^a-zA-Z0-9_]|$)' |
	    grep '^src/' | grep -v '^src/doc/'
}

# Markup is known to src/doc; the server's stands in pages/, but for the hidden
# field that weave puts into forms.
markup_in_strings()
{
	in_strings '<[a-zA-Z/!?]' | grep -v -e '^src/doc/' -e '^src/web/html.c:'
}

# Statements live in sql/; a few words of an engine in its driver.
sql_in_strings()
{
	in_strings '(^|[^a-zA-Z_])(select .* from|insert into|update .* set|delete from|create (table|index|trigger)) ' |
	    grep -v '^src/store/db_'
}

# A statement's name stands in a call of its woven function.
statements_used()
{
	cat sql/*.sql sql/sqlite/*.sql 2>/dev/null |
	    sed -n 's/^-- \([a-z][a-z0-9_]*\): .*/\1/p' |
	    grep -vxE 'in|row|rows|unscoped|later|engine' | sort -u |
	while read -r name; do
		grep -qrE "(^|[^a-z0-9_])sql_$name[^a-z0-9_]" src ||
			echo "sql:1: no source runs the statement $name"
	done
}

# A page is shown by a source; a part and a layout by another page.
pages_used()
{
	[ -z "$(find pages -name '*.html')" ] ||
	grep -HnoE '^\{(page|part|layout) [a-z0-9_]+' pages/*.html |
	while IFS=': ' read -r file line kind name; do
		case $kind in
		*page) grep -rqE "[^a-z0-9_]page_$name\(" src ;;
		*part) grep -qE "\{ *$name\(" pages/*.html ;;
		*layout) grep -qE "\) in $name\(" pages/*.html ;;
		esac || echo "$file:$line: nobody uses $name"
	done
}

# Nothing that can change lives outside a function (constants with pointers
# are .data.rel.ro).
no_global_state()
{
	for file in $sources; do
		objdump -t "$build/${file%.c}.o" | awk -v file="$file" '
		NF > 4 && $(NF - 2) ~ /^(\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ &&
		$(NF - 2) !~ /^\.data\.rel\.ro/ && $(NF) !~ /^\./ {
			print file ":1: " $NF " can change" }'
	done
}

# --- headers ---------------------------------------------------------------

headers_alone()
{
	for header in $headers; do
		echo "#include \"$header\""  >$out/alone.c
		gcc @$build/flags -fsyntax-only $out/alone.c 2>&1 |
		    grep -E 'error|warning'
	done
}

headers_commented()
{
	for header in $headers; do
		awk -f tools/house/headers.awk "$header"
	done
}

# --- words -----------------------------------------------------------------

# The keys of a nested map of texts, with their lines: "doc.encrypted 12".
word_keys()
{
	awk '/^ *[A-Za-z0-9_]+:/ {
		indent = match($0, /[^ ]/) - 1
		while (depth > 0 && at[depth] >= indent)
			depth--
		name = $1
		sub(/:.*/, "", name)
		at[++depth] = indent
		path[depth] = depth > 1 ? path[depth - 1] "." name : name
		if ($0 !~ /^ *[A-Za-z0-9_]+: *(#.*)?$/)
			print path[depth], FNR
	}' "$1"
}

words_in_both_languages()
{
	word_keys words/zh.yaml | cut -d' ' -f1 | sort >$out/zh
	word_keys words/en.yaml | cut -d' ' -f1 | sort >$out/en
	comm -23 $out/zh $out/en | sed 's/^/words\/en.yaml:1: lacks /'
	comm -13 $out/zh $out/en | sed 's/^/words\/zh.yaml:1: lacks /'
}

# Every text in quotes that could be a key, as "key file:line"; in pages they
# stand behind a brace.
quoted()
{
	(cd $out/strings && grep -rnoE '"[a-z_]+(\.[A-Za-z0-9_]+)+"' src) |
	    sed 's/^\([^:]*:[0-9]*\):"\(.*\)"$/\2 \1/'
	grep -rnoE '\{ *"[a-z_]+(\.[A-Za-z0-9_]+)+"' pages --include='*.html' |
	    sed 's/^\([^:]*:[0-9]*\):{ *"\(.*\)"$/\2 \1/'
}

# A key is used when it stands in the sources, or is made from a registered
# name: command.<name>.summary, .usage, .option.*, check.<id>.title, .source,
# route.<name>, check.<id>.<message> where "message" stands in src/check, and of what
# rules/procedure.yaml names.
words_used()
{
	quoted | cut -d' ' -f1 | sort -u >$out/quoted
	word_keys words/zh.yaml | while read -r key line; do
		grep -qxF "$key" $out/quoted && continue
		case $key in
		field.*)
			name=${key#field.}
			grep -rqF "\"${name%_hint}\"" $out/strings/src/web &&
			    continue ;;
		command.*.summary | command.*.usage | command.*.option.*)
			name=${key#command.} name=${name%%.*}
			grep -qw "command_$name;" $build/woven/registry.c &&
			    continue ;;
		route.*)
			grep -qw "route_${key#route.};" \
			    $build/woven/registry.c && continue ;;
		procedure.*.title | procedure.*.state.* | \
		    procedure.*.step.* | procedure.*.gate.* | \
		    procedure.*.field.* | procedure.*.paper.*)
			name=${key#procedure.} name=${name%%.*}
			key=${key%_hint}
			sed "s/^$name:/title &/" rules/procedure.yaml |
			    grep -v '^ *#' | grep -qw "${key##*.}" &&
			    continue ;;
		route.*)
			grep -qw "route_${key#route.};" \
			    $build/woven/registry.c && continue ;;
		field.*)
			name=${key#field.} name=${name%_hint}
			grep -rqF "\"$name\"" src/web && continue ;;
		check.*.title | check.*.source | check.*.example | \
		    check.*.false_alarms)
			id=${key#check.} id=${id%.*}
			grep -rqF ".id = \"$id\"" src/check && continue ;;
		proof.*.title)
			id=${key#proof.} id=${id%.*}
			grep -rqF ".key = \"$id\"" src/check && continue ;;
		check.* | proof.*)
			grep -rqF "\"${key##*.}\"" $out/strings/src/check \
			    $out/strings/src/doc/doc_meta_json.c && continue ;;
		esac
		echo "words/zh.yaml:$line: nobody uses $key"
	done
}

words_there()
{
	word_keys words/zh.yaml | cut -d' ' -f1 | sort >$out/zh
	sed 's/\..*//' $out/zh | sort -u >$out/areas
	quoted | while read -r key place; do
		case $place in
		pages/*) ;;
		*) grep -qxF "${key%%.*}" $out/areas || continue ;;
		esac
		grep -qxF "$key" $out/zh ||
		    grep -qwF "$key" rules/roles.yaml ||
		    echo "$place: words/ lacks $key"
	done
	grep -rhA 3 '^CHECK(' src --include='*.c' |
	    sed -n 's/.*\.id = "\([^"]*\)".*/\1/p' | while read -r id; do
		for part in title source example false_alarms; do
			grep -qxF "check.$id.$part" $out/zh ||
			    echo "words/zh.yaml:1: lacks check.$id.$part"
		done
	done
}

# Every route says who may, and has its sentence.
routes_told()
{
	grep -n '^ROUTE(' $(find src/web -name '*.c') /dev/null |
	    while IFS=: read -r file line text; do
		name=${text#ROUTE(} name=${name%%,*}
		tail -n "+$line" "$file" | sed '/^(struct job/q' |
		    grep -q '\.need = ' ||
		    echo "$file:$line: $name does not say who may (.need)"
		word_keys words/zh.yaml | grep -q "^route\.$name " ||
		    echo "$file:$line: words/ lacks route.$name"
	done
}

# Every form, rule, paper and word file is read by the program's own reader,
# without remark, and none lies there that nobody reads.
data_loads()
{
	$build/loads $out/spoilt 2>&1
}

# --- the manual ------------------------------------------------------------

# The long options that a text speaks of, one a line.
long_options()
{
	sed -e 's/\\-/-/g' -e 's/Fl -\([a-z]\)/--\1/g' |
	    grep -oE '(^|[^a-z-])--[a-z][a-z-]*' | sed 's/^[^-]//' | sort -u
}

# Each command has a page that tells of each of its options and of no other,
# and the page of the program names each command.
manual()
{
	for page in man/*.[0-9]; do
		man --warnings -E UTF-8 -l "$page" 2>&1 >/dev/null |
		    sed "s|^|$page:1: |"
	done
	$build/gongkai --help | long_options >$out/common
	for name in $(sed -n 's/.*&command_\(.*\),/\1/p' \
	    $build/woven/registry.c | tr _ -); do
		page=man/gongkai-$name.1
		grep -q "gongkai-$name" man/gongkai.1 ||
		    echo "man/gongkai.1:1: does not name $name"
		[ -e "$page" ] || { echo "$page:1: is missing"; continue; }
		$build/gongkai "$name" --help | sort -u - $out/common |
		    long_options >$out/options
		long_options <"$page" | cat - $out/common | sort -u >$out/told
		comm -23 $out/options $out/told | sed "s|^|$page:1: lacks |"
		comm -13 $out/options $out/told |
		    sed "s|^|$page:1: no such option: |"
	done
	for page in man/zh_CN/*.[0-9]; do
		translation "$page" "man/${page##*/}"
	done
}

# A page in another language tells of the same options and subcommands.
translation()
{
	[ -e "$2" ] || { echo "$1:1: translates nothing"; return; }
	groff -Kutf8 -mzh -mandoc -Tutf8 -ww "$1" 2>&1 >/dev/null |
	    sed "s|^|$1:1: |"
	for page in "$1" "$2"; do
		{
			long_options <"$page"
			grep -oE '(^\.|^\.It )(Cm|Nm|Fl|Ev|Dv) [a-zA-Z_-]+' \
			    "$page" | sed 's/.* //'
		} | sort -u >"$out/told.$(dirname "$page" | tr / _)"
	done
	comm -23 $out/told.man $out/told.man_zh_CN | sed "s|^|$1:1: lacks |"
	comm -13 $out/told.man $out/told.man_zh_CN |
	    sed "s|^|$1:1: told by it alone: |"
}

# The manual tells of each setting.
settings()
{
	sed -n 's/^	{ "\([a-z_]*\)", SETTING_.*/\1/p' src/base/setting.c |
	while read -r name; do
		grep -qxF ".It Li $name" man/gongkai-conf.5 ||
		    echo "man/gongkai-conf.5:1: lacks the setting $name"
	done
}

# The table of the rules is what `make docs' makes of them now.
docs_fresh()
{
	$build/checks tests/golden/measured.yaml $out/checks.md
	cmp -s $out/checks.md docs/checks.md ||
	    echo "docs/checks.md:1: is not of these rules (make docs)"
}

# --- what the repository holds ---------------------------------------------

kept()
{
	if [ -e .git ]; then
		git ls-files
	else
		find . -type f -printf '%P\n' | grep -v -e '^build/'
	fi
}

nothing_woven_kept()
{
	kept | grep -E '^build/|(^|/)woven/' | sed 's/$/:1: is written by the build/'
	kept | xargs grep -lsE '^/\* (Made|Written) by tools/' | grep -v '^tools/' |
	    sed 's/$/:1: is written by the build/'
}

denied_words()
{
	kept | grep -v -e '^tools/house.denied$' | xargs grep -nIE -f tools/house.denied
}

# Sentences of 20 characters and more with a comma in them, one a line, blanks
# and markup gone.
sentences()
{
	sed -e 's/<[^>]*>//g; s/&nbsp;//g; s/[ \t]//g; s/　//g' \
	    -e 's/[。；：]/\n/g' | LC_ALL=C awk 'length($0) >= 60' |
	    grep -a -e '，' -e ',' | sort -u
}

# Real reports are read where they lie: no sentence of theirs is kept here.
# What the forms hold is the law's wording and nobody's.
nothing_found_kept()
{
	shared=${GONGKAI_SHARED:-../shared}
	if [ ! -d "$shared/reports" ]; then
		echo "SKIP $shared/reports is not there"
		return
	fi
	find "$shared/reports" "$shared/corpus" -type f ! -name README.md \
	    -exec cat {} + 2>/dev/null | sentences >$out/theirs
	kept | grep -v '^forms/' | xargs cat | sentences >$out/ours
	comm -12 $out/theirs $out/ours | while read -r sentence; do
		grep -rsqF -e "$sentence" forms ||
		    (kept | xargs grep -lF -e "$sentence" /dev/null) |
		    sed "s/\$/:1: $sentence/"
	done
}

# --- the analyzers ---------------------------------------------------------

clang_tidy()
{
	$make -s -k lint-tidy 2>&1 | grep -E '(warning|error):' |
	    sed "s|^$PWD/||"
}

gcc_analyzer()
{
	$make -s -k lint-analyzer 2>&1 | grep -E '(warning|error):' |
	    grep -v '^make'
}

cppcheck_quiet()
{
	mkdir -p $out/cppcheck
	cppcheck -q -j "$(nproc)" --cppcheck-build-dir=$out/cppcheck \
	    --std=c11 --enable=warning,performance,portability \
	    --suppressions-list=tools/house/cppcheck --inline-suppr \
	    -I. -Isrc --template='{file}:{line}: {id}: {message}' src tools 2>&1
}

shell_reads()
{
	for file in tools/*.sh .ci/run tests/program/*.sh bench/*.sh; do
		[ ! -e "$file" ] || sh -n "$file" 2>&1
	done
}

# ---------------------------------------------------------------------------

rules='layers names files_of_800_lines functions_of_60_lines
lines_of_80_columns banned_calls no_doubles markup_in_strings sql_in_strings statements_used pages_used
no_global_state
headers_alone headers_commented words_in_both_languages words_used words_there
routes_told data_loads manual settings docs_fresh nothing_woven_kept denied_words
nothing_found_kept
shell_reads clang_tidy gcc_analyzer cppcheck_quiet'

status=0
strip_sources
for rule in ${*:-$rules}; do
	offences=$($rule | allowed "$rule")
	case $offences in
	'')
		echo "ok - lint: $rule" ;;
	SKIP*)
		echo "ok - lint: $rule # $offences" ;;
	*)
		echo "not ok - lint: $rule"
		printf '%s\n' "$offences" | sed 's/^/  /'
		status=1 ;;
	esac
done
exit $status
