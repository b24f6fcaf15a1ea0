#include "web/thing.h"

#include <string.h>

#include "base/arena.h"
#include "domain/rules.h"

enum err
thing_life(struct job *job, const struct input *in,
    const struct procedure_kind **ret)
{
	const struct rules	*rules;
	enum err		 e = rules_of(job, &rules);

	if (e != OK)
		return e;
	*ret = procedure_kind(rules->procedure, input_part(in, "kind"));
	return *ret != NULL ? OK : FAIL(job->fault, ERR_NOT_FOUND,
	    "web.not_found");
}

enum err
thing_find(struct job *job, const struct input *in,
    const struct procedure_kind **ret_life, struct thing **ret)
{
	enum err	e = thing_life(job, in, ret_life);

	if (e == OK)
		e = step_load(job, str_c(job->arena, (*ret_life)->name),
		    input_part_int(in, "id"), ret);
	if (e != OK || step_look(job, *ret_life, (*ret)->agency))
		return e;
	return job->fault->code != OK ? job->fault->code : FAIL(job->fault,
	    ERR_FORBIDDEN, "web.no_need");
}

str
thing_title(struct job *job, const char *kind)
{
	return word(job->words, arena_printf(job->arena,
	    "procedure.%s.title", kind));
}

str
thing_word(struct job *job, const char *kind, const char *what, str name)
{
	return word(job->words, arena_printf(job->arena,
	    "procedure.%s.%s.%.*s", kind, what, STRF(name)));
}

str
thing_label(struct job *job, const char *kind, str name)
{
	const char	*own = arena_printf(job->arena,
			    "procedure.%s.field.%.*s", kind, STRF(name));
	const char	*common = arena_printf(job->arena, "field.%.*s",
			    STRF(name));

	if (word_has(job->words, own))
		return word(job->words, own);
	return word_has(job->words, common) ? word(job->words, common) :
	    name;
}

struct url
thing_url(struct job *job, const char *kind, int64_t id)
{
	str	number = id == 0 ? S("new") : str_int(job->arena, id);

	if (strcmp(kind, "record") == 0)
		return URL_OF(job->arena, "/desk/record/{}", number);
	return URL_OF(job->arena, "/desk/thing/{}/{}", str_of(kind), number);
}
