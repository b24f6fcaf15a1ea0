/*
 * doc_meta_sheet - rows and columns of a sheet that are not shown.
 *
 * Neighbours are told as one, by their first and last.
 */
#include "base/arena.h"
#include "doc/doc_meta_list.h"
#include "doc/doc_xml.h"
#include "doc/doc_zip.h"

#define ROWS	1048576

struct hidden {
	struct doc_meta_list_run	*run;
	str				 title;	/* of the sheet */
	long				 from, to;	/* rows; 0: none */
};

/* "B" of 2. */
static str
letters(struct arena *arena, long column)
{
	char	name[8];
	size_t	at = sizeof name;

	for (; column > 0 && at > 0; column = (column - 1) / 26)
		name[--at] = (char)('A' + (column - 1) % 26);
	return str_copy(arena, (str){ name + at, sizeof name - at });
}

static long
number(str s)
{
	long	n = 0;

	for (size_t i = 0; i < s.n && n < ROWS; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return 0;
		n = 10 * n + s.at[i] - '0';
	}
	return n;
}

static void
tell_rows(struct hidden *hidden)
{
	struct arena	*arena = hidden->run->arena;

	if (hidden->from == 0)
		return;
	doc_meta_list_add(hidden->run, DOC_META_ROW, hidden->title,
	    hidden->from == hidden->to ? str_int(arena, hidden->from) :
	    str_printf(arena, "%ld-%ld", hidden->from, hidden->to));
	hidden->from = hidden->to = 0;
}

static bool
is_hidden(const struct doc_xml_stream *stream)
{
	str	value = doc_xml_given(stream, "hidden");

	return str_is(value, "1") || str_is(value, "true");
}

static void
take_column(struct hidden *hidden, const struct doc_xml_stream *stream)
{
	struct arena	*arena = hidden->run->arena;
	long		 from, to;

	if (!is_hidden(stream))
		return;
	from = number(doc_xml_given(stream, "min"));
	to = number(doc_xml_given(stream, "max"));
	doc_meta_list_add(hidden->run, DOC_META_COLUMN, hidden->title,
	    to > from ? str_printf(arena, "%.*s-%.*s",
	    STRF(letters(arena, from)), STRF(letters(arena, to))) :
	    letters(arena, from));
}

static void
take_row(struct hidden *hidden, const struct doc_xml_stream *stream)
{
	long	row;

	if (!is_hidden(stream))
		return;
	row = number(doc_xml_given(stream, "r"));
	if (hidden->from == 0 || row != hidden->to + 1) {
		tell_rows(hidden);
		hidden->from = row;
	}
	hidden->to = row;
}

void
doc_meta_sheet(struct doc_meta_list_run *run, struct doc_zip *zip, str part,
    str title)
{
	struct hidden		hidden = { .run = run, .title = title };
	struct fault		fault = { 0 };
	struct doc_xml_stream	stream;
	bool			more = true;
	str			bytes;

	if (doc_zip_part(run->arena, zip, part, &bytes, &fault) != OK ||
	    doc_xml_stream(run->arena, bytes, run->name, part, &stream,
	    &fault) != OK) {
		run->list->unread = true;
		return;
	}
	while (more) {
		if (doc_xml_step(&stream, &more, &fault) != OK) {
			run->list->unread = true;
			break;
		}
		if (!more)
			break;
		if (doc_xml_starts(&stream, "col"))
			take_column(&hidden, &stream);
		else if (doc_xml_starts(&stream, "row"))
			take_row(&hidden, &stream);
		else if (doc_xml_starts(&stream, "sheetFormatPr") &&
		    str_is(doc_xml_given(&stream, "zeroHeight"), "1"))
			doc_meta_list_add(run, DOC_META_ROW, title, S("*"));
	}
	tell_rows(&hidden);
}
