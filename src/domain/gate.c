#include "domain/gate.h"

#include "base/buf.h"
#include "domain/attachment.h"
#include "domain/person.h"
#include "store/store.h"
#include "woven/sql.h"

#define NAME_BYTES	200

/* A name without its blanks: 李 明 is 李明. */
static str
without_blanks(struct arena *arena, str name)
{
	struct buf	buf;

	buf_init(&buf, arena, NAME_BYTES);
	for (size_t i = 0; i < name.n; i++) {
		if (str_starts(str_sub(name, i, name.n), S("　")))
			i += S("　").n - 1;
		else if (name.at[i] != ' ')
			buf_byte(&buf, name.at[i]);
	}
	return buf_str(&buf);
}

/* The form is the thing's own, and the checks have read it. */
static enum err
check_form(struct job *job, const struct thing *thing, int64_t id)
{
	struct attachment	form;
	enum err		e = attachment_load(job, id, &form);

	if (e == ERR_NOT_FOUND)
		fault_clear(job->fault);
	if (e == ERR_NOT_FOUND || (e == OK && (form.owner != thing->id ||
	    !str_is(form.owner_kind, thing->kind))))
		return FAIL(job->fault, ERR_NOT_FOUND, "gate.no_form");
	if (e == OK && form.state == ATTACHMENT_REFUSED)
		return FAIL(job->fault, ERR_INVALID, "gate.refused_form");
	if (e == OK && form.state != ATTACHMENT_CLEAN)
		return FAIL(job->fault, ERR_CONFLICT, "gate.unread_form");
	return e;
}

enum err
gate_check(struct job *job, const struct thing *thing,
    const struct step_input *input, str apart)
{
	str	signer = step_input(input, "signer");

	if (signer.n > NAME_BYTES)
		return FAIL(job->fault, ERR_INVALID, "gate.long");
	if (apart.n > 0 && str_eq(without_blanks(job->arena, signer),
	    without_blanks(job->arena, apart)))
		return FAIL(job->fault, ERR_FORBIDDEN, "gate.signer", signer);
	return check_form(job, thing, step_input_int(input, "attachment"));
}

enum err
gate_close(struct job *job, const struct thing *thing,
    const struct procedure_row *row, const struct step_input *input, day on,
    int64_t event)
{
	int64_t	actor = job->actor == NULL ? 0 : job->actor->person.id;
	str	signer = job->actor == NULL ? S("") : job->actor->person.name;

	if (row->scanned)
		signer = step_input(input, "signer");
	return sql_gate_insert(job->db, store_id(job->store), thing->agency,
	    str_of(thing->kind), thing->id, row->gate, event, actor, signer,
	    on, job->now, row->scanned ? step_input_int(input, "attachment") :
	    0);
}

enum err
gate_list(struct job *job, const struct thing *thing, struct gate **ret,
    size_t *ret_n)
{
	struct sql_gates_of_row	*row;
	enum err		 e;

	e = sql_gates_of(job->db, str_of(thing->kind), thing->id, &row,
	    ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct gate){ .gate = row[i].gate,
		    .signer = row[i].signer, .name = row[i].name,
		    .day = row[i].day, .at = row[i].at,
		    .attachment = row[i].attachment };
	return OK;
}
