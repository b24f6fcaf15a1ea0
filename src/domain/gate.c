#include "domain/gate.h"

#include "base/buf.h"
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

enum err
gate_check(struct job *job, const struct thing *thing,
    const struct step_input *input, str apart)
{
	str				signer = step_input(input, "signer");
	struct sql_gate_attachment_row	row;
	enum err			e;

	if (signer.n > NAME_BYTES)
		return FAIL(job->fault, ERR_INVALID, "gate.long");
	if (apart.n > 0 && str_eq(without_blanks(job->arena, signer),
	    without_blanks(job->arena, apart)))
		return FAIL(job->fault, ERR_FORBIDDEN, "gate.signer", signer);
	e = sql_gate_attachment(job->db, step_input_int(input, "attachment"),
	    str_of(thing->kind), thing->id, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_NOT_FOUND, "gate.no_form");
	if (e == OK && str_is(row.state, "refused"))
		return FAIL(job->fault, ERR_INVALID, "gate.refused_form");
	return e;
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
