#include "base/buf.h"
#include "doc/markup.h"
#include "doc/rich.h"
#include "domain/agency.h"
#include "domain/attachment.h"
#include "domain/dossier_step.h"
#include "domain/errand.h"
#include "domain/index.h"
#include "domain/rules.h"

/* What search reads: the text, and the notes whose words are to be found. */
static enum err
build_text(struct job *job, const struct rules *rules, struct record *record)
{
	const struct rich	*rich;
	struct record_meta	 meta;
	enum err		 e;

	e = rich_clean(job->arena, record->html, &rich, job->fault);
	if (e == OK)
		e = record_meta_read(job->arena, record->meta, &meta,
		    job->fault);
	if (e == OK)
		record->body = kind_text(job->arena, rules->kinds,
		    rich->text, &meta);
	return e;
}

enum err
dossier_step_last(struct job *job, const struct record *record, day *ret)
{
	const struct rules	*rules;
	const struct kind	*kind;
	struct record_meta	 meta;
	enum err		 e = rules_of(job, &rules);

	*ret = DAY_NONE;
	if (e != OK)
		return e;
	kind = kind_find(rules->kinds, record->kind);
	if (kind == NULL || !kind->until)
		return OK;
	e = record_meta_read(job->arena, record->meta, &meta, job->fault);
	if (e == OK)
		*ret = day_read(record_meta_get(&meta, S("ends")));
	return e;
}

enum err
dossier_step_end(struct job *job, const struct record *record)
{
	str		 once;
	day		 ends;
	enum err	 e = dossier_step_last(job, record, &ends);

	if (e != OK || ends == DAY_NONE)
		return e;
	once = str_printf(job->arena, "%lld %d", (long long)record->id, ends);
	return errand_put_at(job, "record_take_down", errand_id(job->arena,
	    record->id), once, day_morning(ends + 1));
}

/* A file that came since the public version stood makes another one. */
static enum err
find_new_files(struct job *job, const struct record *old,
    struct record *record)
{
	struct attachment	*file;
	size_t			 n;
	enum err		 e;

	record->origin = old->origin;
	e = attachment_of(job, S(RECORD_FILE), old->id, &file, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		record->refiled = record->refiled ||
		    file[i].created > old->changed;
	return e;
}

static enum err
put(struct job *job, struct dossier *dossier, const struct rules *rules,
    str reason)
{
	struct record	record = dossier->record, old;
	struct agency	agency;
	enum err	e;

	if (record.version == 0) {
		e = agency_load(job, record.agency, &agency);
		if (e == OK)
			e = index_number_issue(job, &agency, record.kind,
			    day_parts(job->today).year, &record.index);
	} else {
		e = record_load(job, record.id, &old);
		if (e == OK && old.version != record.version)
			return FAIL(job->fault, ERR_CONFLICT,
			    "record.changed", record.title);
		if (e == OK)
			e = find_new_files(job, &old, &record);
	}
	if (e == OK)
		e = build_text(job, rules, &record);
	if (e == OK)
		e = record_put(job, &record, reason);
	if (e == OK)
		e = dossier_step_end(job, &record);
	if (e == OK)
		dossier->record.version = record.version;
	return e;
}

enum err
dossier_step_publish(struct job *job, struct dossier *dossier, str reason)
{
	const struct rules	*rules;
	str			 digest;
	enum err		 e = rules_of(job, &rules);

	if (e == OK)
		e = dossier_digest(job, dossier, &digest);
	if (e != OK)
		return e;
	if (!str_eq(dossier->checked, digest))
		return FAIL(job->fault, ERR_CONFLICT, "record.unread");
	if (!str_is(dossier->mode, DOSSIER_ACTIVE))
		return FAIL(job->fault, ERR_CONFLICT, "record.not_active");
	dossier->record.id = dossier->thing.id;
	dossier->record.agency = dossier->thing.agency;
	e = put(job, dossier, rules, reason);
	dossier_step_rest(dossier);
	return e;
}

void
dossier_step_rest(struct dossier *dossier)
{
	dossier->record.html = S("");
	dossier->record.meta = S("");
	dossier->publish_at = 0;
	dossier->checked = S("");
	dossier->override = S("");
	dossier->blocks = 0;
}

/* A record that came without HTML: each line is a paragraph. */
static enum err
build_html(struct job *job, str body, str *ret)
{
	const struct rich	*rich;
	struct markup		 markup;
	struct buf		 buf;
	str			 line;
	enum err		 e;

	buf_init(&buf, job->arena, RICH_BYTES);
	markup_init(&markup, &buf);
	while (str_cut(&body, '\n', &line))
		if (str_trim(line).n > 0)
			markup_element(&markup, "p", str_trim(line));
	e = buf_err(&buf) != OK ? FAIL(job->fault, ERR_TOO_LARGE,
	    "record.long_body") : rich_clean(job->arena, buf_str(&buf), &rich,
	    job->fault);
	if (e == OK)
		*ret = rich->html;
	return e;
}

enum err
dossier_step_take(struct job *job, struct dossier *dossier, bool whole)
{
	struct record	 old;
	enum err	 e = record_load(job, dossier->thing.id, &old);

	if (e != OK)
		return e;
	if (old.agency != dossier->thing.agency ||
	    !str_is(old.state, RECORD_PUBLISHED))
		return FAIL(job->fault, ERR_CONFLICT, "record.withdrawn",
		    old.title);
	dossier->record = old;
	if (whole)
		return old.html.n > 0 ? OK : build_html(job, old.body,
		    &dossier->record.html);
	dossier->record.html = dossier->record.meta = S("");
	return OK;
}
