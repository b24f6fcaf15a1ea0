# headers.awk - exported functions and struct fields of a header that no
# comment speaks of.
#
# A comment speaks of what follows it up to the next blank line.  In a struct
# it stands on the field's line, or before the field.  A field needs none
# whose type has its name (struct doc_place place), nor the counts right behind
# an array.

function says_itself(line, word, n) {
	sub(/[ \t]*;.*/, "", line)
	gsub(/\*/, " ", line)
	n = split(line, word, " ")
	if (array && word[1] ~ /^(size_t|int|unsigned)$/)
		return 1
	return n > 1 && word[n - 1] ~ ("(^|_)" word[n] "$")
}

FNR == 1 {
	comment = covered = depth = 0
}

# A comment's own lines; what follows its end is covered.
comment {
	if ($0 ~ /\*\//) {
		comment = 0
		covered = 1
	}
	next
}
/^[ \t]*\/\*/ {
	if ($0 ~ /\*\//)
		covered = 1
	else
		comment = 1
	next
}

/^[ \t]*$/ {
	covered = 0
	next
}
/^#/ {
	macro = /\\$/
	next
}
macro {
	macro = /\\$/
	next
}

{
	spoken = covered || $0 ~ /\/\*/
	if ($0 ~ /\/\*/ && $0 !~ /\*\//)
		comment = 1
}

# struct x {
depth == 0 && /^(struct|typedef struct|union) .*\{$/ {
	depth = 1
	array = covered = 0
	next
}
depth > 0 && /\{[ \t]*(\/\*.*)?$/ {
	depth++
	covered = 0
	next
}
depth > 0 && /^[ \t]*\}/ {
	depth--
	covered = 0
	next
}
depth > 0 && /;/ {
	if (!spoken && !says_itself($0))
		print FILENAME ":" FNR ": a field without a comment"
	array = $0 ~ /\*/ || (array && says_itself($0))
	covered = 0
	next
}

# type name(...
depth == 0 && /^[a-z][^=]*\(/ && !/^(static|typedef|enum .*\{)/ {
	if (!spoken)
		print FILENAME ":" FNR ": a function without a comment"
}
