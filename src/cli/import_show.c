#include "cli/import_show.h"

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
	    "record.import.done", str_int(job->arena, import->tally.made),
	    str_int(job->arena, import->tally.changed),
	    str_int(job->arena, import->tally.same),
	    str_int(job->arena, import->refused))));
}

int
import_show_records(struct command_line *line, const char *path)
{
	struct order	order = { .line = line, .import.path = path };
	struct job	*job = line->job;
	struct buf	buf;
	enum err	e = open_store(line);
	int		status;

	if (e == OK)
		e = job_read(job, find_body, &order);
	if (e == OK)
		e = import_record(job, &order.import);
	if (e != OK)
		return command_fail(line);
	buf_init(&buf, job->arena, SHOW_BYTES);
	put_text(job, &buf, &order.import);
	status = show_out(line, buf_str(&buf));
	return status == 0 && order.import.refused > 0 ? 1 : status;
}
