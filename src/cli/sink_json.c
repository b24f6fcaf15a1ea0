#include "cli/sink.h"

#include "base/file.h"
#include "check/check_json.h"

#define JSON_BYTES	((size_t)256 << 20)

struct state {
	struct buf	 buf;		/* one object at a time */
	bool		 some;		/* an object was printed */
	enum err	 err;		/* the first that printing met */
	struct fault	 fault;		/* and what it said */
};

static void
print(struct state *state, str text)
{
	if (state->err == OK)
		state->err = file_print(text, &state->fault);
}

static void
tell(struct sink *sink, const struct batch_item *item)
{
	struct state		*state = sink->state;
	struct arena		*arena = sink->job->arena;
	struct arena_mark	 mark = arena_mark(arena);
	struct json		 json;

	buf_init(&state->buf, arena, JSON_BYTES);
	json_init(&json, &state->buf, true);
	if (item->err == OK)
		check_json_report(&json, arena, &item->run, item->path);
	else
		check_json_failure(&json, item->path,
		    word_fault(arena, sink->job->words, &item->fault));
	print(state, state->some ? S(",\n") : S("[\n"));
	print(state, buf_str(&state->buf));
	if (buf_err(&state->buf) != OK && state->err == OK)
		state->err = FAIL(&state->fault, ERR_TOO_LARGE,
		    "file.too_much_output");
	state->some = true;
	arena_rewind(arena, mark);
}

static enum err
end(struct sink *sink, struct fault *fault)
{
	struct state	*state = sink->state;

	print(state, state->some ? S("\n]\n") : S("[]\n"));
	if (state->err != OK)
		(void)fault_set(fault, state->err, state->fault.file,
		    state->fault.line, state->fault.key, state->fault.arg,
		    state->fault.n);
	return state->err;
}

enum err
sink_json(struct job *job, struct sink *ret)
{
	*ret = (struct sink){ .tell = tell, .end = end, .job = job,
	    .state = arena_alloc(job->arena, sizeof(struct state)) };
	return OK;
}
