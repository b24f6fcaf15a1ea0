#include "cli/import_show.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/open.h"
#include "cli/show.h"
#include "domain/agency.h"
#include "office/import_record.h"

/* What is imported for whom. */
struct order {
	struct command_line	*line;
	struct import_record	 import;
};

static enum err
find_body(struct job *job, void *context)
{
	struct order	*order = context;
	enum err	 e;

	e = open_body(order->line, &order->import.agency);
	if (e == OK && order->import.agency == 0)
		return FAIL(job->fault, ERR_INVALID, "command.option_missing",
		    S("agency"));
	return e;
}

static void
put_text(struct job *job, struct buf *buf, const struct import_record *import)
{
	for (size_t i = 0; i < IMPORT_TOLD && (int64_t)i < import->refused;
	    i++)
		buf_printf(buf, "%.*s: %.*s\n",
		    STRF(import->refusal[i].where),
		    STRF(import->refusal[i].why));
	if (import->before > 0)
		buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
		    "record.import.went_on", str_int(job->arena,
		    import->before))));
	buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
	    import->preview ? "record.import.preview" :
	    "record.import.done", str_int(job->arena, import->tally.made),
	    str_int(job->arena, import->tally.changed),
	    str_int(job->arena, import->tally.same),
	    str_int(job->arena, import->refused))));
}

/* --- on the way ----------------------------------------------------------- */

struct watch {
	struct job	*job;
	int64_t		 begun;		/* in milliseconds */
};

static int64_t
milliseconds(void)
{
	struct timespec	t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* One line that is written over: how many rows, and how fast. */
static void
progress(const struct import_record *import, void *context)
{
	const struct watch	*watch = context;
	struct job		*job = watch->job;
	struct arena_mark	 mark = arena_mark(job->arena);
	int64_t			 spent = milliseconds() - watch->begun;
	int64_t			 rows = import->tally.made +
				    import->tally.changed +
				    import->tally.same + import->refused;
	str			 text;

	text = WORD(job->arena, job->words, "record.import.progress",
	    str_int(job->arena, import->before + rows),
	    str_int(job->arena, spent > 0 ? rows * 1000 / spent : rows));
	fprintf(stderr, "\r\033[K%.*s", STRF(text));
	arena_rewind(job->arena, mark);
}

/* --- the whole ------------------------------------------------------------ */

int
import_show_records(struct command_line *line, const char *path)
{
	struct order	order = { .line = line, .import.path = path };
	struct job	*job = line->job;
	struct watch	watch = { job, milliseconds() };
	struct buf	buf;
	enum err	e = open_store(line);
	int		status;

	if (e == OK)
		e = job_read(job, find_body, &order);
	order.import.preview = command_option(line, "preview")->set;
	order.import.context = &watch;
	order.import.progress = isatty(STDERR_FILENO) ? progress : NULL;
	if (e == OK)
		e = import_record(job, &order.import);
	if (order.import.progress != NULL)
		fprintf(stderr, "\r\033[K");
	if (e != OK)
		return command_fail(line);
	buf_init(&buf, job->arena, SHOW_BYTES);
	put_text(job, &buf, &order.import);
	status = show_out(line, buf_str(&buf));
	return status == 0 && order.import.refused > 0 ? 1 : status;
}
