#include "cli/init_ask.h"

#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"
#include "domain/agency.h"
#include "domain/person.h"

#define LINE_BYTES	1000

bool
init_ask_can(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* One answer, trimmed; what is no text is asked for again. */
static enum err
ask(struct job *job, const char *key, str *ret)
{
	char	line[LINE_BYTES];
	str	answer;

	do {
		printf("%.*s ", STRF(word(job->words, key)));
		(void)fflush(stdout);
		if (fgets(line, sizeof line, stdin) == NULL)
			return FAIL(job->fault, ERR_INVALID,
			    "command.init.broken_off");
		answer = str_trim(str_of(line));
	} while (!utf8_valid(answer));
	*ret = str_copy(job->arena, answer);
	return OK;
}

/* What is wrong with an answer is said, and it is asked for again. */
static void
say(struct job *job)
{
	printf("%.*s\n", STRF(word_fault(job->arena, job->words,
	    job->fault)));
	fault_clear(job->fault);
}

static enum err
ask_code(struct job *job, struct init_ask *answers)
{
	struct agency	agency = { .name = answers->name,
			    .since = job->today, .until = DAY_NONE };
	enum err	e = OK;

	while (e == OK) {
		e = ask(job, "command.init.ask.code", &answers->code);
		if (e != OK)
			break;
		agency.code = answers->code;
		if (agency_check_fields(&agency, job->fault) == OK)
			break;
		say(job);
	}
	return e;
}

static enum err
ask_level(struct job *job, struct init_ask *answers)
{
	enum agency_level	level;
	enum err		e;

	do {
		e = ask(job, "command.init.ask.level", &answers->level);
		if (answers->level.n == 0)
			answers->level = S("county");
	} while (e == OK && !agency_level_read(answers->level, &level));
	return e;
}

static enum err
ask_admin(struct job *job, struct init_ask *answers, int admin)
{
	static const char *const	keys[INIT_ASK__ADMINS] = {
		"command.init.ask.system", "command.init.ask.security",
		"command.init.ask.audit" };
	str				*login = &answers->login[admin];
	enum err			 e;

	for (;;) {
		e = ask(job, keys[admin], login);
		if (e != OK || login->n == 0)
			return e;
		if (person_login(job->arena, *login, login, job->fault) ==
		    OK)
			break;
		say(job);
	}
	do
		e = ask(job, "command.init.ask.person",
		    &answers->person[admin]);
	while (e == OK && answers->person[admin].n == 0);
	return e;
}

enum err
init_ask(struct job *job, struct init_ask *answers)
{
	enum err	e = OK;

	if (answers->name.n == 0)
		e = ask(job, "command.init.ask.name", &answers->name);
	if (e != OK || answers->name.n == 0)
		return e;
	if (answers->code.n == 0)
		e = ask_code(job, answers);
	if (e == OK && answers->level.n == 0)
		e = ask_level(job, answers);
	for (int i = 0; e == OK && i < INIT_ASK__ADMINS; i++)
		if (answers->login[i].n == 0)
			e = ask_admin(job, answers, i);
	return e;
}
