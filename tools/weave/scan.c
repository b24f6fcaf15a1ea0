#include "scan.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
scan_init(struct scan *scan, const char *file, str text)
{
	*scan = (struct scan){ .file = file, .text = text, .line = 1 };
}

void
scan_wrong(const char *file, unsigned line, const char *format, ...)
{
	va_list	list;

	fprintf(stderr, "%s:%u: ", file, line);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fputc('\n', stderr);
}

/* Past the comment, string, character or plain byte that begins at `at'. */
static size_t
past_token(str s, size_t at)
{
	char	quote = s.at[at];

	if (quote == '/' && at + 1 < s.n && s.at[at + 1] == '*') {
		ptrdiff_t	end = str_find(s, S("*/"), at + 2);

		return end < 0 ? s.n : (size_t)end + 2;
	}
	if (quote != '"' && quote != '\'')
		return at + 1;
	for (at++; at < s.n && s.at[at] != quote && s.at[at] != '\n'; at++)
		if (s.at[at] == '\\')
			at++;
	return at < s.n ? at + 1 : s.n;
}

/* The bracket that closes the one just before `at', or the text's end. */
static size_t
closing(str s, size_t at)
{
	unsigned	depth = 1;

	while (at < s.n) {
		if (s.at[at] == '(' || s.at[at] == '{')
			depth++;
		if ((s.at[at] == ')' || s.at[at] == '}') && --depth == 0)
			return at;
		at = past_token(s, at);
	}
	return s.n;
}

/* The macro that is called at the start of the line at `at', or empty. */
static str
called(str s, size_t at, const char *const *macro, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		str	name = str_of(macro[i]);
		str	head = str_sub(s, at, at + name.n);

		if (str_eq(head, name) && at + name.n < s.n &&
		    s.at[at + name.n] == '(')
			return head;
	}
	return (str){ 0 };
}

static bool
is_identifier(str s)
{
	if (s.n == 0 || isdigit((unsigned char)s.at[0]))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!isalnum((unsigned char)s.at[i]) && s.at[i] != '_')
			return false;
	return true;
}

static unsigned
lines_in(str s)
{
	unsigned	n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.at[i] == '\n';
	return n;
}

/* Read the entry whose macro stands at scan->at and move behind it. */
static bool
entry_read(struct scan *scan, str macro, struct scan_entry *ret)
{
	size_t	open = scan->at + macro.n + 1;
	size_t	close = closing(scan->text, open);
	str	inside = str_sub(scan->text, open, close);
	str	name;

	*ret = (struct scan_entry){ .macro = macro, .file = scan->file,
	    .line = scan->line };
	scan->broken = true;
	if (close == scan->text.n) {
		scan_wrong(scan->file, scan->line, "%.*s( is never closed",
		    STRF(macro));
		return false;
	}
	if (!str_cut(&inside, ',', &name) || str_trim(inside).n == 0) {
		scan_wrong(scan->file, scan->line,
		    "%.*s(name, fields): there are no fields", STRF(macro));
		return false;
	}
	ret->name = str_trim(name);
	ret->fields = inside;
	if (!is_identifier(ret->name)) {
		scan_wrong(scan->file, scan->line,
		    "%.*s(name, ...): `%.*s' is no name", STRF(macro),
		    STRF(ret->name));
		return false;
	}
	scan->broken = false;
	scan->line += lines_in(str_sub(scan->text, scan->at, close));
	scan->at = close;
	return true;
}

/* Move to the start of the next line, past comments and strings. */
static void
skip_line(struct scan *scan)
{
	str	s = scan->text;
	bool	ended = false;

	while (!ended && scan->at < s.n) {
		size_t	next = past_token(s, scan->at);

		ended = s.at[scan->at] == '\n';
		scan->line += lines_in(str_sub(s, scan->at, next));
		scan->at = next;
	}
}

bool
scan_next(struct scan *scan, const char *const *macro, size_t n,
    struct scan_entry *ret)
{
	while (scan->at < scan->text.n) {
		str	found = called(scan->text, scan->at, macro, n);

		if (found.n > 0)
			return entry_read(scan, found, ret);
		skip_line(scan);
	}
	return false;
}

bool
scan_field(const struct scan_entry *entry, const char *name, str *ret)
{
	str	s = entry->fields;
	size_t	n = strlen(name);

	for (size_t at = 0; at < s.n; at = past_token(s, at)) {
		str	rest = str_sub(s, at + 1 + n, s.n);

		if (s.at[at] != '.' ||
		    !str_eq(str_sub(s, at + 1, at + 1 + n), str_of(name)))
			continue;
		rest = str_trim(rest);
		if (!str_starts(rest, S("=")))
			continue;
		rest = str_trim(str_sub(rest, 1, rest.n));
		if (rest.n == 0 || rest.at[0] != '"')
			return false;
		*ret = str_sub(rest, 1, past_token(rest, 0) - 1);
		return true;
	}
	return false;
}
