#include "web/editor_body.h"

#include "base/buf.h"
#include "doc/doc_read.h"

enum err
editor_body_typed(struct job *job, str text, const struct rich **ret)
{
	if (str_starts(str_trim(text), S("<")))
		return rich_clean(job->arena, text, ret, job->fault);
	return rich_from_markdown(job->arena, text, ret, job->fault);
}

/* A page is cleaned as it stands; Markdown keeps what a document tree does
   not know; the others are read. */
static enum err
read(struct job *job, const struct input_file *file, const struct rich **ret)
{
	enum doc_format	 format = doc_read_sniff(file->bytes, file->name);
	struct doc	*doc;
	str		 text, charset;
	enum err	 e;

	if (format == DOC_HTML || format == DOC_MARKDOWN) {
		e = doc_read_charset(job->arena, file->bytes, S(""), &text,
		    &charset, job->fault);
		if (e != OK)
			return e;
		return format == DOC_HTML ? rich_clean(job->arena, text, ret,
		    job->fault) : rich_from_markdown(job->arena, text, ret,
		    job->fault);
	}
	e = doc_read(job->arena, file->bytes, file->name, &doc, job->fault);
	return e == OK ? rich_from_doc(job->arena, doc, ret, job->fault) : e;
}

enum err
editor_body_file(struct job *job, const struct input_file *file,
    const struct rich **ret)
{
	enum err	e = read(job, file, ret);

	if (e == OK && (*ret)->html.n == 0)
		e = FAIL(job->fault, ERR_INVALID,
		    "desk.record.empty_document", file->name);
	return e;
}

enum err
editor_body_shown(struct job *job, str html, str *ret)
{
	const struct rich	*rich;
	struct buf		 buf;
	str			 rest, line;
	enum err		 e;

	*ret = html;
	e = rich_clean(job->arena, html, &rich, job->fault);
	if (e != OK || html.n == 0)
		return e;
	buf_init(&buf, job->arena, 2 * (size_t)RICH_BYTES);
	rest = rich->text;
	while (str_cut(&rest, '\n', &line)) {
		buf_put(&buf, buf.n > 0 ? S("\n\n") : S(""));
		buf_put(&buf, line);
	}
	e = rich_from_markdown(job->arena, buf_str(&buf), &rich, job->fault);
	if (e == OK && str_eq(rich->html, html) && !str_starts(buf_str(&buf),
	    S("<")))
		*ret = buf_str(&buf);
	return e;
}
