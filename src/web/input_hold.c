#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "domain/job.h"
#include "web/input_value.h"

#define TEXT_BYTES	500	/* of a field without a length */
#define ITEMS		20	/* of a field without a number */
#define DIGITS		18

/* A declared field being read. */
struct holding {
	struct job			*job;
	struct input			*in;
	const struct route_field	*field;
	struct input_value		*value;
};

static void
remark(const struct holding *h, const char *key)
{
	h->value->fits = false;
	input_remark(h->job, h->in, h->field->name, key);
}

static size_t
most(const struct holding *h)
{
	if (h->field->max > 0)
		return h->field->max;
	return h->field->kind == ROUTE_TEXTS ||
	    h->field->kind == ROUTE_FILE ? ITEMS : TEXT_BYTES;
}

/* Controls that no keyboard types. */
static bool
has_control(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.at[i] < ' ' && s.at[i] != '\t' &&
		    s.at[i] != '\n' && s.at[i] != '\r') || s.at[i] == 0x7F)
			return true;
	return false;
}

/* Text fit to be kept, and to be shown again; false if it was none. */
static bool
take_text(const struct holding *h, str raw, str *ret)
{
	char	*tabs;

	*ret = S("");
	if (!utf8_valid(raw) || has_control(raw)) {
		remark(h, "input.not_text");
		return false;
	}
	*ret = utf8_clean(h->job->arena, raw);
	if (memchr(ret->at, '\t', ret->n) != NULL) {
		tabs = arena_copy(h->job->arena, ret->at, ret->n);
		for (size_t i = 0; i < ret->n; i++)
			if (tabs[i] == '\t')
				tabs[i] = ' ';
		ret->at = tabs;
	}
	if (h->field->kind != ROUTE_LINES && memchr(ret->at, '\n', ret->n) !=
	    NULL) {
		remark(h, "input.one_line");
		return false;
	}
	*ret = str_trim(*ret);
	return true;
}

static void
hold_text(const struct holding *h, str raw)
{
	str	text;

	if (!take_text(h, raw, &text))
		return;
	h->value->text = text;
	h->value->fits = text.n > 0;
	if (text.n > most(h)) {
		h->value->text = utf8_head(text, most(h));
		remark(h, "input.too_long");
	}
}

static void
hold_secret(const struct holding *h, str raw)
{
	if (!utf8_valid(raw) || memchr(raw.at, '\0', raw.n) != NULL)
		remark(h, "input.not_text");
	else if (raw.n > most(h))
		remark(h, "input.too_long");
	else
		h->value->text = raw;
	h->value->fits = h->value->text.n > 0;
}

static void
hold_int(const struct holding *h, str raw)
{
	size_t	at;
	str	s;

	hold_text(h, raw);
	s = h->value->text;
	if (!h->value->fits)
		return;
	at = s.at[0] == '-';
	if (s.n == at || s.n > at + DIGITS) {
		remark(h, "input.not_whole");
		return;
	}
	for (size_t i = at; i < s.n; i++) {
		if (s.at[i] < '0' || s.at[i] > '9') {
			remark(h, "input.not_whole");
			return;
		}
		h->value->n = h->value->n * 10 + (s.at[i] - '0');
	}
	if (at == 1)
		h->value->n = -h->value->n;
}

static void
hold_day(const struct holding *h, str raw)
{
	hold_text(h, raw);
	if (!h->value->fits)
		return;
	h->value->day = day_read(h->value->text);
	if (h->value->day == DAY_NONE)
		remark(h, "input.not_a_day");
}

static void
hold_choice(const struct holding *h, str raw)
{
	str	list = str_of(h->field->choice), one;
	bool	found = false;

	while (!found && str_cut(&list, ' ', &one))
		found = str_eq(one, raw);
	h->value->fits = found;
	if (found)
		h->value->text = raw;
	else if (raw.n > 0)
		remark(h, "input.not_offered");
}

static void
hold_file(const struct holding *h, const struct input_pair *pair)
{
	if (!pair->is_file) {
		if (pair->value.n > 0)
			remark(h, "input.no_file");
		return;
	}
	if (pair->file.n == 0 && pair->value.n == 0)
		return;
	h->value->file[h->value->items++] = (struct input_file){ pair->file,
	    pair->value };
	h->value->fits = true;
}

static void
hold_one(const struct holding *h, const struct input_pair *pair)
{
	str	text;

	switch (h->field->kind) {
	case ROUTE_TEXT:
	case ROUTE_LINES:
		hold_text(h, pair->value);
		break;
	case ROUTE_SECRET:
		hold_secret(h, pair->value);
		break;
	case ROUTE_INT:
		hold_int(h, pair->value);
		break;
	case ROUTE_DAY:
		hold_day(h, pair->value);
		break;
	case ROUTE_TICK:
		h->value->fits = pair->value.n > 0;
		break;
	case ROUTE_CHOICE:
		hold_choice(h, pair->value);
		break;
	case ROUTE_TEXTS:
		if (!take_text(h, pair->value, &text))
			break;
		if (text.n > TEXT_BYTES)
			remark(h, "input.too_long");
		else if (text.n > 0)
			h->value->texts[h->value->items++] = text;
		h->value->fits = h->value->items > 0;
		break;
	case ROUTE_FILE:
		hold_file(h, pair);
		break;
	}
}

/* The pairs of one field: the first one, or all where there may be many. */
static void
hold_field(const struct holding *h, const struct input_pairs *pairs)
{
	bool	many = h->field->kind == ROUTE_TEXTS ||
		    h->field->kind == ROUTE_FILE;
	size_t	remarks = h->in->remarks, seen = 0;

	if (h->field->kind == ROUTE_TEXTS)
		h->value->texts = arena_array(h->job->arena, most(h),
		    sizeof *h->value->texts);
	if (h->field->kind == ROUTE_FILE)
		h->value->file = arena_array(h->job->arena, most(h),
		    sizeof *h->value->file);
	for (size_t i = 0; i < pairs->n; i++) {
		if (!str_is(pairs->at[i].name, h->field->name))
			continue;
		seen++;
		if (seen > 1 && !many)
			continue;
		if (many && seen > most(h)) {
			remark(h, "input.too_many");
			break;
		}
		hold_one(h, &pairs->at[i]);
	}
	if (h->field->required && !h->value->fits &&
	    h->in->remarks == remarks)
		remark(h, "input.required");
}

void
input_hold(struct job *job, struct input *in,
    const struct input_pairs *pairs)
{
	const struct route_field	*field = in->route->form;
	struct input_value		*value;
	size_t				 n = 0;

	while (field != NULL && field[n].name != NULL)
		n++;
	value = arena_array(job->arena, n, sizeof *value);
	in->value = value;
	for (size_t i = 0; i < n; i++) {
		struct holding	h = { job, in, &field[i], &value[i] };

		value[i].day = DAY_NONE;
		hold_field(&h, pairs);
	}
}
