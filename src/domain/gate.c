#include "domain/gate.h"

#include "base/buf.h"
#include "domain/attachment.h"
#include "domain/person.h"
#include "domain/rules.h"
#include "store/store.h"
#include "woven/sql.h"

#define NAME_BYTES	200
#define GATES		32	/* that one step closes */

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

static enum err
close_one(struct job *job, const struct thing *thing,
    const struct procedure_row *row, str gate,
    const struct step_input *input, day on, int64_t event)
{
	int64_t	actor = job->actor == NULL ? 0 : job->actor->person.id;
	str	signer = job->actor == NULL ? S("") : job->actor->person.name;

	if (row->scanned)
		signer = step_input(input, "signer");
	return sql_gate_insert(job->db, store_id(job->store), thing->agency,
	    str_of(thing->kind), thing->id, gate, event, actor, signer, on,
	    job->now, row->scanned ? step_input_int(input, "attachment") : 0);
}

enum err
gate_close(struct job *job, const struct thing *thing,
    const struct procedure_row *row, const struct step_input *input, day on,
    int64_t event)
{
	return close_one(job, thing, row, row->gate, input, on, event);
}

/* --- gates by name -------------------------------------------------------- */

/* Since the thing was last submitted; what is still open is refused. */
static enum err
check_all(struct job *job, const struct thing *thing,
    const struct procedure_row *row, const struct review *review)
{
	struct gate		*gate;
	struct sql_step_last_row last;
	size_t			 n;
	enum err		 e;

	e = sql_step_last(job->db, str_of(thing->kind), thing->id, row->apart,
	    &last);
	if (e == OK)
		e = gate_list(job, thing, &gate, &n);
	for (size_t i = 0; e == OK && i < review->gates; i++) {
		bool	closed = false;

		for (size_t k = 0; k < n; k++)
			closed = closed || (gate[k].event >= last.id &&
			    str_eq(gate[k].gate, review->gate[i].key));
		if (!closed)
			return FAIL(job->fault, ERR_CONFLICT, "gate.open",
			    review->gate[i].name);
	}
	return e;
}

enum err
gate_close_ticked(struct job *job, const struct thing *thing,
    const struct procedure_row *row, const struct step_input *input, day on,
    int64_t event)
{
	str			 rest = step_input(input, "gates"), key;
	str			 seen[GATES];
	size_t			 n = 0;
	const struct rules	*rules;
	enum err		 e = rules_of(job, &rules);

	while (e == OK && str_cut(&rest, ' ', &key)) {
		if (key.n == 0)
			continue;
		if (review_gate(rules->review, key) == NULL)
			return FAIL(job->fault, ERR_INVALID, "gate.unknown",
			    key);
		if (n == GATES || str_among(seen, n, key))
			return FAIL(job->fault, ERR_INVALID, "gate.twice",
			    key);
		seen[n++] = key;
		e = close_one(job, thing, row, key, input, on, event);
	}
	return e == OK && row->gates == PROCEDURE_ALL_GATES ?
	    check_all(job, thing, row, rules->review) : e;
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
		    .event = row[i].event,
		    .signer = row[i].signer, .name = row[i].name,
		    .day = row[i].day, .at = row[i].at,
		    .attachment = row[i].attachment };
	return OK;
}
