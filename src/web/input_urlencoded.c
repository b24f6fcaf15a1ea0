#include "base/arena.h"
#include "domain/job.h"
#include "web/input_value.h"
#include "web/percent.h"

enum err
input_urlencoded(struct job *job, str bytes, struct input_pairs *ret)
{
	size_t	most = bytes.n > 0;
	str	one, name;

	for (size_t i = 0; i < bytes.n && most < INPUT_FIELDS; i++)
		most += bytes.at[i] == '&';
	*ret = (struct input_pairs){ .at = arena_array(job->arena, most,
	    sizeof *ret->at) };
	while (str_cut(&bytes, '&', &one)) {
		struct input_pair	*pair = &ret->at[ret->n];

		if (one.n == 0)
			continue;
		if (ret->n == INPUT_FIELDS)
			return FAIL(job->fault, ERR_TOO_LARGE,
			    "web.too_many_fields");
		if (!str_cut(&one, '=', &name) ||
		    !percent_form(job->arena, name, &pair->name) ||
		    !percent_form(job->arena, one, &pair->value))
			return FAIL(job->fault, ERR_INVALID,
			    "web.malformed");
		ret->n++;
	}
	return OK;
}
