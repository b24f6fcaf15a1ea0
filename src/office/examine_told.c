#include "office/examine_told.h"

#include "base/arena.h"

#define TEXT_BYTES	((size_t)4 << 20)

static void
put(struct buf *buf, str value)
{
	buf_printf(buf, "%zu:", value.n);
	buf_put(buf, value);
}

static void
put_int(struct buf *buf, int64_t value)
{
	put(buf, str_int(buf->arena, value));
}

/* Digits at the front; what else stands there is left. */
static int64_t
digits(str *rest)
{
	int64_t	n = 0;

	while (rest->n > 0 && rest->at[0] >= '0' && rest->at[0] <= '9' &&
	    n < INT32_MAX) {
		n = n * 10 + (rest->at[0] - '0');
		*rest = str_sub(*rest, 1, rest->n);
	}
	return n;
}

static str
take(str *rest)
{
	size_t	n = (size_t)digits(rest);
	str	value;

	if (rest->n <= n || rest->at[0] != ':') {
		*rest = S("");
		return *rest;
	}
	value = str_sub(*rest, 1, n + 1);
	*rest = str_sub(*rest, n + 1, rest->n);
	return value;
}

static int64_t
take_int(str *rest)
{
	str	value = take(rest);

	return digits(&value);
}

str
examine_list_text(struct arena *arena, const struct examine_list *list)
{
	struct buf	buf;

	buf_init(&buf, arena, TEXT_BYTES);
	put_int(&buf, (int64_t)list->n);
	for (size_t i = 0; i < list->n; i++) {
		put(&buf, list->place[i].name);
		put_int(&buf, (int64_t)list->place[i].given);
		put_int(&buf, list->place[i].packed);
	}
	return buf_str(&buf);
}

void
examine_list_read(struct arena *arena, str text, struct examine_list *ret)
{
	size_t	n = (size_t)take_int(&text);

	ret->n = n < EXAMINE_FILES ? n : EXAMINE_FILES;
	ret->place = arena_array(arena, ret->n, sizeof *ret->place);
	for (size_t i = 0; i < ret->n; i++) {
		ret->place[i].name = take(&text);
		ret->place[i].given = (size_t)take_int(&text);
		ret->place[i].packed = take_int(&text) != 0;
	}
}

str
examine_told_text(struct arena *arena, const struct examined *file)
{
	struct buf	buf;

	buf_init(&buf, arena, TEXT_BYTES);
	put_int(&buf, (int64_t)file->state);
	put(&buf, file->wrong);
	put(&buf, file->agency);
	put_int(&buf, file->year);
	put_int(&buf, file->errors);
	put_int(&buf, file->warnings);
	put_int(&buf, file->notes);
	return buf_str(&buf);
}

void
examine_told_read(str text, struct examined *ret)
{
	ret->state = (enum examine_state)take_int(&text);
	ret->wrong = take(&text);
	ret->agency = take(&text);
	ret->year = take_int(&text);
	ret->errors = take_int(&text);
	ret->warnings = take_int(&text);
	ret->notes = take_int(&text);
}
