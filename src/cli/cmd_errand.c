#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "domain/attachment.h"
#include "domain/errand.h"
#include "domain/journal.h"
#include "domain/recount.h"

#define RUN_MOST	100000	/* errands of one run */
#define PAGE		1000

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "all", 0, COMMAND_FLAG, NULL },
	{ "dead", 0, COMMAND_FLAG, NULL },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

/* --- run ------------------------------------------------------------------ */

/* One at a time, each by the clock of its own. */
static int
run(struct command_line *line)
{
	struct job	*job = line->job;
	int		 done = 0, failed = 0, all_done = 0, all_failed = 0;
	int64_t		 chained;
	int		 status, swept;

	if (open_store(line) != OK || recount_look(job) != OK)
		return command_fail(line);
	do {
		all_done += done;
		all_failed += failed;
		command_clock(job);
		if (errand_run_due(job, 1, &done, &failed) != OK)
			return command_fail(line);
	} while (done + failed > 0 && all_done + all_failed < RUN_MOST);
	if (journal_chain_all(job, &chained) != OK ||
	    attachment_sweep(job, &swept) != OK)
		return command_fail(line);
	status = show_out(line, str_printf(job->arena, "%.*s\n",
	    STRF(WORD(job->arena, job->words, "command.errand.ran",
	    str_int(job->arena, all_done), str_int(job->arena, all_failed)))));
	return status == 0 && all_failed > 0 ? 1 : status;
}

/* --- list ----------------------------------------------------------------- */

struct listing {
	struct command_line	*line;
	struct buf		 buf;
	struct json		 json;
};

static bool
is_given(const struct command_line *line, const char *option)
{
	return command_option(line, option)->set;
}

/* What the errand does, in words; its name if this program knows none. */
static str
about(struct job *job, str name)
{
	for (size_t i = 0; i < errand_count; i++)
		if (str_is(name, errand_index[i]->name))
			return word(job->words, errand_index[i]->about);
	return name;
}

static void
list_text(struct job *job, struct buf *buf, const struct errand_letter *letter)
{
	const char	*key = letter->dead ? "command.errand.dead" :
			    letter->lease >= job->now ?
			    "command.errand.running" :
			    "command.errand.waiting";

	buf_printf(buf, "%lld  %.*s  %.*s\n", (long long)letter->id,
	    STRF(about(job, letter->name)), STRF(WORD(job->arena, job->words,
	    key, day_minute(job->arena, letter->due), str_int(job->arena,
	    letter->tries))));
	if (letter->failure.n > 0)
		buf_printf(buf, "    %.*s\n", STRF(letter->failure));
}

static void
list_json(struct job *job, struct json *json,
    const struct errand_letter *letter)
{
	json_open_object(json);
	json_put_member(json, "id", str_int(job->arena, letter->id));
	json_put_member(json, "name", letter->name);
	json_put_member(json, "argument", letter->argument);
	json_put_member(json, "state", letter->dead ? S("dead") : S("waiting"));
	json_put_member(json, "due", day_minute(job->arena, letter->due));
	json_put_name(json, "tries");
	json_put_int(json, letter->tries);
	json_put_member(json, "failure", letter->failure);
	json_close_object(json);
}

static void
list_one(struct listing *listing, const struct errand_letter *letter)
{
	struct job	*job = listing->line->job;

	if (is_given(listing->line, "dead") && !letter->dead)
		return;
	if (is_given(listing->line, "json"))
		list_json(job, &listing->json, letter);
	else
		list_text(job, &listing->buf, letter);
}

static enum err
list_all(struct job *job, void *context)
{
	struct listing		*listing = context;
	struct errand_letter	*letter;
	int64_t			 after = 0;
	size_t			 n = PAGE;
	enum err		 e = OK;

	buf_init(&listing->buf, job->arena, SHOW_BYTES);
	json_init(&listing->json, &listing->buf, true);
	if (is_given(listing->line, "json"))
		json_open_array(&listing->json);
	while (e == OK && n == PAGE) {
		e = errand_list(job, after, PAGE, &letter, &n);
		for (size_t i = 0; e == OK && i < n; i++)
			list_one(listing, &letter[i]);
		if (e == OK && n > 0)
			after = letter[n - 1].id;
	}
	if (e != OK || !is_given(listing->line, "json"))
		return e;
	json_close_array(&listing->json);
	buf_byte(&listing->buf, '\n');
	return OK;
}

static int
list(struct command_line *line)
{
	struct listing	listing = { .line = line };

	if (open_store(line) != OK ||
	    job_read(line->job, list_all, &listing) != OK)
		return command_fail(line);
	if (buf_str(&listing.buf).n == 0)
		buf_printf(&listing.buf, "%.*s\n", STRF(word(
		    line->job->words, "command.errand.none")));
	return show_out(line, buf_str(&listing.buf));
}

/* --- retry ---------------------------------------------------------------- */

struct retrying {
	int64_t	id;	/* 0: all */
	int	n;	/* set: how many wait again */
};

static enum err
retry_one(struct job *job, void *context)
{
	struct retrying	*retrying = context;

	return errand_retry(job, retrying->id, &retrying->n);
}

static int
retry(struct command_line *line)
{
	struct job	*job = line->job;
	struct retrying	 retrying = { 0 };
	char		*end = NULL;

	if (!is_given(line, "all"))
		retrying.id = strtoll(line->word[1], &end, 10);
	if (end != NULL && (*end != '\0' || retrying.id <= 0)) {
		(void)FAIL(job->fault, ERR_INVALID, "errand.no_letter",
		    str_of(line->word[1]));
		return command_fail(line);
	}
	if (open_store(line) != OK ||
	    job_write(job, retry_one, &retrying) != OK)
		return command_fail(line);
	return show_out(line, str_printf(job->arena, "%.*s\n", STRF(WORD(
	    job->arena, job->words, "command.errand.again", str_int(job->arena,
	    retrying.n)))));
}

/* -------------------------------------------------------------------------- */

static const struct sub {
	const char	*name;
	const char	*takes;	/* options besides --dir */
	int		(*run)(struct command_line *line);
} subs[] = {
	{ "run", "", run },
	{ "list", " dead json ", list },
	{ "retry", " all ", retry },
};

/* The subcommand, if its words and options fit. */
static const struct sub *
sub_of(const struct command_line *line)
{
	const struct sub	*sub = NULL;
	size_t			 words = 1;

	for (size_t i = 0; line->words > 0 && i < sizeof subs / sizeof subs[0];
	    i++)
		if (strcmp(subs[i].name, line->word[0]) == 0)
			sub = &subs[i];
	if (sub == NULL)
		return NULL;
	for (size_t i = 1; options[i].name != NULL; i++)
		if (line->option[i].set && strstr(sub->takes, options[i].name)
		    == NULL)
			return NULL;
	if (sub->run == retry && !is_given(line, "all"))
		words = 2;
	return line->words == words ? sub : NULL;
}

COMMAND(errand, .options = options)
(struct command_line *line)
{
	const struct sub	*sub = sub_of(line);

	if (sub == NULL) {
		(void)FAIL(line->job->fault, ERR_INVALID,
		    "command.errand.usage_wrong");
		return command_fail(line);
	}
	return sub->run(line);
}
