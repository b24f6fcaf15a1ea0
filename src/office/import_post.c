#include "office/import_post.h"

#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "domain/channel.h"
#include "domain/person.h"
#include "domain/posting.h"

enum column { TITLE, AT, ADDRESS, PLACE, ISSUE, UNITS, REPRINT, SOURCE,
	READS, COLUMNS };

static const char *const	columns[] = { "title", "at", "address",
	"place", "issue", "units", "reprint", "source", "reads", NULL };

/* What is to be done with the rows. */
struct plan {
	struct channel	 channel;	/* where they stand */
	struct posting	*posting;	/* of each row */
	str		*seen;		/* origins of the rows before, hashed */
	size_t		 mask;		/* of `seen' */
};

/* --- a row ---------------------------------------------------------------- */

/* A number of a field that may be empty: then `none'. */
static bool
read_number(str text, int64_t none, int64_t *ret)
{
	struct number	number;

	*ret = none;
	return text.n == 0 || (number_read(text, &number) &&
	    number_integer(number, ret));
}

/* Line ends within a cell become blanks. */
static str
one_line(struct arena *arena, str s)
{
	char	*copy = arena_copy(arena, s.at, s.n);

	for (size_t i = 0; i < s.n; i++)
		if (copy[i] == '\n' || copy[i] == '\t' || copy[i] == '\r')
			copy[i] = ' ';
	return str_trim((str){ copy, s.n });
}

/* The posting of a row; false, and the row is wrong, where it cannot be
   read. */
static bool
read_row(struct import *import, struct import_row *row,
    struct posting *posting)
{
	struct job	*job = import->job;
	str		 reprint = import_value(job->arena, import,
			    row->field[REPRINT]);
	size_t		 wrong = import->wrong;

	posting->title = one_line(job->arena, row->field[TITLE]);
	posting->address = row->field[ADDRESS];
	posting->place = one_line(job->arena, row->field[PLACE]);
	posting->issue = one_line(job->arena, row->field[ISSUE]);
	posting->source = one_line(job->arena, row->field[SOURCE]);
	posting->reprint = str_is(reprint, "reprint");
	posting->at = import_moment(row->field[AT]);
	if (posting->at < 0)
		import_wrong(import, row, AT, WORD(job->arena, job->words,
		    "import.no_moment", row->field[AT]));
	if (!read_number(row->field[UNITS], 1, &posting->units))
		import_wrong(import, row, UNITS, word(job->words,
		    "posting.units"));
	if (!read_number(row->field[READS], -1, &posting->reads))
		import_wrong(import, row, READS, word(job->words,
		    "posting.reads"));
	if (!posting->reprint && reprint.n > 0 &&
	    !str_is(reprint, "original"))
		import_wrong(import, row, REPRINT, WORD(job->arena,
		    job->words, "import.no_reprint", reprint));
	return import->wrong == wrong;
}

/* Which column a refusal of posting_check is about; -1: the whole row. */
static int
column_of(const char *key)
{
	static const struct {
		const char	*key;
		int		 column;
	} about[] = {
		{ "posting.no_title", TITLE }, { "posting.no_day", AT },
		{ "posting.future", AT }, { "posting.not_then", AT },
		{ "posting.wrong_address", ADDRESS },
		{ "posting.units", UNITS }, { "posting.reads", READS },
	};

	for (size_t i = 0; i < sizeof about / sizeof about[0]; i++)
		if (strcmp(about[i].key, key) == 0)
			return about[i].column;
	return -1;
}

/* A row before said the same. */
static bool
was_seen(struct plan *plan, str origin)
{
	size_t	at = str_hash(origin) & plan->mask;

	while (plan->seen[at].n > 0 && !str_eq(plan->seen[at], origin))
		at = (at + 1) & plan->mask;
	if (plan->seen[at].n > 0)
		return true;
	plan->seen[at] = origin;
	return false;
}

/* --- what becomes of the posting that was there --------------------------- */

static str
given(str new, str old)
{
	return new.n > 0 ? new : old;
}

/* The old one with all that a row tells; a row that tells only the day leaves
   the hour. */
static struct posting
merge(const struct import_row *row, const struct posting *old,
    const struct posting *new)
{
	struct posting	posting = *old;

	posting.title = new->title;
	if (new->at != day_morning(day_of_moment(new->at)) ||
	    day_of_moment(new->at) != day_of_moment(old->at))
		posting.at = new->at;
	posting.address = given(new->address, old->address);
	posting.place = given(new->place, old->place);
	posting.issue = given(new->issue, old->issue);
	posting.source = given(new->source, old->source);
	if (row->field[UNITS].n > 0)
		posting.units = new->units;
	if (row->field[READS].n > 0)
		posting.reads = new->reads;
	if (row->field[REPRINT].n > 0)
		posting.reprint = new->reprint;
	return posting;
}

/* What a merge changes, for people; `column' names the fields. */
static void
tell_changes(struct import *import, const struct posting *old,
    const struct posting *new, struct import_row *row)
{
	struct job	*job = import->job;
	str		 was[COLUMNS] = { 0 }, is[COLUMNS] = { 0 };

	was[TITLE] = old->title, is[TITLE] = new->title;
	was[AT] = day_minute(job->arena, old->at);
	is[AT] = day_minute(job->arena, new->at);
	was[ADDRESS] = old->address, is[ADDRESS] = new->address;
	was[PLACE] = old->place, is[PLACE] = new->place;
	was[ISSUE] = old->issue, is[ISSUE] = new->issue;
	was[SOURCE] = old->source, is[SOURCE] = new->source;
	was[UNITS] = str_int(job->arena, old->units);
	is[UNITS] = str_int(job->arena, new->units);
	was[READS] = old->reads < 0 ? S("") : str_int(job->arena, old->reads);
	is[READS] = new->reads < 0 ? S("") : str_int(job->arena, new->reads);
	was[REPRINT] = old->reprint ? S("1") : S("0");
	is[REPRINT] = new->reprint ? S("1") : S("0");
	import_changes(import, row, was, is, COLUMNS);
}

/* --- planning ------------------------------------------------------------- */

static enum err
plan_row(struct job *job, struct import *import, struct plan *plan,
    size_t at)
{
	struct import_row	*row = &import->row[at];
	struct posting		*posting = &plan->posting[at];
	struct posting		 old, merged;
	enum err		 e;

	*posting = (struct posting){ .channel = plan->channel.id };
	row->about = row->field[TITLE];
	if (!read_row(import, row, posting))
		return OK;
	row->verdict = IMPORT_UNCHANGED;
	if (was_seen(plan, posting_origin(job, posting)))
		return OK;
	row->verdict = IMPORT_NEW;
	e = posting_same(job, posting, &old);
	if (e == OK) {
		merged = merge(row, &old, posting);
		tell_changes(import, &old, &merged, row);
		row->verdict = row->changes > 0 ? IMPORT_CHANGED :
		    IMPORT_UNCHANGED;
	} else if (e != ERR_NOT_FOUND) {
		return e;
	} else {
		merged = *posting;
	}
	e = posting_check(job, &plan->channel, &merged,
	    merged.attachment != 0 ? POSTING_PROVED : POSTING_UNPROVED);
	if (e != OK && row->verdict != IMPORT_UNCHANGED)
		import_fault(import, row, column_of(job->fault->key),
		    job->fault);
	fault_clear(job->fault);
	return OK;
}

static enum err
make_plan(struct job *job, struct import *import)
{
	struct plan	*plan = arena_alloc(job->arena, sizeof *plan);
	size_t		 room = 16;
	enum err	 e;

	if (import->into.n == 0)
		return FAIL(job->fault, ERR_INVALID, "import.no_channel");
	e = channel_find(job, import->into, &plan->channel);
	if (e == OK && !person_may(job, S("record.edit"),
	    plan->channel.agency))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	while (room < 2 * import->n)
		room *= 2;
	plan->mask = room - 1;
	plan->seen = arena_array(job->arena, room, sizeof *plan->seen);
	plan->posting = arena_array(job->arena, import->n + 1,
	    sizeof *plan->posting);
	for (size_t i = 0; e == OK && i < import->n; i++)
		e = plan_row(job, import, plan, i);
	import->agency = plan->channel.agency;
	import->order = plan->channel.code;
	import->plan = plan;
	import->steps = import->n;
	return e;
}

/* --- applying ------------------------------------------------------------- */

static enum err
put(struct job *job, const struct import *import,
    const struct import_row *row, struct posting posting)
{
	str		reason = WORD(job->arena, job->words,
			    "import.reason", import->file);
	struct posting	old, merged;
	enum err	e = posting_same(job, &posting, &old);

	if (e == ERR_NOT_FOUND)
		return posting_new(job, &posting, NULL, reason);
	if (e != OK)
		return e;
	merged = merge(row, &old, &posting);
	return posting_save(job, &merged, reason);
}

static enum err
apply(struct job *job, struct import *import, size_t from, size_t until)
{
	const struct plan	*plan = import->plan;
	enum err		 e = OK;

	for (size_t i = from; e == OK && i < until; i++) {
		import->at = i;
		if (import->row[i].verdict != IMPORT_UNCHANGED)
			e = put(job, import, &import->row[i],
			    plan->posting[i]);
	}
	return e;
}

const struct import_kind	import_post = { .name = "posts",
	.need = S("record.edit"),
	.column = columns, .plan = make_plan, .apply = apply };
