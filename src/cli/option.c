#include "cli/option.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

#define HELP_BYTES	((size_t)64 * 1024)
#define HELP_COLUMN	26u

static size_t
options_count(const struct command *command)
{
	size_t	n = 0;

	while (command->options[n].name != NULL)
		n++;
	return n;
}

/* The option that a word names, and the value glued to it by `='. */
static ptrdiff_t
option_named(const struct command *command, const char *word,
    const char **ret_value)
{
	const struct command_option	*option = command->options;
	const char			*equals = strchr(word, '=');
	size_t				 n = equals == NULL ? strlen(word) :
					    (size_t)(equals - word);

	*ret_value = equals == NULL ? NULL : equals + 1;
	for (ptrdiff_t i = 0; option[i].name != NULL; i++) {
		if (word[1] == '-' && strlen(option[i].name) == n - 2 &&
		    strncmp(option[i].name, word + 2, n - 2) == 0)
			return i;
		if (word[1] != '-' && n == 2 && option[i].letter == word[1])
			return i;
	}
	return -1;
}

static void
give(struct command_line *line, struct command_given *given, const char *value)
{
	given->value = arena_grow(line->job->arena, given->value, given->n,
	    given->n + 1, sizeof *given->value);
	given->value[given->n++] = value;
}

static bool
is_option(const char *word)
{
	return word[0] == '-' && word[1] != '\0';
}

/* Take option words[*i] and what belongs to it; *i moves to its last word. */
static enum err
take(struct command_line *line, const char *const *words, size_t n, size_t *i)
{
	const char		*value;
	ptrdiff_t		 which;
	struct command_given	*given;
	enum command_value	 kind;

	which = option_named(line->command, words[*i], &value);
	if (which < 0)
		return FAIL(line->job->fault, ERR_INVALID,
		    "command.unknown_option", str_of(words[*i]),
		    str_of(line->command->name));
	given = &line->option[which];
	kind = line->command->options[which].value;
	if (given->set)
		return FAIL(line->job->fault, ERR_INVALID, "command.twice",
		    str_of(words[*i]));
	given->set = true;
	if (kind == COMMAND_FLAG)
		return value == NULL ? OK : FAIL(line->job->fault, ERR_INVALID,
		    "command.no_value", str_of(words[*i]));
	if (value == NULL && *i + 1 < n && !is_option(words[*i + 1]))
		value = words[++*i];
	if (value == NULL)
		return FAIL(line->job->fault, ERR_INVALID,
		    "command.value_wanted", str_of(words[*i]));
	give(line, given, value);
	while (kind == COMMAND_TEXTS && *i + 1 < n && !is_option(words[*i + 1]))
		give(line, given, words[++*i]);
	return OK;
}

enum err
option_read(struct command_line *line, const char *const *words, size_t n)
{
	struct arena	*arena = line->job->arena;
	bool		 options = true;
	enum err	 e;

	line->option = arena_array(arena, options_count(line->command) + 1,
	    sizeof *line->option);
	line->word = arena_array(arena, n + 1, sizeof *line->word);
	for (size_t i = 0; i < n; i++) {
		if (options && strcmp(words[i], "--") == 0) {
			options = false;
		} else if (options && is_option(words[i])) {
			e = take(line, words, n, &i);
			if (e != OK)
				return e;
		} else {
			line->word[line->words++] = words[i];
		}
	}
	return OK;
}

/* "  --name VALUE", blanks up to the column of explanations, explanation. */
static void
help_line(struct buf *buf, str left, str right)
{
	unsigned	columns = utf8_columns(left);

	buf_printf(buf, "  %.*s", STRF(left));
	if (columns + 2 > HELP_COLUMN)
		buf_printf(buf, "\n%*s", (int)HELP_COLUMN + 2, "");
	else
		buf_printf(buf, "%*s", (int)(HELP_COLUMN - columns), "");
	buf_printf(buf, "%.*s\n", STRF(right));
}

static str
command_word(struct job *job, const struct command *command, const char *what)
{
	return word(job->words, arena_printf(job->arena, "command.%s.%s",
	    command->name, what));
}

str
option_help(struct job *job, const struct command *command)
{
	struct buf	buf;

	buf_init(&buf, job->arena, HELP_BYTES);
	buf_printf(&buf, "%.*s\n\n%.*s\n",
	    STRF(command_word(job, command, "summary")),
	    STRF(command_word(job, command, "usage")));
	for (size_t i = 0; command->options[i].name != NULL; i++) {
		const struct command_option	*option = &command->options[i];
		str				 left;

		left = str_printf(job->arena, "--%s%s%s", option->name,
		    option->argument == NULL ? "" : " ",
		    option->argument == NULL ? "" : option->argument);
		if (option->letter != 0)
			left = str_printf(job->arena, "-%c, %.*s",
			    option->letter, STRF(left));
		help_line(&buf, left, command_word(job, command,
		    arena_printf(job->arena, "option.%s", option->name)));
	}
	return buf_str(&buf);
}

str
option_overview(struct job *job)
{
	struct buf	buf;

	buf_init(&buf, job->arena, HELP_BYTES);
	buf_printf(&buf, "%.*s\n\n",
	    STRF(word(job->words, "command.overview")));
	for (size_t i = 0; i < command_count; i++)
		help_line(&buf, command_typed(job->arena, command_index[i]),
		    command_word(job, command_index[i], "summary"));
	buf_printf(&buf, "\n%.*s\n", STRF(word(job->words, "command.common")));
	return buf_str(&buf);
}
