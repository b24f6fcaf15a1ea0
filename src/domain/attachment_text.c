#include "domain/attachment_text.h"

#include "domain/subject.h"
#include "woven/sql.h"

#define FIELD	S("attachment text")

enum err
attachment_text_keep(struct job *job, const struct attachment *attachment,
    const struct attachment_text *text)
{
	str		kept = text->text;
	enum err	e = OK;

	if (attachment->subject != 0)
		e = subject_shut(job, attachment->subject, FIELD, text->text,
		    &kept);
	if (e != OK)
		return e;
	return sql_attachment_text_set(job->db, attachment->id,
	    attachment->agency, attachment->subject, kept, text->unread);
}

enum err
attachment_text(struct job *job, const struct attachment *attachment,
    struct attachment_text *ret)
{
	struct sql_attachment_text_row	row;
	str				text;
	enum err			e;

	e = sql_attachment_text(job->db, attachment->id, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "attachment.no_text",
		    attachment->name);
	text = row.text;
	if (e == OK && attachment->subject != 0)
		e = subject_open_unseen(job, attachment->subject, FIELD,
		    row.text, &text);
	if (e != OK)
		return e;
	*ret = (struct attachment_text){ text, row.unread != 0 };
	return OK;
}
