#include "cli/sink.h"

#include "base/csv.h"
#include "base/file.h"
#include "cli/sheet.h"

#define CSV_BYTES	((size_t)64 << 20)

struct state {
	struct file_out	*out;
	struct buf	 buf;		/* one report at a time */
};

static void
flush(struct state *state)
{
	file_put(state->out, buf_str(&state->buf));
	buf_clear(&state->buf);
}

static void
tell(struct sink *sink, const struct batch_item *item)
{
	struct state		*state = sink->state;
	struct arena		*arena = sink->job->arena;
	struct arena_mark	 mark = arena_mark(arena);
	str			 field[SHEET_COLUMNS];

	buf_init(&state->buf, arena, CSV_BYTES);
	sheet_report(sink->job, item, field);
	csv_record(&state->buf, field, SHEET_COLUMNS);
	for (size_t i = 0; item->err == OK && i < item->run.n; i++) {
		sheet_finding(sink->job, item, &item->run.finding[i], field);
		csv_record(&state->buf, field, SHEET_COLUMNS);
	}
	flush(state);
	arena_rewind(arena, mark);
}

static enum err
end(struct sink *sink, struct fault *fault)
{
	struct state	*state = sink->state;

	return file_commit(state->out, fault);
}

enum err
sink_csv(struct job *job, const char *path, struct sink *ret)
{
	struct state	*state = arena_alloc(job->arena, sizeof *state);
	str		 field[SHEET_COLUMNS];
	enum err	 e;

	e = file_create(job->arena, path, &state->out, job->fault);
	if (e != OK)
		return e;
	buf_init(&state->buf, job->arena, CSV_BYTES);
	csv_begin(&state->buf);
	sheet_head(job, field);
	csv_record(&state->buf, field, SHEET_COLUMNS);
	flush(state);
	*ret = (struct sink){ .tell = tell, .end = end, .job = job,
	    .state = state };
	return OK;
}
