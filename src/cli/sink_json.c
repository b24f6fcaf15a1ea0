#include "cli/sink.h"

#include "check/check_json.h"

#define JSON_BYTES	((size_t)256 << 20)

struct state {
	struct buf	 buf;		/* one object at a time */
	bool		 some;		/* an object was printed */
};

static void
tell(struct sink *sink, const struct batch_item *item)
{
	struct state		*state = sink->state;
	struct arena		*arena = sink->job->arena;
	struct arena_mark	 mark = arena_mark(arena);
	struct fault		 fault;
	struct json		 json;

	buf_init(&state->buf, arena, JSON_BYTES);
	json_init(&json, &state->buf, true);
	if (item->err == OK)
		check_json_report(&json, arena, &item->run, item->path);
	else
		check_json_failure(&json, item->path,
		    word_fault(arena, sink->job->words, &item->fault));
	sink_print(sink, state->some ? S(",\n") : S("[\n"));
	sink_print(sink, buf_str(&state->buf));
	if (buf_err(&state->buf) != OK) {
		(void)FAIL(&fault, ERR_TOO_LARGE, "file.too_much_output");
		sink_keep(sink, &fault);
	}
	state->some = true;
	arena_rewind(arena, mark);
}

static enum err
end(struct sink *sink, struct fault *fault)
{
	struct state	*state = sink->state;

	sink_print(sink, state->some ? S("\n]\n") : S("[]\n"));
	return sink_fault(sink, fault);
}

enum err
sink_json(struct job *job, struct sink *ret)
{
	*ret = (struct sink){ .tell = tell, .end = end, .job = job,
	    .state = arena_alloc(job->arena, sizeof(struct state)) };
	return OK;
}
