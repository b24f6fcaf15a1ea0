#include "web/api.h"

#include <string.h>

#include "domain/job.h"

#define USUAL	20

size_t
api_most(struct job *job, struct input *in)
{
	int64_t	most = input_int(in, "most", USUAL);

	if (most >= 1 && most <= API_MOST)
		return (size_t)most;
	input_remark(job, in, "most", "input.not_so_many");
	return 0;
}

struct json *
api_open(struct job *job, struct response *out)
{
	struct json	*json = response_json(job, out, 200);

	json_open_object(json);
	json_put_name(json, "items");
	json_open_array(json);
	return json;
}

str
api_next(struct job *job, const struct input *in,
    const struct api_field *other, size_t n)
{
	const struct route_field	*field = in->route->form;
	str				 path = in->http->target;
	struct url			 url;

	url = url_back(job->arena, str_sub(path, 0, path.n - in->query.n -
	    (in->query.n > 0)));
	for (; field->name != NULL; field++) {
		str	value = field->kind == ROUTE_TICK &&
			    input_given(in, field->name) ? S("1") :
			    input_str(in, field->name);

		for (size_t i = 0; i < n; i++)
			if (strcmp(other[i].name, field->name) == 0)
				value = other[i].value;
		url = url_with(job->arena, url, field->name, value);
	}
	return url.s;
}

void
api_close(struct job *job, const struct input *in, struct response *out,
    str after)
{
	struct json	*json = &out->json;

	json_close_array(json);
	json_put_member_or_null(json, "next", after.n == 0 ? S("") :
	    api_next(job, in, &(struct api_field){ "after", after }, 1));
	json_close_object(json);
}
