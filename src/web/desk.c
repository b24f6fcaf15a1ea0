#include "web/desk.h"

#include <assert.h>

#include "base/arena.h"
#include "domain/role.h"
#include "web/frame.h"
#include "woven/page.h"

/* --- forms ---------------------------------------------------------------- */

struct view_form
desk_form(struct job *job, const struct input *in, const char *title,
    struct url action, const char *button)
{
	return (struct view_form){ .frame = in->session == NULL ?
	    frame_public(job, in, str_of(title)) :
	    frame_desk(job, in, str_of(title)),
	    .remarks = frame_remarks(job, in), .action = action,
	    .button = word(job->words, button) };
}

struct view_field *
desk_field(struct job *job, const struct input *in, struct view_form *form,
    const char *name, enum view_input kind)
{
	struct view_field	*field = &form->field[form->fields++];

	assert(form->fields <= VIEW_FORM_FIELDS);
	*field = frame_field(job, in, name, kind);
	return field;
}

struct view_field *
desk_optional(struct job *job, const struct input *in,
    struct view_form *form, const char *name, enum view_input kind)
{
	struct view_field	*field = desk_field(job, in, form, name,
				    kind);

	field->required = false;
	return field;
}

void
desk_line(struct job *job, struct view_form *form, const char *key, str arg)
{
	assert(form->lines < VIEW_FORM_LINES);
	form->line[form->lines++] = WORD(job->arena, job->words, key, arg);
}

void
desk_keep(struct view_form *form, str name, str value)
{
	assert(form->kepts < VIEW_FORM_FIELDS);
	form->kept[form->kepts++] = (struct view_kept){ name, value };
}

enum err
desk_show(struct job *job, const struct input *in, struct response *out,
    const struct view_form *form)
{
	page_form(response_page(job, in, out, 200), form);
	return OK;
}

bool
desk_fresh(const struct input *in)
{
	return str_is(str_of(in->route->method), "GET");
}

enum err
desk_remark(struct job *job, struct input *in, const char *field, enum err e)
{
	if (e != ERR_INVALID && e != ERR_CONFLICT && e != ERR_FORBIDDEN &&
	    e != ERR_NOT_FOUND && e != ERR_TOO_LARGE)
		return e;
	if (job->fault->code == OK)
		return e;
	input_remark_fault(job, in, field);
	return OK;
}

/* --- who ------------------------------------------------------------------ */

str
desk_account(struct job *job, const struct person *person,
    const struct credential *credential)
{
	const char	*key = "command.user.active";

	if (person->until != DAY_NONE && person->until < job->today)
		key = "command.user.left";
	else if (credential->locked)
		key = "command.user.locked";
	else if (credential->password.n == 0)
		key = "command.user.no_password";
	else if (credential->renew)
		key = "command.user.renew";
	return word(job->words, key);
}

str
desk_role(const struct job *job, str key)
{
	const struct role	*role = job->actor == NULL ? NULL :
				    role_find(job->actor->roles, key);

	return role == NULL ? key : role->name;
}

void
desk_fact(struct job *job, struct view_fact *fact, size_t *n,
    const char *key, str value)
{
	if (value.n > 0)
		fact[(*n)++] = (struct view_fact){ word(job->words, key),
		    value };
}
