#include "web/problem.h"

#include "domain/job.h"

/* The object, still open. */
static struct json *
begin(struct job *job, struct response *out, const struct problem *problem)
{
	struct json	*json = response_json(job, out, problem->status);

	out->reply.header[0].value = S("application/problem+json");
	json_open_object(json);
	json_put_member(json, "type", S("about:blank"));
	json_put_name(json, "status");
	json_put_int(json, problem->status);
	json_put_member(json, "title", problem->title);
	if (problem->code.n > 0)
		json_put_member(json, "code", problem->code);
	json_put_member(json, "request", problem->request);
	return json;
}

void
problem_put(struct job *job, struct response *out,
    const struct problem *problem)
{
	json_close_object(begin(job, out, problem));
}

enum err
problem_remarks(struct job *job, const struct input *in, struct response *out)
{
	struct problem	problem = { 400, word(job->words, "web.remarks"),
			    S("web.remarks"), in->http->id };
	struct json	*json = begin(job, out, &problem);

	json_put_name(json, "errors");
	json_open_array(json);
	for (size_t i = 0; i < in->remarks; i++) {
		json_open_object(json);
		json_put_member_or_null(json, "field",
		    str_of(in->remark[i].field));
		json_put_member(json, "message", in->remark[i].sentence);
		json_close_object(json);
	}
	json_close_array(json);
	json_close_object(json);
	return OK;
}
