#include "sql.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

#define FILE_LIMIT	((size_t)1 << 20)

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Past what begins at `at': a run of word characters. */
static size_t
past_word(str s, size_t at)
{
	while (at < s.n && is_word(s.at[at]))
		at++;
	return at;
}

/* Past a quoted piece; a doubled quote is two pieces, which does no harm. */
static size_t
past_quoted(str s, size_t at)
{
	char	quote = s.at[at++];

	while (at < s.n && s.at[at] != quote)
		at++;
	return at < s.n ? at + 1 : s.n;
}

static size_t
past_line(str s, size_t at)
{
	while (at < s.n && s.at[at] != '\n')
		at++;
	return at;
}

struct sql_token
sql_token(str text, size_t *at)
{
	struct sql_token	token = { .kind = SQL_OTHER, .at = *at };
	size_t			from = *at, end = from + 1;
	char			c;

	if (from >= text.n)
		return (struct sql_token){ .kind = SQL_END, .at = text.n };
	c = text.at[from];
	if (isspace((unsigned char)c)) {
		token.kind = SQL_BLANK;
	} else if (is_word(c)) {
		token.kind = SQL_WORD;
		end = past_word(text, from);
	} else if (c == '$' && past_word(text, from + 1) > from + 1) {
		token.kind = SQL_PARAM;
		end = past_word(text, from + 1);
	} else if (c == '\'' || c == '"') {
		token.kind = SQL_QUOTED;
		end = past_quoted(text, from);
	} else if (c == '-' && from + 1 < text.n && text.at[from + 1] == '-') {
		token.kind = SQL_COMMENT;
		end = past_line(text, from);
	}
	*at = end;
	token.s = str_sub(text, from, end);
	return token;
}

struct sql_token
sql_token_solid(str text, size_t *at)
{
	struct sql_token	token;

	do
		token = sql_token(text, at);
	while (token.kind == SQL_BLANK || token.kind == SQL_COMMENT);
	return token;
}

int
sql_weave(struct arena *arena, const char *directory, char *const *file,
    int files)
{
	struct sql_weave	weave = { .arena = arena };
	str			text;

	for (int i = 0; i < files; i++) {
		if (file_read(arena, file[i], FILE_LIMIT, &text, NULL) != OK) {
			fprintf(stderr, "%s: cannot be read\n", file[i]);
			return 1;
		}
		if (strstr(file[i], "schema/") != NULL)
			sql_read_schema(&weave, file[i], text);
		else
			sql_read(&weave, file[i], text);
	}
	sql_text(&weave);
	return weave.wrong || !sql_write(&weave, directory) ? 1 : 0;
}
