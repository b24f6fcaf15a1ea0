/*
 * attachment_check - the checks that a new attachment lies in quarantine for.
 *
 * What kind of file it is, whether it may go out at all, what words are in
 * it.  Reading takes long and runs other programs, so it is done outside of
 * the transaction that keeps the judgement.  A second reading finds the
 * attachment judged and leaves it.
 */
#include "base/json.h"
#include "doc/doc_meta.h"
#include "doc/doc_words.h"
#include "domain/attachment.h"
#include "domain/attachment_text.h"
#include "domain/errand.h"

#include <jansson.h>

#define FOUND_BYTES	(6 * DOC_WORDS_BYTES)	/* escaped */

/* An attachment on its way through the checks. */
struct reading {
	int64_t			 id;
	struct attachment	 attachment;
	str			 bytes;
};

static enum err
load(struct job *job, void *context)
{
	struct reading	*reading = context;
	enum err	 e;

	e = attachment_load(job, reading->id, &reading->attachment);
	if (e != OK || reading->attachment.state != ATTACHMENT_QUARANTINE)
		return e;
	return attachment_read(job, &reading->attachment, &reading->bytes);
}

/* What was found, for the transaction that keeps it. */
static enum err
tell(struct job *job, const struct reading *reading,
    const struct attachment_text *found, str *ret)
{
	struct buf	buf;
	struct json	json;

	buf_init(&buf, job->arena, FOUND_BYTES);
	json_init(&json, &buf, false);
	json_open_object(&json);
	json_put_name(&json, "id");
	json_put_int(&json, reading->id);
	json_put_member_or_null(&json, "refused",
	    str_of(found->meta.refused));
	json_put_member(&json, "text", found->text);
	json_put_member(&json, "meta", doc_meta_json(job->arena,
	    &found->meta));
	json_put_name(&json, "unread");
	json_put_bool(&json, found->unread);
	json_close_object(&json);
	*ret = buf_str(&buf);
	return buf_err(&buf) == OK ? OK : FAIL(job->fault, ERR_TOO_LARGE,
	    "attachment.too_many_words", reading->attachment.name);
}

static enum err
examine(struct job *job, str argument, str *ret)
{
	struct reading		reading = { 0 };
	struct doc_meta_list	list = { .n = 0 };
	struct attachment_text	found = { .text = S("") };
	enum err		e;

	e = errand_id_read(job, argument, &reading.id);
	if (e == OK)
		e = job_read(job, load, &reading);
	*ret = argument;
	if (e == ERR_NOT_FOUND) {
		fault_clear(job->fault);
		return OK;
	}
	if (e != OK || reading.attachment.state != ATTACHMENT_QUARANTINE)
		return e;
	doc_meta_read(job->arena, reading.bytes, reading.attachment.name,
	    &list);
	if (list.refused == NULL)
		found.text = doc_words(job->arena, reading.bytes,
		    reading.attachment.name, &found.unread);
	found.unread |= list.unread;
	found.meta = list;
	return tell(job, &reading, &found, ret);
}

/* The sentence that the journal keeps; a sealed name does not stand in it. */
static str
sentence(struct job *job, const struct attachment *attachment,
    const char *refused)
{
	if (refused == NULL)
		return word(job->words, "attachment.checked");
	return WORD(job->arena, job->words, refused,
	    attachment->subject == 0 ? attachment->name :
	    word(job->words, "attachment.sealed_name"));
}

static enum err
keep(struct job *job, struct attachment *attachment, const json_t *found)
{
	const json_t		*text = json_object_get(found, "text");
	const char		*meta = json_string_value(json_object_get(
				    found, "meta"));
	const char		*refused;
	struct attachment_text	 kept = {
	    .unread = json_is_true(json_object_get(found, "unread")) };
	enum err		 e = OK;

	refused = json_string_value(json_object_get(found, "refused"));
	if (json_is_string(text))
		kept.text = (str){ json_string_value(text),
		    json_string_length(text) };
	(void)doc_meta_json_read(job->arena, str_of(meta), &kept.meta);
	if (refused == NULL)
		e = attachment_text_keep(job, attachment, &kept);
	if (e != OK)
		return e;
	return attachment_judge(job, attachment, refused == NULL ?
	    ATTACHMENT_CLEAN : ATTACHMENT_REFUSED,
	    sentence(job, attachment, refused));
}

ERRAND(attachment_check, .about = "attachment.errand", .outside = examine)
(struct job *job, str argument)
{
	struct attachment	 attachment;
	json_t			*found;
	int64_t			 id;
	enum err		 e;

	e = json_read(job->arena, argument, FOUND_BYTES, &found, job->fault);
	if (e != OK)
		return e;
	/* It was judged before, or was deleted. */
	if (json_object_get(found, "text") == NULL)
		return OK;
	id = json_integer_value(json_object_get(found, "id"));
	e = attachment_load(job, id, &attachment);
	if (e == ERR_NOT_FOUND) {
		fault_clear(job->fault);
		return OK;
	}
	if (e != OK || attachment.state != ATTACHMENT_QUARANTINE)
		return e;
	return keep(job, &attachment, found);
}
