#include "doc/rich.h"
#include "domain/agency.h"
#include "domain/attachment.h"
#include "domain/dossier_step.h"
#include "domain/rules.h"

#define NOTE_BYTES	4000

/* --- taking over what is written ------------------------------------------ */

/* A value that was given, even an empty one. */
static bool
given(const struct step_input *input, const char *name, str *ret)
{
	for (size_t i = 0; i < input->n; i++)
		if (str_is(input->value[i].name, name)) {
			*ret = input->value[i].value;
			return true;
		}
	return false;
}

static void
take_text(struct job *job, const struct step_input *input, const char *name,
    str *to)
{
	str	value;

	if (given(input, name, &value))
		*to = str_copy(job->arena, str_trim(value));
}

static void
take_day(const struct step_input *input, const char *name, day *to)
{
	str	value;

	if (given(input, name, &value))
		*to = day_read(value);
}

/* The body becomes what is kept: safe, and the same however often it is
   handed in. */
static enum err
take_html(struct job *job, const struct step_input *input, str *to)
{
	const struct rich	*rich;
	str			 value;
	enum err		 e;

	if (!given(input, "html", &value))
		return OK;
	e = rich_clean(job->arena, value, &rich, job->fault);
	if (e == OK)
		*to = rich->html;
	return e;
}

static enum err
take_meta(struct job *job, const struct step_input *input, str *to)
{
	struct record_meta	meta;
	str			value;
	enum err		e;

	if (!given(input, "meta", &value))
		return OK;
	e = record_meta_read(job->arena, value, &meta, job->fault);
	if (e == OK)
		*to = record_meta_write(job->arena, &meta);
	return e;
}

/* How it is disclosed, and on what ground not. */
static enum err
check_mode(struct job *job, const struct rules *rules,
    const struct dossier *dossier)
{
	if (!str_is(dossier->mode, DOSSIER_ACTIVE) &&
	    !str_is(dossier->mode, DOSSIER_ON_REQUEST) &&
	    !str_is(dossier->mode, DOSSIER_WITHHELD))
		return FAIL(job->fault, ERR_INVALID, "record.mode",
		    dossier->mode);
	if (dossier->ground.n > 0 &&
	    ground_find(rules->grounds, dossier->ground) == NULL)
		return FAIL(job->fault, ERR_INVALID, "record.ground",
		    dossier->ground);
	if (dossier->note.n > NOTE_BYTES)
		return FAIL(job->fault, ERR_TOO_LARGE, "record.long_note");
	return OK;
}

static enum err
check(struct job *job, struct dossier *dossier)
{
	struct record		*record = &dossier->record;
	const struct rules	*rules;
	const struct kind	*kind;
	struct record_meta	 meta;
	enum err		 e = rules_of(job, &rules);

	if (e == OK)
		e = record_check(record, job->fault);
	if (e != OK)
		return e;
	kind = kind_find(rules->kinds, record->kind);
	if (kind == NULL)
		return FAIL(job->fault, ERR_INVALID, "kind.unknown",
		    record->kind);
	if (dossier->formed != DAY_NONE && dossier->formed > job->today)
		return FAIL(job->fault, ERR_INVALID, "record.formed_future",
		    day_iso(job->arena, dossier->formed));
	record->column = catalogue_key(rules->catalogue, record->column);
	e = record_meta_read(job->arena, record->meta, &meta, job->fault);
	if (e == OK)
		e = kind_check(rules->kinds, kind, &meta, job->fault);
	return e == OK ? check_mode(job, rules, dossier) : e;
}

enum err
dossier_step_write(struct job *job, struct dossier *dossier,
    const struct step_input *input)
{
	struct record	*record = &dossier->record;
	enum err	 e;

	record->id = dossier->thing.id;
	record->agency = dossier->thing.agency;
	take_text(job, input, "title", &record->title);
	take_text(job, input, "kind", &record->kind);
	take_text(job, input, "column", &record->column);
	take_text(job, input, "number", &record->number);
	take_text(job, input, "validity", &record->validity);
	take_text(job, input, "mode", &dossier->mode);
	take_text(job, input, "ground", &dossier->ground);
	take_text(job, input, "note", &dossier->note);
	take_day(input, "dated", &record->day);
	take_day(input, "formed", &dossier->formed);
	if (dossier->mode.n == 0)
		dossier->mode = S(DOSSIER_ACTIVE);
	e = take_html(job, input, &record->html);
	if (e == OK)
		e = take_meta(job, input, &record->meta);
	return e == OK ? check(job, dossier) : e;
}

/* --- before it is submitted ----------------------------------------------- */

/* Files that the checks have not read, or refused, stay where they are. */
static enum err
check_files(struct job *job, const struct dossier *dossier, size_t *ret_n)
{
	struct attachment	*file;
	enum err		 e;

	e = attachment_of(job, S(RECORD_FILE), dossier->thing.id, &file,
	    ret_n);
	for (size_t i = 0; e == OK && i < *ret_n; i++)
		if (file[i].state != ATTACHMENT_CLEAN)
			return FAIL(job->fault, ERR_CONFLICT,
			    "record.unread_file", file[i].name);
	return e;
}

static enum err
check_public(struct job *job, const struct dossier *dossier,
    const struct rules *rules)
{
	const struct record	*record = &dossier->record;
	const struct kind	*kind = kind_find(rules->kinds, record->kind);
	struct record_meta	 meta;
	size_t			 files;
	enum err		 e;

	if (record->column.n == 0)
		return FAIL(job->fault, ERR_INVALID, "record.no_column");
	if (kind->number && record->number.n == 0)
		return FAIL(job->fault, ERR_INVALID, "record.no_number",
		    kind->name);
	e = check_files(job, dossier, &files);
	if (e == OK && record->html.n == 0 && files == 0)
		return FAIL(job->fault, ERR_INVALID, "record.no_text");
	if (e == OK)
		e = record_meta_read(job->arena, record->meta, &meta,
		    job->fault);
	return e == OK ? kind_complete(rules->kinds, kind, &meta,
	    job->fault) : e;
}

enum err
dossier_step_complete(struct job *job, const struct dossier *dossier)
{
	const struct rules	*rules;
	str			 digest;
	bool			 active = str_is(dossier->mode,
				    DOSSIER_ACTIVE);
	enum err		 e = rules_of(job, &rules);

	if (e != OK)
		return e;
	if (dossier->formed == DAY_NONE)
		return FAIL(job->fault, ERR_INVALID, "record.no_formed");
	if (!active && (dossier->ground.n == 0 || dossier->note.n == 0))
		return FAIL(job->fault, ERR_INVALID, "record.no_ground");
	if (active)
		e = check_public(job, dossier, rules);
	if (e == OK)
		e = dossier_digest(job, dossier, &digest);
	if (e != OK)
		return e;
	if (!str_eq(dossier->checked, digest))
		return FAIL(job->fault, ERR_CONFLICT, "record.unread");
	if (dossier->blocks > 0 && dossier->override.n == 0)
		return FAIL(job->fault, ERR_CONFLICT, "record.blocked",
		    str_int(job->arena, dossier->blocks));
	return OK;
}
