#include "cli/sink.h"

#include "base/file.h"
#include "check/check_draw.h"
#include "doc/doc_write.h"

struct state {
	struct file_out	*out;
	size_t		 files;		/* told so far */
};

static enum err
draw(struct sink *sink, const struct batch_item *item, str id,
    struct doc **ret, struct fault *fault)
{
	struct arena	*arena = sink->job->arena;

	if (item->err == OK)
		return check_draw(arena, &item->run, item->path, id, ret,
		    fault);
	*ret = check_draw_failure(arena, item->path, word_fault(arena,
	    sink->job->words, &item->fault));
	return OK;
}

static void
tell(struct sink *sink, const struct batch_item *item)
{
	struct state		*state = sink->state;
	struct arena		*arena = sink->job->arena;
	struct arena_mark	 mark = arena_mark(arena);
	str			 id = str_printf(arena, "r%zu-",
				    ++state->files);
	struct fault		 fault;
	struct doc		*doc;
	str			 part;
	enum err		 e;

	e = draw(sink, item, id, &doc, &fault);
	if (e == OK)
		e = doc_write_html_part(arena, doc, id, &part, &fault);
	if (e == OK)
		file_put(state->out, part);
	else
		sink_keep(sink, &fault);
	arena_rewind(arena, mark);
}

static enum err
end(struct sink *sink, struct fault *fault)
{
	struct state	*state = sink->state;

	if (sink->err != OK) {
		file_abandon(state->out);
		return sink_fault(sink, fault);
	}
	file_put(state->out, doc_write_html_end());
	return file_commit(state->out, fault);
}

enum err
sink_html(struct job *job, const char *path, struct sink *ret)
{
	struct state	*state = arena_alloc(job->arena, sizeof *state);
	struct doc	*doc = doc_new(job->arena, DOC_HTML);
	str		 page;
	enum err	 e;

	doc->title = word(job->words, "draw.title");
	e = doc_write_html_begin(job->arena, doc, &page, job->fault);
	if (e == OK)
		e = file_create(job->arena, path, &state->out, job->fault);
	if (e != OK)
		return e;
	file_put(state->out, page);
	*ret = (struct sink){ .tell = tell, .end = end, .job = job,
	    .state = state };
	return OK;
}
