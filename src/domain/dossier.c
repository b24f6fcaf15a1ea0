#include "domain/dossier.h"

#include "base/buf.h"
#include "base/digest.h"
#include "domain/attachment.h"
#include "domain/journal.h"
#include "domain/review.h"
#include "domain/rules.h"
#include "store/store.h"
#include "woven/sql.h"

#define CONTENT_BYTES	((size_t)16 << 20)

static struct thing *
make(struct arena *arena)
{
	struct dossier	*dossier = arena_alloc(arena, sizeof *dossier);

	dossier->record.day = DAY_NONE;
	dossier->formed = DAY_NONE;
	dossier->mode = S(DOSSIER_ACTIVE);
	return &dossier->thing;
}

static enum err
load(struct job *job, int64_t id, struct thing **ret)
{
	struct sql_dossier_load_row	 row;
	struct dossier			*dossier;
	enum err			 e;

	e = sql_dossier_load(job->db, id, &row);
	if (e != OK)
		return e;
	dossier = arena_alloc(job->arena, sizeof *dossier);
	*dossier = (struct dossier){ .thing = { .kind = "record",
	    .id = row.id, .agency = row.agency, .version = row.version,
	    .state = row.state, .clock = { row.due, row.paused,
	    row.provisional != 0, row.missing } },
	    .record = { .id = row.id, .agency = row.agency,
	    .version = row.public, .number = row.number, .title = row.title,
	    .day = row.day, .kind = row.kind, .column = row.catalogue,
	    .validity = row.validity, .html = row.html, .meta = row.meta },
	    .formed = row.formed, .mode = row.mode, .ground = row.ground,
	    .note = row.note, .publish_at = row.publish_at,
	    .checked = row.checked, .blocks = row.blocks,
	    .override = row.override };
	*ret = &dossier->thing;
	return OK;
}

static enum err
save(struct job *job, struct thing *thing)
{
	const struct dossier		*d = dossier_of(thing);
	const struct record		*r = &d->record;
	const struct procedure_clock	*clock = &thing->clock;
	struct sql_dossier_update_row	 row = { .version = 1 };
	enum err			 e;

	if (thing->version == 0)
		e = sql_dossier_insert(job->db, thing->id, thing->agency,
		    job->now, thing->state, clock->due, clock->paused,
		    clock->provisional, clock->missing, r->version, r->kind,
		    r->column, r->number, r->title, r->day, d->formed,
		    r->validity, r->html, r->meta, d->mode, d->ground,
		    d->note, d->publish_at, d->checked, d->blocks,
		    d->override);
	else
		e = sql_dossier_update(job->db, thing->id, thing->version,
		    job->now, thing->state, clock->due, clock->paused,
		    clock->provisional, clock->missing, r->version, r->kind,
		    r->column, r->number, r->title, r->day, d->formed,
		    r->validity, r->html, r->meta, d->mode, d->ground,
		    d->note, d->publish_at, d->checked, d->blocks,
		    d->override, &row);
	if (e == OK)
		thing->version = row.version;
	return e;
}

/* A text that is told of by its digest: the versions of the record have it. */
static str
digest_or_none(struct arena *arena, str text)
{
	struct digest	digest;

	if (text.n == 0)
		return S("");
	digest = digest_of(DIGEST_SHA256, text);
	return digest_text(arena, &digest);
}

static size_t
tell(struct arena *arena, const struct thing *thing, struct thing_field *ret)
{
	const struct dossier	*d = dossier_of(thing);
	const struct record	*r = &d->record;
	const struct thing_field field[] = {
		{ S("title"), r->title, 0 }, { S("kind"), r->kind, 0 },
		{ S("column"), r->column, 0 }, { S("number"), r->number, 0 },
		{ S("dated"), day_text(arena, r->day), 0 },
		{ S("formed"), day_text(arena, d->formed), 0 },
		{ S("validity"), r->validity, 0 },
		{ S("html"), digest_or_none(arena, r->html), 0 },
		{ S("meta"), r->meta, 0 }, { S("mode"), d->mode, 0 },
		{ S("ground"), d->ground, 0 }, { S("note"), d->note, 0 },
		{ S("publish_at"), d->publish_at == 0 ? S("") :
		    day_minute(arena, d->publish_at), 0 },
		{ S("override"), d->override, 0 },
	};
	size_t			 n = sizeof field / sizeof field[0];

	for (size_t i = 0; i < n; i++)
		ret[i] = field[i];
	return n;
}

/*
 * Publication is due so many working days after the information was formed or
 * changed, by its kind (Art. 26); the third person's review of what was signed
 * urgently, and the next look at what is withheld, after those of
 * rules/review.yaml.
 */
static enum err
period(struct job *job, const struct thing *thing,
    const struct procedure_row *row, day *ret_from, int *ret_days)
{
	const struct dossier	*dossier = dossier_of(thing);
	const struct rules	*rules;
	const struct kind	*kind;
	enum err		 e = rules_of(job, &rules);

	if (e != OK)
		return e;
	if (str_is(row->to, "urgent"))
		*ret_days = rules->review->urgent_days;
	else if (str_is(row->to, "withheld"))
		*ret_days = rules->review->keep_days;
	else {
		kind = kind_find(rules->kinds, dossier->record.kind);
		if (kind == NULL)
			return FAIL(job->fault, ERR_INVALID, "kind.unknown",
			    dossier->record.kind);
		*ret_days = kind->days;
		if (dossier->formed != DAY_NONE)
			*ret_from = dossier->formed;
	}
	return OK;
}

static enum err
in_state(struct job *job, str state, int most, struct thing_brief **ret,
    size_t *ret_n)
{
	struct sql_dossier_in_state_row	*row;
	enum err			 e;

	e = sql_dossier_in_state(job->db, state, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct thing_brief){ .id = row[i].id,
		    .agency = row[i].agency, .code = row[i].code,
		    .agency_name = row[i].agency_name, .about = row[i].title,
		    .due = row[i].due, .paused = row[i].paused };
	return OK;
}

THING(record, .make = make, .load = load, .save = save, .tell = tell,
    .in_state = in_state, .period = period);

const struct dossier *
dossier_of(const struct thing *thing)
{
	return (const struct dossier *)(const void *)thing;
}

static void
digest_part(struct buf *buf, str part)
{
	buf_printf(buf, "%zu ", part.n);
	buf_put(buf, part);
}

enum err
dossier_digest(struct job *job, const struct dossier *dossier, str *ret)
{
	const struct record	*r = &dossier->record;
	const str		 part[] = { r->kind, r->column, r->number,
				    r->title, day_text(job->arena, r->day),
				    r->validity, r->meta, r->html };
	struct attachment	*file;
	struct buf		 buf;
	struct digest		 digest;
	size_t			 n;
	enum err		 e;

	e = attachment_of(job, S(RECORD_FILE), dossier->thing.id, &file, &n);
	if (e != OK)
		return e;
	buf_init(&buf, job->arena, CONTENT_BYTES);
	for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
		digest_part(&buf, part[i]);
	for (size_t i = 0; i < n; i++) {
		digest_part(&buf, file[i].name);
		digest_part(&buf, file[i].blob);
	}
	digest = digest_of(DIGEST_SHA256, buf_str(&buf));
	*ret = digest_text(job->arena, &digest);
	return OK;
}

enum err
dossier_adopt(struct job *job, int64_t record, struct thing **ret)
{
	struct record	 old;
	struct thing	*thing = NULL;
	enum err	 e = record_load(job, record, &old);

	if (e == OK)
		e = step_make(job, "record", old.agency, &thing);
	if (e != OK)
		return e;
	thing->id = old.id;
	*ret = thing;
	return OK;
}

enum err
dossier_checked(struct job *job, struct dossier *dossier, int64_t blocks,
    str override)
{
	struct journal_change	change[] = {
		{ S("blocks"), str_int(job->arena, dossier->blocks),
		    str_int(job->arena, blocks), 0 },
		{ S("override"), dossier->override, override, 0 } };
	struct journal_entry	entry = { .kind = S("record"),
				    .thing = dossier->thing.id,
				    .agency = dossier->thing.agency,
				    .action = S("record.checked"),
				    .day = DAY_NONE, .reason = override,
				    .change = change, .changes = 2 };
	enum err		e;

	e = dossier_digest(job, dossier, &dossier->checked);
	if (e != OK)
		return e;
	dossier->blocks = blocks;
	dossier->override = override;
	e = save(job, &dossier->thing);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "record.changed",
		    dossier->record.title);
	return e == OK ? journal_add(job, &entry) : e;
}

/* --- lists ---------------------------------------------------------------- */

/* The rows of both lists are alike. */
#define LINE(row) (struct dossier_line){ (row).id, (row).agency,	\
	(row).state, (row).title, (row).kind, (row).catalogue, (row).due, \
	(row).changed_at }

static enum err
list_open(struct job *job, const struct dossier_query *query, int64_t before,
    struct dossier_line **ret, size_t *ret_n)
{
	struct sql_dossier_open_list_row	*row;
	enum err				 e;

	e = sql_dossier_open_list(job->db, query->agency, before,
	    query->most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = LINE(row[i]);
	return OK;
}

static enum err
list_state(struct job *job, const struct dossier_query *query,
    int64_t before, struct dossier_line **ret, size_t *ret_n)
{
	struct sql_dossier_state_list_row	*row;
	enum err				 e;

	e = sql_dossier_state_list(job->db, query->agency, query->state,
	    before, query->most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = LINE(row[i]);
	return OK;
}

enum err
dossier_list(struct job *job, const struct dossier_query *query,
    struct dossier_line **ret, size_t *ret_n)
{
	int64_t	before = query->after == 0 ? INT64_MAX : query->after;

	return query->state.n == 0 ?
	    list_open(job, query, before, ret, ret_n) :
	    list_state(job, query, before, ret, ret_n);
}
