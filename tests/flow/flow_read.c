#include <ctype.h>

#include "tests/flow/flow.h"

#define FILE_BYTES	((size_t)64 << 10)
#define LINES		500
#define WORDS		24

/* A file being read. */
struct reading {
	const char	*file;
	unsigned	 number;	/* of the line */
	struct arena	*arena;
};

static void
wrong(const struct reading *reading, const char *what)
{
	cr_assert(false, "%s:%u: %s", reading->file, reading->number, what);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Up to the next blank outside of quotes; the quotes are dropped. */
static str
next_word(const struct reading *reading, str *rest)
{
	char	*word = arena_alloc(reading->arena, rest->n + 1);
	size_t	 n = 0, at = 0;
	bool	 quoted = false;

	for (; at < rest->n && (quoted || !is_blank(rest->at[at])); at++) {
		if (rest->at[at] == '"')
			quoted = !quoted;
		else
			word[n++] = rest->at[at];
	}
	if (quoted)
		wrong(reading, "a quote is not closed");
	while (at < rest->n && is_blank(rest->at[at]))
		at++;
	*rest = str_sub(*rest, at, rest->n);
	return (str){ word, n };
}

/* Where a key ends: its `=' or `~'; 0 for a bare word. */
static size_t
key_of(str word)
{
	size_t	n = 0;

	while (n < word.n && (isalnum((unsigned char)word.at[n]) ||
	    word.at[n] == '_'))
		n++;
	return n < word.n && (word.at[n] == '=' || word.at[n] == '~') ? n : 0;
}

static struct flow_word
word_of(str text)
{
	size_t	n = key_of(text);

	if (n == 0)
		return (struct flow_word){ .value = text };
	return (struct flow_word){ .key = str_sub(text, 0, n),
	    .value = str_sub(text, n + 1, text.n),
	    .part = text.at[n] == '~' };
}

static void
read_line(const struct reading *reading, str text, struct flow_line *ret)
{
	bool	then = false;

	*ret = (struct flow_line){ .number = reading->number };
	ret->word = arena_array(reading->arena, WORDS, sizeof *ret->word);
	ret->then = arena_array(reading->arena, WORDS, sizeof *ret->then);
	ret->verb = next_word(reading, &text);
	while (text.n > 0) {
		str	word = next_word(reading, &text);

		if (ret->words == WORDS || ret->thens == WORDS)
			wrong(reading, "too many words");
		if (str_is(word, "->") && !then)
			then = true;
		else if (then)
			ret->then[ret->thens++] = word_of(word);
		else
			ret->word[ret->words++] = word_of(word);
	}
	if (then && ret->thens == 0)
		wrong(reading, "nothing is expected behind the arrow");
}

void
flow_read(const char *file, struct flow_line **ret, size_t *ret_n)
{
	struct reading		 reading = { .file = file,
				    .arena = test_arena() };
	struct flow_line	*line;
	struct fault		 fault = { .code = OK };
	str			 rest, text;
	size_t			 n = 0;

	check_ok(file_read(reading.arena, file, FILE_BYTES, &rest, &fault),
	    fault);
	line = arena_array(reading.arena, LINES, sizeof *line);
	while (rest.n > 0) {
		reading.number++;
		(void)str_cut(&rest, '\n', &text);
		text = str_trim(text);
		if (text.n == 0 || text.at[0] == '#')
			continue;
		if (n == LINES)
			wrong(&reading, "too many lines");
		read_line(&reading, text, &line[n++]);
		if ((n == 1) != str_is(line[n - 1].verb, "flow"))
			wrong(&reading, "the first line, and no other, is "
			    "`flow' and what is promised");
	}
	if (n < 2)
		wrong(&reading, "there is no story");
	*ret = line;
	*ret_n = n;
}

str
flow_value(const struct flow_word *word, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(word[i].key, key))
			return word[i].value;
	return S("");
}

str
flow_bare(const struct flow *flow, size_t place)
{
	const struct flow_line	*line = flow->line;

	for (size_t i = 0; i < line->words; i++)
		if (line->word[i].key.n == 0 && place-- == 0)
			return line->word[i].value;
	flow_fail(flow, "a word is missing");
}
