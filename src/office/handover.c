#include "office/handover.h"

#include "base/arena.h"
#include "domain/agency.h"
#include "domain/record.h"

static const char *const	heads[] = { "handover.row", "public.info.index",
	"public.info.number", "field.title", "handover.day",
	"handover.published", "handover.agency" };

#define HEADS	(sizeof heads / sizeof heads[0])

static void
put_row(struct job *job, struct doc_table *table, unsigned row,
    const struct record *record, str agency)
{
	const str	cell[HEADS] = { str_int(job->arena, row),
			    record->index, record->number, record->title,
			    day_text(job->arena, record->day),
			    day_iso(job->arena, day_of_moment(
			    record->published)), agency };

	for (unsigned i = 0; i < HEADS; i++)
		(void)doc_add_cell(job->arena, table, row, i, 1, 1, cell[i]);
}

static enum err
put_table(struct job *job, struct doc *doc, const struct record *record,
    size_t n)
{
	struct doc_table	*table = doc_add_table(job->arena, doc,
				    DOC_GRID_TRUE);
	struct agency		 agency = { .id = 0 };
	enum err		 e = OK;

	for (unsigned i = 0; i < HEADS; i++)
		doc_add_cell(job->arena, table, 0, i, 1, 1, word(job->words,
		    heads[i]))->head = true;
	for (size_t i = 0; e == OK && i < n; i++) {
		if (record[i].agency != agency.id)
			e = agency_load(job, record[i].agency, &agency);
		if (e == OK)
			put_row(job, table, (unsigned)i + 1, &record[i],
			    agency.name);
	}
	return e == OK ? doc_lay(job->arena, table, job->fault) : e;
}

enum err
handover_draw(struct job *job, int64_t agency, day from, day until,
    struct doc **ret, size_t *ret_n)
{
	struct doc	*doc = doc_new(job->arena, DOC_UNKNOWN);
	struct record	*record;
	struct agency	 body;
	enum err	 e;

	if (from == DAY_NONE || until == DAY_NONE || until < from)
		return FAIL(job->fault, ERR_INVALID, "handover.span");
	e = agency_load(job, agency, &body);
	if (e == OK)
		e = record_span(job, agency, from, until, HANDOVER_RECORDS +
		    1, &record, ret_n);
	if (e != OK)
		return e;
	if (*ret_n > HANDOVER_RECORDS)
		return FAIL(job->fault, ERR_TOO_LARGE, "handover.many",
		    str_int(job->arena, HANDOVER_RECORDS));
	doc->title = WORD(job->arena, job->words, "handover.title",
	    body.name);
	doc_add(job->arena, doc, DOC_HEADING, doc->title)->level = 1;
	(void)doc_add(job->arena, doc, DOC_PARAGRAPH, WORD(job->arena,
	    job->words, "handover.about", day_iso(job->arena, from),
	    day_iso(job->arena, until), str_int(job->arena,
	    (int64_t)*ret_n)));
	e = put_table(job, doc, record, *ret_n);
	(void)doc_add(job->arena, doc, DOC_PARAGRAPH, word(job->words,
	    "handover.given"));
	(void)doc_add(job->arena, doc, DOC_PARAGRAPH, word(job->words,
	    "handover.taken"));
	*ret = doc;
	return e;
}
