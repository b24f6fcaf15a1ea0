#include "base/arena.h"
#include "base/buf.h"
#include "domain/gate.h"
#include "domain/person.h"
#include "web/editor_show.h"
#include "web/frame.h"
#include "web/thing.h"

#define GATE_BYTES	4000u	/* of keys in one input */

/* --- which gates are ticked ----------------------------------------------- */

static str
tick_value(struct job *job, const struct review_gate *gate, size_t item)
{
	return str_printf(job->arena, "%.*s-%zu", STRF(gate->key), item);
}

static bool
all_ticked(struct job *job, const struct review_gate *gate, const str *tick,
    size_t n)
{
	for (size_t i = 0; i < gate->items; i++)
		if (!str_among(tick, n, tick_value(job, gate, i)))
			return false;
	return true;
}

str
editor_gates(struct job *job, const struct review *review, const str *tick,
    size_t n)
{
	struct buf	buf;

	buf_init(&buf, job->arena, GATE_BYTES);
	for (size_t i = 0; i < review->gates; i++) {
		if (!all_ticked(job, &review->gate[i], tick, n))
			continue;
		buf_put(&buf, buf.n == 0 ? S("") : S(" "));
		buf_put(&buf, review->gate[i].key);
	}
	return buf_str(&buf);
}

/* --- the form ------------------------------------------------------------- */

/* The step that the review is kept apart from: a gate closed before it was
   last taken counts no more. */
static int64_t
since(const struct thing_show *show)
{
	int64_t	id = 0;

	for (size_t i = 0; i < show->events; i++)
		for (size_t k = 0; k < show->view.mays; k++)
			if (str_eq(show->event[i].step,
			    show->choice[k]->apart))
				id = show->event[i].id;
	return id;
}

static void
put_gate(const struct editor *editor, const struct review_gate *gate,
    bool closed, struct view_review_gate *view)
{
	struct job	*job = editor->job;
	size_t		 n;
	const str	*tick = input_strs(editor->in, "tick", &n);

	*view = (struct view_review_gate){ .name = gate->name,
	    .closed = closed };
	view->tick = arena_array(job->arena, gate->items, sizeof *view->tick);
	for (size_t i = 0; i < gate->items; i++) {
		str	value = tick_value(job, gate, i);

		view->tick[view->ticks++] = (struct view_tick){
		    .id = str_printf(job->arena, "tick-%.*s", STRF(value)),
		    .value = value, .text = gate->item[i],
		    .on = str_among(tick, n, value) };
	}
}

static enum err
put_gates(const struct editor *editor, const struct thing_show *show,
    struct view_review *view)
{
	const struct review	*review = editor->rules->review;
	struct job		*job = editor->job;
	int64_t			 from = since(show);
	struct gate		*gate = NULL;
	size_t			 n;
	enum err		 e = gate_list(job, show->thing, &gate, &n);

	if (e != OK)
		return e;
	view->gate = arena_array(job->arena, review->gates,
	    sizeof *view->gate);
	for (size_t i = 0; i < review->gates; i++) {
		bool	closed = false;

		for (size_t k = 0; k < n; k++)
			closed = closed || (gate[k].event >= from &&
			    str_eq(gate[k].gate, review->gate[i].key));
		put_gate(editor, &review->gate[i], closed,
		    &view->gate[view->gates++]);
	}
	return OK;
}

/* --- who may not ---------------------------------------------------------- */

static bool
is_review(const struct procedure_row *row)
{
	return row->gates != PROCEDURE_NO_GATES && row->gate.n == 0;
}

/* He would review it, but that he took a step from which the review is kept
   apart. */
static str
why_apart(const struct editor *editor)
{
	const struct thing	*thing = &editor->dossier->thing;
	struct job		*job = editor->job;
	const struct procedure_row *row;

	for (size_t i = 0; i < editor->life->rows; i++) {
		row = &editor->life->row[i];
		if (!is_review(row) || !str_eq(row->from, thing->state) ||
		    !procedure_holds(row, job->today) ||
		    !person_may(job, row->need, thing->agency))
			continue;
		return WORD(job->arena, job->words, "desk.record.apart",
		    thing_word(job, EDITOR_KIND, "step", row->apart));
	}
	return S("");
}

enum err
editor_review(struct editor *editor, const struct thing_show *show,
    struct view_dossier *view)
{
	struct view_review	*review = &view->review;
	struct job		*job = editor->job;

	review->step = arena_array(job->arena, show->view.mays,
	    sizeof *review->step);
	for (size_t i = 0; i < show->view.mays; i++) {
		const struct procedure_row	*row = show->choice[i];

		if (!is_review(row) && !str_is(row->need, "record.review"))
			continue;
		review->step[review->steps++] = (struct view_choice){
		    row->step, show->view.may[i].text, is_review(row) };
	}
	if (review->steps == 0) {
		view->apart = why_apart(editor);
		return job->fault->code;
	}
	review->action = editor_url(editor, "review");
	review->version = show->thing->version;
	review->opinion = frame_field(job, editor->in, "opinion", VIEW_LINES);
	review->opinion.label = word(job->words, "desk.record.opinion");
	review->opinion.hint = word(job->words, "desk.record.opinion_hint");
	review->opinion.told = S("opinion-hint");
	review->opinion.required = false;
	return put_gates(editor, show, review);
}
