#include <stdlib.h>

#include "domain/step.h"
#include "domain/step_input.h"

#define TEXT_BYTES	((size_t)16 << 10)	/* of one value */
#define LONG_BYTES	((size_t)8 << 20)	/* ... that is a document */
#define INT_DIGITS	18

str
step_input(const struct step_input *input, const char *name)
{
	for (size_t i = 0; i < input->n; i++)
		if (str_is(input->value[i].name, name))
			return input->value[i].value;
	return S("");
}

day
step_input_day(const struct step_input *input, const char *name)
{
	return day_read(step_input(input, name));
}

/* Digits only; -1 for anything else. */
static int64_t
whole(str s)
{
	int64_t	n = 0;

	if (s.n == 0 || s.n > INT_DIGITS + 1)
		return -1;
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] < '0' || s.at[i] > '9' ||
		    n > (INT64_MAX - 9) / 10)
			return -1;
		n = n * 10 + (s.at[i] - '0');
	}
	return n;
}

int64_t
step_input_int(const struct step_input *input, const char *name)
{
	int64_t	n = whole(step_input(input, name));

	return n < 0 ? 0 : n;
}

static enum err
check_value(struct job *job, const struct procedure_value *value, str given)
{
	if (given.n > (value->type == PROCEDURE_LONG ? LONG_BYTES :
	    TEXT_BYTES))
		return FAIL(job->fault, ERR_TOO_LARGE, "step.long",
		    value->name);
	if (str_trim(given).n == 0)
		return value->optional ? OK : FAIL(job->fault, ERR_INVALID,
		    "step.want", value->name);
	if (value->type == PROCEDURE_DAY && day_read(given) == DAY_NONE)
		return FAIL(job->fault, ERR_INVALID, "step.want_day",
		    value->name, given);
	if (value->type == PROCEDURE_INT && whole(given) < 0)
		return FAIL(job->fault, ERR_INVALID, "step.want_int",
		    value->name, given);
	return OK;
}

static bool
takes(const struct procedure_row *row, str name)
{
	for (size_t i = 0; i < row->values; i++)
		if (str_eq(row->value[i].name, name))
			return true;
	return false;
}

enum err
step_input_check(struct job *job, const struct procedure_row *row,
    const struct step_input *input)
{
	enum err	e = OK;

	for (size_t i = 0; i < input->n; i++)
		for (size_t j = 0; j < i; j++)
			if (str_eq(input->value[i].name,
			    input->value[j].name))
				return FAIL(job->fault, ERR_INVALID,
				    "step.doubled", input->value[i].name);
	for (size_t i = 0; i < input->n; i++)
		if (!takes(row, input->value[i].name))
			return FAIL(job->fault, ERR_INVALID, "step.value",
			    input->value[i].name);
	for (size_t i = 0; e == OK && i < row->values; i++)
		e = check_value(job, &row->value[i], step_input(input,
		    str_c(job->arena, row->value[i].name)));
	return e;
}

enum err
step_input_legal_day(struct job *job, const struct step_input *input,
    day *ret)
{
	day	on = step_input_day(input, "day");

	if (on != DAY_NONE && on > job->today)
		return FAIL(job->fault, ERR_INVALID, "step.future",
		    day_iso(job->arena, on));
	*ret = on == DAY_NONE ? job->today : on;
	return OK;
}
