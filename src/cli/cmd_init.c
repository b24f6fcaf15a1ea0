#include "base/buf.h"
#include "cli/command.h"
#include "cli/show.h"
#include "domain/agency.h"
#include "store/store.h"
#include "store/store_new.h"

static const struct command_option	options[] = {
	{ "store", 0, COMMAND_TEXT, "URL" },
	{ "key-file", 0, COMMAND_TEXT, "FILE" },
	{ "crypto", 0, COMMAND_TEXT, "SUITE" },
	{ "agency", 0, COMMAND_TEXT, "NAME" },
	{ "code", 0, COMMAND_TEXT, "CODE" },
	{ "level", 0, COMMAND_TEXT, "LEVEL" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

/* The text of an option, or what stands for it. */
static str
given(const struct command_line *line, const char *option, str otherwise)
{
	const struct command_given	*it = command_option(line, option);

	return it->set ? str_trim(str_of(it->value[0])) : otherwise;
}

static enum err
read_suite(struct command_line *line, enum seal_suite *ret)
{
	str	name = given(line, "crypto", S("default"));

	*ret = str_is(name, "gm") ? SEAL_GM : SEAL_DEFAULT;
	if (str_is(name, "gm") || str_is(name, "default"))
		return OK;
	return FAIL(line->job->fault, ERR_INVALID, "command.init.crypto", name);
}

/* The body at the top, if one was given. */
static enum err
read_agency(struct command_line *line, struct agency *ret)
{
	struct job	*job = line->job;
	str		 level = given(line, "level", S("county"));

	*ret = (struct agency){
		.name = given(line, "agency", S("")),
		.code = given(line, "code", S("")),
		.since = job->today,
		.until = DAY_NONE,
	};
	if ((ret->name.n == 0) != (ret->code.n == 0) ||
	    (ret->name.n == 0 && command_option(line, "level")->set))
		return FAIL(job->fault, ERR_INVALID, "command.init.both");
	if (!agency_level_read(level, &ret->level))
		return FAIL(job->fault, ERR_INVALID, "command.init.level",
		    level);
	return OK;
}

static enum err
add_agency(struct job *job, void *context)
{
	struct agency	agency = *(const struct agency *)context;

	return agency_new(job, &agency, (str){ 0 });
}

/* Put the first body into the folder that is being made. */
static enum err
fill(struct job *job, const struct store_making *making,
    struct agency *agency)
{
	enum err	e;

	if (agency->name.n == 0)
		return OK;
	e = store_open(job->arena, making->path, &job->store, job->fault);
	if (e == OK)
		e = job_write(job, add_agency, agency);
	if (job->store != NULL)
		store_close(job->store);
	job->store = NULL;
	return e;
}

static enum err
init(struct command_line *line, struct store_making **ret)
{
	struct job		*job = line->job;
	struct store_new	 new = { .dir = line->word[0],
				    .where = given(line, "store", S("")),
				    .now = job->now, .words = job->words };
	struct agency		 agency;
	enum err		 e;

	if (command_option(line, "key-file")->set)
		new.key_file = command_option(line, "key-file")->value[0];
	e = read_suite(line, &new.suite);
	if (e == OK)
		e = read_agency(line, &agency);
	if (e == OK)
		e = store_new_begin(job->arena, &new, ret, job->fault);
	if (e == OK)
		e = fill(job, *ret, &agency);
	if (e == OK)
		e = store_new_finish(*ret, job->fault);
	return e;
}

COMMAND(init, .options = options)
(struct command_line *line)
{
	struct job		*job = line->job;
	struct store_making	*made;
	struct buf		 buf;

	if (line->words != 1) {
		(void)FAIL(job->fault, ERR_INVALID, "command.init.one_folder");
		return command_fail(line);
	}
	if (init(line, &made) != OK)
		return command_fail(line);
	buf_init(&buf, job->arena, SHOW_BYTES);
	buf_printf(&buf, "%.*s\n%.*s\n", STRF(WORD(job->arena, job->words,
	    "command.init.made", str_of(made->dir))), STRF(WORD(job->arena,
	    job->words, made->key_made ? "command.init.key" :
	    "command.init.key_kept", str_of(made->key_file))));
	return show_out(line, buf_str(&buf));
}
