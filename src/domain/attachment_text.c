#include "domain/attachment_text.h"

#include "domain/subject.h"
#include "woven/sql.h"

#define FIELD	S("attachment text")
#define META	S("attachment meta")

enum err
attachment_text_keep(struct job *job, const struct attachment *attachment,
    const struct attachment_text *text)
{
	str		meta = doc_meta_json(job->arena, &text->meta);
	str		kept = text->text;
	enum err	e = OK;

	if (attachment->subject != 0)
		e = subject_shut(job, attachment->subject, FIELD, text->text,
		    &kept);
	if (e == OK && attachment->subject != 0)
		e = subject_shut(job, attachment->subject, META, meta, &meta);
	if (e != OK)
		return e;
	return sql_attachment_text_set(job->db, attachment->id,
	    attachment->agency, attachment->subject, kept, &meta,
	    text->unread);
}

enum err
attachment_text(struct job *job, const struct attachment *attachment,
    struct attachment_text *ret)
{
	struct sql_attachment_text_row	row;
	str				text, meta;
	enum err			e;

	e = sql_attachment_text(job->db, attachment->id, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "attachment.no_text",
		    attachment->name);
	text = row.text;
	meta = row.meta == NULL ? S("") : *row.meta;
	if (e == OK && attachment->subject != 0)
		e = subject_open_unseen(job, attachment->subject, FIELD,
		    row.text, &text);
	if (e == OK && attachment->subject != 0 && meta.n > 0)
		e = subject_open_unseen(job, attachment->subject, META, meta,
		    &meta);
	if (e != OK)
		return e;
	*ret = (struct attachment_text){ text, row.unread != 0, { .n = 0 } };
	(void)doc_meta_json_read(job->arena, meta, &ret->meta);
	ret->meta.unread = ret->unread;
	return OK;
}
