#include "office/import_document.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc_read.h"
#include "doc/rich.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The number at *at, of at most four digits; it moves on. */
static int
take_number(str s, size_t *at)
{
	int	n = 0;

	for (int i = 0; i < 4 && *at < s.n && is_digit(s.at[*at]); i++)
		n = n * 10 + (s.at[(*at)++] - '0');
	return n;
}

/* A date at `at', as 2020-07-31 or 2020年7月31日; DAY_NONE if it is none. */
static day
day_at(str s, size_t at)
{
	static const char	*const marks[2][3] = { { "-", "-", "" },
				    { "年", "月", "日" } };
	int			part[3];

	for (int way = 0; way < 2; way++) {
		size_t	next = at;
		int	i;

		for (i = 0; i < 3; i++) {
			str	mark = str_of(marks[way][i]);

			part[i] = take_number(s, &next);
			if (!str_starts(str_sub(s, next, s.n), mark))
				break;
			next += mark.n;
		}
		if (i == 3)
			return day_make(part[0], part[1], part[2]);
	}
	return DAY_NONE;
}

/* The last date in a text. */
static day
last_day(str s)
{
	day	found = DAY_NONE;

	for (size_t i = 0; i < s.n; i++) {
		day	here;

		if (!is_digit(s.at[i]) || (i > 0 && is_digit(s.at[i - 1])))
			continue;
		here = day_at(s, i);
		if (here != DAY_NONE)
			found = here;
	}
	return found;
}

/* The word that ends in a number and 号 (第517号, 〔2021〕15号), if any. */
static str
document_number(str s)
{
	str		sign = S("号");
	ptrdiff_t	end = str_find(s, sign, 0);

	for (; end >= 0; end = str_find(s, sign, (size_t)end + sign.n)) {
		size_t	from = (size_t)end;

		if (from == 0 || !is_digit(s.at[from - 1]))
			continue;
		while (from > 0) {
			size_t		before = from;
			uint32_t	point = utf8_previous(s, &before);

			if (utf8_is_blank(point) || point == '\n' ||
			    point == U'（' || point == U'，' ||
			    point == U'日')
				break;
			from = before;
		}
		return str_sub(s, from, (size_t)end + sign.n);
	}
	return S("");
}

/* The folders in front of a file's name, and the name without what tells its
   format. */
static void
cut_path(str path, str *ret_folder, str *ret_name)
{
	size_t	at = path.n, end = path.n;

	while (end > 0 && path.at[end - 1] != '.')
		end--;
	while (at > 0 && path.at[at - 1] != '/')
		at--;
	*ret_folder = str_sub(path, 0, at > 0 ? at - 1 : 0);
	*ret_name = str_sub(path, at, end > at ? end - 1 : path.n);
}

bool
import_document_is(str path)
{
	static const char	*const ends[] = { ".md", ".html", ".htm",
				    ".docx", ".pdf", ".txt" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(path, str_of(ends[i])))
			return true;
	return false;
}

/* Take what Markdown tells of itself off the text. */
static void
read_head(str *text, struct record *record)
{
	str		head, line = { 0 };
	ptrdiff_t	at;

	if (str_starts(*text, S("# "))) {
		(void)str_cut(text, '\n', &line);
		record->title = str_trim(str_sub(line, 2, line.n));
	}
	/* A comment of this name ends what tells of the document. */
	at = str_find(*text, S("INFO END"), 0);
	head = str_sub(*text, 0, at < 0 ? 0 : (size_t)at);
	if (at >= 0) {
		*text = str_sub(*text, (size_t)at, text->n);
		(void)str_cut(text, '\n', &line);
	}
	record->number = document_number(head);
	if (record->day == DAY_NONE)
		record->day = last_day(head);
}

/* A heading in front is the title, and no part of the body. */
static void
take_title(struct doc *doc, struct record *record)
{
	if (doc->n == 0 || doc->block[0].kind != DOC_HEADING ||
	    str_trim(doc->block[0].text).n == 0)
		return;
	record->title = str_trim(doc->block[0].text);
	doc->block++;
	doc->n--;
}

enum err
import_document(struct arena *arena, str path, str bytes,
    struct record *ret, struct fault *fault)
{
	const struct rich	*rich;
	struct doc		*doc;
	str			 name;
	enum err		 e;

	*ret = (struct record){ .origin = path };
	cut_path(path, &ret->column, &name);
	ret->title = name;
	ret->day = last_day(name);
	if (str_ends(path, S(".md"))) {
		bytes = utf8_clean(arena, bytes);
		read_head(&bytes, ret);
		e = rich_from_markdown(arena, bytes, &rich, fault);
	} else {
		e = doc_read(arena, bytes, path, &doc, fault);
		if (e != OK)
			return e;
		take_title(doc, ret);
		e = rich_from_doc(arena, doc, &rich, fault);
	}
	if (e != OK)
		return e;
	ret->html = rich->html;
	ret->body = rich->text;
	return record_check(ret, fault);
}
