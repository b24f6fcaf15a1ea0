#include "base/buf.h"
#include "cli/command.h"
#include "cli/init_ask.h"
#include "cli/show.h"
#include "cli/staff_show.h"
#include "domain/agency.h"
#include "office/staff.h"
#include "store/store.h"
#include "store/store_new.h"

static const struct command_option	options[] = {
	{ "store", 0, COMMAND_TEXT, "URL" },
	{ "key-file", 0, COMMAND_TEXT, "FILE" },
	{ "crypto", 0, COMMAND_TEXT, "SUITE" },
	{ "agency", 0, COMMAND_TEXT, "NAME" },
	{ "code", 0, COMMAND_TEXT, "CODE" },
	{ "level", 0, COMMAND_TEXT, "LEVEL" },
	{ "system-admin", 0, COMMAND_TEXT, "LOGIN=NAME" },
	{ "security-admin", 0, COMMAND_TEXT, "LOGIN=NAME" },
	{ "audit-admin", 0, COMMAND_TEXT, "LOGIN=NAME" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static const char *const	admin_option[INIT_ASK__ADMINS] = {
	"system-admin", "security-admin", "audit-admin" };

static const str	admin_role[INIT_ASK__ADMINS] = {
	{ "system_admin", 12 }, { "security_admin", 14 },
	{ "audit_admin", 11 } };

/* An office being made. */
struct office {
	struct init_ask		 answers;
	struct agency		 agency;	/* without a name: none */
	struct staff		 staff[INIT_ASK__ADMINS];
	size_t			 staffs;
	struct store_making	*made;
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

/* LOGIN=NAME of each administrator that was given. */
static enum err
read_admins(struct command_line *line, struct init_ask *answers)
{
	for (int i = 0; i < INIT_ASK__ADMINS; i++) {
		str	rest = given(line, admin_option[i], S(""));
		bool	set = rest.n > 0;

		(void)str_cut(&rest, '=', &answers->login[i]);
		answers->person[i] = str_trim(rest);
		if (set && (answers->login[i].n == 0 || rest.n == 0))
			return FAIL(line->job->fault, ERR_INVALID,
			    "command.init.admin", str_of(admin_option[i]));
		if (set && answers->name.n == 0)
			return FAIL(line->job->fault, ERR_INVALID,
			    "command.init.admin_of");
	}
	return OK;
}

/* What the options tell, and what a terminal answers where they tell
   nothing of a body. */
static enum err
read_answers(struct command_line *line, struct init_ask *ret)
{
	bool		level = command_option(line, "level")->set;
	enum err	e;

	*ret = (struct init_ask){ .name = given(line, "agency", S("")),
	    .code = given(line, "code", S("")),
	    .level = given(line, "level", S("")) };
	if ((ret->name.n == 0) != (ret->code.n == 0) ||
	    (ret->name.n == 0 && level))
		return FAIL(line->job->fault, ERR_INVALID,
		    "command.init.both");
	e = read_admins(line, ret);
	if (e == OK && ret->name.n == 0 && init_ask_can())
		e = init_ask(line->job, ret);
	if (ret->level.n == 0)
		ret->level = S("county");
	return e;
}

static enum err
read_office(struct command_line *line, struct office *office)
{
	const struct init_ask	*answers = &office->answers;
	struct job		*job = line->job;
	enum err		 e = read_answers(line, &office->answers);

	if (e != OK)
		return e;
	office->agency = (struct agency){ .name = answers->name,
	    .code = answers->code, .since = job->today, .until = DAY_NONE };
	if (!agency_level_read(answers->level, &office->agency.level))
		return FAIL(job->fault, ERR_INVALID, "command.init.level",
		    answers->level);
	for (int i = 0; i < INIT_ASK__ADMINS; i++)
		if (answers->login[i].n > 0)
			office->staff[office->staffs++] = (struct staff){
			    .login = answers->login[i],
			    .name = answers->person[i],
			    .role = &admin_role[i], .roles = 1 };
	return OK;
}

static enum err
add_agency(struct job *job, void *context)
{
	return agency_new(job, context, (str){ 0 });
}

/* Put the first body and its administrators into the folder being made. */
static enum err
fill(struct job *job, struct office *office)
{
	enum err	e;

	if (office->agency.name.n == 0)
		return OK;
	e = store_open(job->arena, office->made->path, &job->store,
	    job->fault);
	if (e == OK)
		e = job_write(job, add_agency, &office->agency);
	for (size_t i = 0; e == OK && i < office->staffs; i++) {
		office->staff[i].agency = office->agency.id;
		office->staff[i].over = office->agency.id;
		e = staff_add(job, &office->staff[i], word(job->words,
		    "command.init.reason"));
	}
	if (job->store != NULL)
		store_close(job->store);
	job->store = NULL;
	return e;
}

static enum err
init(struct command_line *line, struct office *office)
{
	struct job		*job = line->job;
	struct store_new	 new = { .dir = line->word[0],
				    .where = given(line, "store", S("")),
				    .now = job->now, .words = job->words };
	enum err		 e;

	if (command_option(line, "key-file")->set)
		new.key_file = command_option(line, "key-file")->value[0];
	e = read_suite(line, &new.suite);
	if (e == OK)
		e = read_office(line, office);
	if (e == OK) {
		new.site = office->agency.name;
		e = store_new_begin(job->arena, &new, &office->made,
		    job->fault);
	}
	if (e == OK)
		e = fill(job, office);
	if (e == OK)
		e = store_new_finish(office->made, job->fault);
	return e;
}

static void
put_line(struct job *job, struct buf *buf, const char *key, str arg)
{
	buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words, key,
	    arg)));
}

COMMAND(init, .options = options)
(struct command_line *line)
{
	struct office	 office = { .staffs = 0 };
	struct job	*job = line->job;
	struct buf	 buf;

	if (line->words != 1) {
		(void)FAIL(job->fault, ERR_INVALID, "command.init.one_folder");
		return command_fail(line);
	}
	if (init(line, &office) != OK)
		return command_fail(line);
	buf_init(&buf, job->arena, SHOW_BYTES);
	put_line(job, &buf, "command.init.made", str_of(office.made->dir));
	put_line(job, &buf, office.made->key_made ? "command.init.key" :
	    "command.init.key_kept", str_of(office.made->key_file));
	if (office.staffs > 0)
		staff_show(job, &buf, office.staff, office.staffs);
	if (office.agency.name.n == 0)
		put_line(job, &buf, "command.init.no_agency", S(""));
	else if (office.staffs < INIT_ASK__ADMINS)
		put_line(job, &buf, "command.init.no_admins", S(""));
	return show_out(line, buf_str(&buf));
}
