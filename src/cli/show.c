#include "cli/show.h"

#include "base/file.h"
#include "base/number.h"

static enum err
want(struct command_line *line, const char *option, str *ret)
{
	const struct command_given	*given = command_option(line, option);

	if (!given->set)
		return FAIL(line->job->fault, ERR_INVALID,
		    "command.option_missing", str_of(option));
	*ret = str_of(given->value[0]);
	return OK;
}

enum err
show_want_int(struct command_line *line, const char *option, int64_t *ret)
{
	struct number	number;
	int64_t		integer;
	str		text;
	enum err	e;

	e = want(line, option, &text);
	if (e != OK)
		return e;
	if (!number_read(text, &number) || !number_integer(number, &integer) ||
	    integer < INT32_MIN || integer > INT32_MAX)
		return FAIL(line->job->fault, ERR_INVALID,
		    "command.no_integer", str_of(option), text);
	*ret = integer;
	return OK;
}

enum err
show_want_day(struct command_line *line, const char *option, day *ret)
{
	str		text;
	enum err	e;

	e = want(line, option, &text);
	if (e != OK)
		return e;
	if (day_read(text) == DAY_NONE)
		return FAIL(line->job->fault, ERR_INVALID, "command.no_day",
		    str_of(option), text);
	*ret = day_read(text);
	return OK;
}

int
show_out(struct command_line *line, str text)
{
	return file_print(text, line->job->fault) == OK ? 0 :
	    command_fail(line);
}
