#include "office/publish.h"

#include "base/setting.h"
#include "doc/rich.h"
#include "domain/attachment.h"
#include "domain/attachment_text.h"
#include "store/search.h"
#include "store/store.h"

#define ALIKE	5	/* records that may be the same one, looked at */

/* Records with the words of the title, but for the record itself. */
static enum err
find_others(struct job *job, const struct dossier *dossier,
    struct proof_subject *subject)
{
	struct search_query	 query = { .text = dossier->record.title,
				    .order = SEARCH_BEST, .most = ALIKE };
	struct search_answer	 answer;
	struct proof_other	*other;
	struct record		 record;
	enum err		 e = search_find(job->db, &query, &answer);

	other = arena_array(job->arena, ALIKE, sizeof *other);
	for (size_t i = 0; e == OK && i < answer.hits; i++) {
		if (answer.hit[i].id == dossier->thing.id)
			continue;
		e = record_load(job, answer.hit[i].id, &record);
		if (e != OK)
			break;
		other[subject->others] = (struct proof_other){
		    .number = record.number, .title = record.title };
		proof_shingle(record.body,
		    &other[subject->others++].shingle);
	}
	subject->other = other;
	return e;
}

/* What the checks read of an attachment; nothing before they have. */
static enum err
find_words(struct job *job, const struct attachment *attachment,
    struct proof_file *ret)
{
	struct attachment_text	*text = arena_alloc(job->arena, sizeof *text);
	enum err		 e = attachment_text(job, attachment, text);

	*ret = (struct proof_file){ .name = attachment->name,
	    .type = attachment->type };
	if (e == ERR_NOT_FOUND) {
		fault_clear(job->fault);
		return OK;
	}
	if (e != OK)
		return e;
	ret->text = text->text;
	ret->meta = &text->meta;
	return OK;
}

static enum err
find_files(struct job *job, const struct dossier *dossier,
    struct proof_subject *subject)
{
	struct attachment	*attachment;
	struct proof_file	*file;
	size_t			 n;
	enum err		 e;

	e = attachment_of(job, S(RECORD_FILE), dossier->thing.id, &attachment,
	    &n);
	if (e != OK)
		return e;
	file = arena_array(job->arena, n + 1, sizeof *file);
	for (size_t i = 0; e == OK && i < n; i++)
		e = find_words(job, &attachment[i], &file[i]);
	subject->file = file;
	subject->files = n;
	return e;
}

/* Our own host: the first of those we are reached by. */
static str
own_host(const struct job *job)
{
	str	hosts = setting_text(job->store->settings, "hosts"), host;

	return str_cut(&hosts, ' ', &host) ? host : S("");
}

enum err
publish_read(struct job *job, const struct dossier *dossier,
    struct proof_report *ret)
{
	const struct record		*record = &dossier->record;
	const struct proof_rules	*rules;
	const struct rich		*rich;
	struct proof_subject		 subject = { .title = record->title,
					    .number = record->number,
					    .html = record->html,
					    .kind = record->kind,
					    .date = record->day,
					    .today = job->today,
					    .site = own_host(job) };
	enum err			 e;

	e = proof_rules_load(job->arena, &rules, job->fault);
	if (e == OK)
		e = rich_clean(job->arena, record->html, &rich, job->fault);
	if (e != OK)
		return e;
	subject.text = rich->text;
	e = find_files(job, dossier, &subject);
	if (e == OK)
		e = find_others(job, dossier, &subject);
	if (e == OK)
		proof_read(job->arena, rules, &subject, ret);
	return e;
}

enum err
publish_check(struct job *job, struct dossier *dossier, str override,
    struct proof_report *ret)
{
	str		digest;
	enum err	e = dossier_digest(job, dossier, &digest);

	if (e == OK)
		e = publish_read(job, dossier, ret);
	if (e == OK && override.n == 0 && str_eq(dossier->checked, digest))
		override = dossier->override;
	return e == OK ? dossier_checked(job, dossier, (int64_t)ret->blocks,
	    override) : e;
}
