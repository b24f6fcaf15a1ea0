#include "form/form_read.h"

#include "base/arena.h"
#include "base/han.h"
#include "base/utf8.h"

/* Where a run of Chinese or Arabic numerals ends; `from' if there is none. */
static size_t
numerals_end(str s, size_t from)
{
	static const char	han[] = "一二三四五六七八九十";
	size_t			at = from;

	for (size_t next = from; next < s.n; at = next) {
		uint32_t	point = utf8_next(s, &next);
		str		one = str_sub(s, at, next);

		if ((point < '0' || point > '9') &&
		    (point < 0x80 || !str_has(S(han), one)))
			break;
	}
	return at;
}

/* How many bytes in front are a number such as "三、", "（三）" or "3.". */
static size_t
number_length(str s)
{
	static const str	open = S("（"), shut = S("）");
	static const str	stop[] = { S("、"), S("."), S("．") };
	bool			bracket = str_starts(s, open);
	size_t			from = bracket ? open.n : 0;
	size_t			end = numerals_end(s, from);
	str			rest = str_sub(s, end, s.n);

	if (end == from)
		return 0;
	if (bracket)
		return str_starts(rest, shut) ? end + shut.n : 0;
	for (size_t i = 0; i < sizeof stop / sizeof *stop; i++)
		if (str_starts(rest, stop[i]))
			return end + stop[i].n;
	return 0;
}

static enum err
read_wording(const struct form_reader *reader, const struct yaml *node,
    str *ret_number, str *ret)
{
	str	s = str_trim(node->text);
	size_t	n;

	if (node->kind != YAML_TEXT || s.n == 0)
		return yaml_wrong(node, "form.label", node->text,
		    reader->fault);
	n = number_length(s);
	*ret_number = str_sub(s, 0, n);
	*ret = str_trim(str_sub(s, n, s.n));
	if (han_fold(reader->arena, *ret).n == 0)
		return yaml_wrong(node, "form.label", node->text,
		    reader->fault);
	return OK;
}

static enum err
read_variants(const struct form_reader *reader, const struct yaml *list,
    struct form_label *label)
{
	enum err	e;

	label->variant = arena_array(reader->arena, list->n, sizeof(str));
	for (size_t i = 1; i < list->n; i++) {
		const struct yaml	*node = &list->item[i];
		struct form_label	 one = { .variants = 0 };
		str			 number;

		e = read_wording(reader, node, &number, &one.text);
		if (e != OK)
			return e;
		if (form_read_label_clash(reader->arena, label, &one))
			return yaml_wrong(node, "form.label_twice", one.text,
			    reader->fault);
		label->variant[label->variants++] = one.text;
	}
	return OK;
}

enum err
form_read_label(const struct form_reader *reader, struct yaml *node,
    struct form_label *ret)
{
	struct form_label	label = { .variants = 0 };
	const struct yaml	*first = node;
	enum err		 e;

	if (node->kind == YAML_LIST && node->n > 0 &&
	    node->n <= FORM_READ_LABELS)
		first = &node->item[0];
	e = read_wording(reader, first, &label.number, &label.text);
	if (e == OK && node->kind == YAML_LIST)
		e = read_variants(reader, node, &label);
	if (e == OK)
		*ret = label;
	return e;
}

enum err
form_read_label_may(const struct form_reader *reader, struct yaml *map,
    const char *key, struct form_label *ret)
{
	struct yaml	*node = yaml_get(map, key);

	return node == NULL ? OK : form_read_label(reader, node, ret);
}

enum err
form_read_label_want(const struct form_reader *reader, struct yaml *map,
    const char *key, struct form_label *ret)
{
	struct yaml	*node = yaml_get(map, key);

	if (node == NULL)
		return yaml_wrong(map, "yaml.missing", str_of(key),
		    reader->fault);
	return form_read_label(reader, node, ret);
}

/* The wordings of a label by number: the official one first. */
static str
wording(const struct form_label *label, size_t i)
{
	return i == 0 ? label->text : label->variant[i - 1];
}

bool
form_read_label_clash(struct arena *arena, const struct form_label *a,
    const struct form_label *b)
{
	struct arena_mark	mark = arena_mark(arena);
	bool			clash = false;

	for (size_t i = 0; i <= a->variants && !clash; i++) {
		str	x = han_fold(arena, wording(a, i));

		for (size_t j = 0; j <= b->variants && !clash; j++)
			clash = str_eq(x, han_fold(arena, wording(b, j)));
	}
	arena_rewind(arena, mark);
	return clash;
}
