#include "web/response.h"

#include <assert.h>
#include <string.h>

#include "domain/job.h"
#include "web/input.h"

/* Begin anew: nothing but the cookies stays. */
static void
begin(struct response *out, int status, str type)
{
	out->reply = (struct http_reply){ .status = status };
	out->paged = false;
	out->buf = (struct buf){ .n = 0 };
	if (type.n > 0)
		http_reply_header(&out->reply, S("Content-Type"), type);
}

struct html *
response_page(struct job *job, const struct input *in, struct response *out,
    int status)
{
	begin(out, status, S("text/html; charset=utf-8"));
	out->paged = true;
	html_init(&out->html, job->arena, job->words, in->form);
	return &out->html;
}

static void
lead(struct job *job, struct response *out, struct url to, int status)
{
	begin(out, status, S(""));
	buf_init(&out->buf, job->arena, RESPONSE_BYTES);
	http_reply_header(&out->reply, S("Location"), to.s);
}

void
response_redirect(struct job *job, struct response *out, struct url to)
{
	lead(job, out, to, 303);
}

void
response_moved(struct job *job, struct response *out, struct url to)
{
	lead(job, out, to, 301);
}

struct buf *
response_bytes(struct job *job, struct response *out, const char *type,
    str file_name)
{
	begin(out, 200, str_of(type));
	buf_init(&out->buf, job->arena, RESPONSE_BYTES);
	if (file_name.n > 0)
		http_reply_header(&out->reply, S("Content-Disposition"),
		    URL_OF(job->arena, "attachment; filename*=UTF-8''{}",
		    file_name).s);
	return &out->buf;
}

struct json *
response_json(struct job *job, struct response *out, int status)
{
	begin(out, status, S("application/json"));
	buf_init(&out->buf, job->arena, RESPONSE_BYTES);
	json_init(&out->json, &out->buf, false);
	return &out->json;
}

static void
put_cookie(struct response *out, str cookie)
{
	assert(out->cookies < RESPONSE_COOKIES);
	out->cookie[out->cookies++] = cookie;
}

void
response_choice(struct job *job, struct response *out, const char *name,
    str value)
{
	put_cookie(out, cookie_choice(job->arena, name, out->way, value));
}

void
response_sign_in(struct job *job, const struct input *in,
    struct response *out, str token)
{
	put_cookie(out, cookie_set(job->arena, COOKIE_SESSION, in->way,
	    token));
	put_cookie(out, cookie_set(job->arena, COOKIE_FORM, in->way, S("")));
}

void
response_sign_out(struct job *job, const struct input *in,
    struct response *out)
{
	put_cookie(out, cookie_set(job->arena, COOKIE_SESSION, in->way,
	    S("")));
}

enum err
response_body(const struct response *out, str *ret)
{
	const struct buf	*buf = out->paged ? &out->html.buf :
				    &out->buf;

	*ret = buf_str(buf);
	return buf_err(buf);
}
