#include "cli/command.h"
#include "cli/open.h"
#include "cli/secret.h"
#include "cli/show.h"
#include "cli/sub.h"
#include "cli/user_show.h"
#include "domain/account.h"
#include "domain/agency.h"
#include "domain/invitation.h"
#include "domain/second.h"
#include "domain/token.h"


static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "name", 0, COMMAND_TEXT, "NAME" },
	{ "agency", 0, COMMAND_TEXT, "CODE" },
	{ "role", 0, COMMAND_TEXT, "ROLE" },
	{ "from", 0, COMMAND_TEXT, "DAY" },
	{ "until", 0, COMMAND_TEXT, "DAY" },
	{ "reason", 0, COMMAND_TEXT, "TEXT" },
	{ "code", 0, COMMAND_TEXT, "CODE" },
	{ "scope", 0, COMMAND_TEXT, "NEEDS" },
	{ "off", 0, COMMAND_FLAG, NULL },
	{ "stdin", 0, COMMAND_FLAG, NULL },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

/* What a subcommand has read and found. */
struct order {
	struct command_line	*line;
	struct person		 person;	/* of whom it speaks */
	struct buf		 out;		/* what is printed at the end */
};

static bool
is_given(const struct order *order, const char *option)
{
	return command_option(order->line, option)->set;
}

static str
given(const struct order *order, const char *option)
{
	const struct command_given	*it = command_option(order->line,
					    option);

	return it->set ? str_trim(str_of(it->value[0])) : S("");
}

/* The words of a key on a line of their own. */
static void
tell(struct order *order, const char *key, str value)
{
	struct job	*job = order->line->job;

	buf_printf(&order->out, "%.*s\n", STRF(WORD(job->arena, job->words,
	    key, value)));
}

/* The person whose login stands behind the subcommand's name. */
static enum err
find(struct job *job, struct order *order)
{
	buf_init(&order->out, job->arena, SHOW_BYTES);
	return person_find(job, str_of(order->line->word[1]),
	    &order->person);
}

static enum err
find_body(struct job *job, struct order *order, int64_t *ret)
{
	struct agency	agency;
	enum err	e;

	e = agency_find(job, given(order, "agency"), &agency);
	if (e == OK)
		*ret = agency.id;
	return e;
}

static enum user_show
how(const struct order *order)
{
	return is_given(order, "json") ? USER_SHOW_JSON : USER_SHOW_TEXT;
}

/* Show what the person is now. */
static enum err
show(struct job *job, struct order *order)
{
	struct user_card	card;
	enum err		e;

	e = user_show_load(job, &order->person, &card);
	if (e == OK)
		user_show_card(job, how(order), &card, &order->out);
	return e;
}

/* --- the subcommands, each in a transaction ----------------------------- */

static enum err
take_fields(struct job *job, struct order *order)
{
	enum err	e = OK;

	if (is_given(order, "name"))
		order->person.name = given(order, "name");
	if (is_given(order, "until"))
		e = show_want_day(order->line, "until",
		    &order->person.until);
	if (e == OK && is_given(order, "agency"))
		e = find_body(job, order, &order->person.agency);
	return e;
}

static enum err
run_add(struct job *job, void *context)
{
	struct order	*order = context;
	enum err	 e;

	order->person = (struct person){ .until = DAY_NONE,
	    .login = str_of(order->line->word[1]) };
	buf_init(&order->out, job->arena, SHOW_BYTES);
	e = take_fields(job, order);
	if (e == OK)
		e = person_new(job, &order->person, given(order, "reason"));
	return e == OK ? show(job, order) : e;
}

static enum err
run_change(struct job *job, void *context)
{
	struct order	*order = context;
	enum err	 e;

	e = find(job, order);
	if (e == OK)
		e = take_fields(job, order);
	if (e == OK)
		e = person_save(job, &order->person, given(order, "reason"));
	return e == OK ? show(job, order) : e;
}

static enum err
run_show(struct job *job, void *context)
{
	struct order	*order = context;
	enum err	 e = find(job, order);

	return e == OK ? show(job, order) : e;
}

static enum err
run_list(struct job *job, void *context)
{
	struct order		*order = context;
	struct user_card	*card;
	struct person		*person;
	int64_t			 above = 0;
	size_t			 n = 0;
	enum err		 e = OK;

	buf_init(&order->out, job->arena, SHOW_BYTES);
	if (is_given(order, "agency"))
		e = find_body(job, order, &above);
	if (e == OK)
		e = person_below(job, above, &person, &n);
	card = arena_array(job->arena, n, sizeof *card);
	for (size_t i = 0; e == OK && i < n; i++)
		e = user_show_load(job, &person[i], &card[i]);
	if (e == OK)
		user_show_list(job, how(order), card, n, &order->out);
	return e;
}

static enum err
run_grant(struct job *job, void *context)
{
	struct order	*order = context;
	struct grant	 grant = { .role = given(order, "role"),
			    .since = DAY_NONE, .until = DAY_NONE };
	enum err	 e;

	e = find(job, order);
	if (e == OK)
		e = find_body(job, order, &grant.agency);
	if (e == OK && is_given(order, "from"))
		e = show_want_day(order->line, "from", &grant.since);
	if (e == OK && is_given(order, "until"))
		e = show_want_day(order->line, "until", &grant.until);
	grant.person = order->person.id;
	if (e == OK)
		e = person_grant(job, &grant, given(order, "reason"));
	return e == OK ? show(job, order) : e;
}

/* The grants of a role on a body that have not ended. */
static enum err
revoke(struct job *job, struct order *order, int64_t agency)
{
	struct grant	*grant;
	size_t		 n = 0, ended = 0;
	enum err	 e;

	e = person_grants(job, order->person.id, &grant, &n);
	for (size_t i = 0; e == OK && i < n; i++) {
		if (grant[i].agency != agency ||
		    !str_eq(grant[i].role, given(order, "role")) ||
		    (grant[i].until != DAY_NONE &&
		    grant[i].until < job->today))
			continue;
		ended++;
		e = person_revoke(job, grant[i].id, given(order, "reason"));
	}
	if (e == OK && ended == 0)
		return FAIL(job->fault, ERR_NOT_FOUND,
		    "command.user.no_grant", order->person.login,
		    given(order, "role"), given(order, "agency"));
	return e;
}

static enum err
run_revoke(struct job *job, void *context)
{
	struct order	*order = context;
	int64_t		 agency;
	enum err	 e;

	e = find(job, order);
	if (e == OK)
		e = find_body(job, order, &agency);
	if (e == OK)
		e = revoke(job, order, agency);
	return e == OK ? show(job, order) : e;
}

static enum err
run_lock(struct job *job, void *context)
{
	struct order	*order = context;
	enum err	 e = find(job, order);

	if (e == OK)
		e = credential_lock(job, order->person.id, given(order,
		    "reason"));
	return e == OK ? show(job, order) : e;
}

static enum err
run_unlock(struct job *job, void *context)
{
	struct order	*order = context;
	enum err	 e = find(job, order);

	if (e == OK)
		e = credential_unlock(job, order->person.id, given(order,
		    "reason"));
	return e == OK ? show(job, order) : e;
}

static enum err
run_invite(struct job *job, void *context)
{
	struct order	*order = context;
	int64_t		 until;
	enum err	 e;
	str		 token;

	e = find(job, order);
	if (e == OK)
		e = invitation_new(job, order->person.id, given(order,
		    "reason"), &token, &until);
	if (e != OK)
		return e;
	tell(order, "command.user.invitation", token);
	tell(order, "command.user.holds", day_minute(job->arena, until));
	return OK;
}

/* --- a second factor ---------------------------------------------------- */

static enum err
totp_begin(struct job *job, struct order *order)
{
	struct second_secret	secret;
	enum err		e;

	e = second_begin(job, order->person.id, word(job->words,
	    "command.user.issuer"), &secret);
	if (e != OK)
		return e;
	tell(order, "command.user.secret", secret.text);
	tell(order, "command.user.uri", secret.uri);
	tell(order, "command.user.confirm", order->person.login);
	return OK;
}

static enum err
totp_confirm(struct job *job, struct order *order)
{
	str		recovery[SECOND_CODES];
	enum err	e;

	e = second_confirm(job, order->person.id, given(order, "code"),
	    recovery);
	if (e != OK)
		return e;
	tell(order, "command.user.recovery", order->person.login);
	for (int i = 0; i < SECOND_CODES; i++)
		buf_printf(&order->out, "  %.*s\n", STRF(recovery[i]));
	return OK;
}

static enum err
run_totp(struct job *job, void *context)
{
	struct order	*order = context;
	enum err	 e = find(job, order);

	if (e != OK)
		return e;
	if (is_given(order, "code"))
		return totp_confirm(job, order);
	if (!is_given(order, "off"))
		return totp_begin(job, order);
	e = second_off(job, order->person.id, given(order, "reason"));
	return e == OK ? show(job, order) : e;
}

/* --- tokens of the API -------------------------------------------------- */

static enum err
token_make(struct job *job, struct order *order)
{
	struct token	token = { .person = order->person.id,
			    .name = given(order, "name"), .until = DAY_NONE,
			    .scopes = given(order, "scope") };
	enum err	e = OK;
	str		text;

	if (is_given(order, "until"))
		e = show_want_day(order->line, "until", &token.until);
	if (e == OK && is_given(order, "agency"))
		e = find_body(job, order, &token.body);
	if (e == OK)
		e = token_new(job, &token, given(order, "reason"), &text);
	if (e != OK)
		return e;
	tell(order, "command.user.token", text);
	tell(order, "command.user.token_until", day_iso(job->arena,
	    token.until));
	return OK;
}

static enum err
token_show(struct job *job, struct order *order)
{
	struct token	*token;
	size_t		 n;
	enum err	 e;

	e = token_list(job, order->person.id, &token, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		buf_printf(&order->out, "%.*s\n", STRF(WORD(job->arena,
		    job->words, "command.user.token_line", token[i].name,
		    day_iso(job->arena, token[i].until), token[i].scopes)));
	return e;
}

static enum err
run_token(struct job *job, void *context)
{
	struct order	*order = context;
	enum err	 e = find(job, order);

	if (e != OK)
		return e;
	if (!is_given(order, "name"))
		return token_show(job, order);
	if (!is_given(order, "off"))
		return token_make(job, order);
	e = token_end(job, order->person.id, given(order, "name"),
	    given(order, "reason"));
	return e == OK ? token_show(job, order) : e;
}

/* --- a password, which is hashed between transactions ------------------- */

static enum err
run_find(struct job *job, void *context)
{
	return find(job, context);
}

static enum err
set_password(struct job *job, void *context)
{
	struct order	*order = context;
	enum err	 e;
	str		 password;

	e = job_read(job, run_find, order);
	if (e == OK)
		e = secret_read(job, is_given(order, "stdin") ? SECRET_STDIN :
		    SECRET_TERMINAL, &password);
	if (e == OK)
		e = account_set(job, order->person.id, password,
		    given(order, "reason"));
	if (e == OK)
		tell(order, "command.user.set", order->person.login);
	return e;
}

/* --- which there are ---------------------------------------------------- */

static const struct sub	subs[] = {
	{ "add", " name agency ", " until reason json ", run_add, 1,
	    SUB_WRITE },
	{ "change", " ", " name agency until reason json ", run_change, 1,
	    SUB_WRITE },
	{ "list", " ", " agency json ", run_list, 0, SUB_READ },
	{ "show", " ", " json ", run_show, 1, SUB_READ },
	{ "passwd", " ", " stdin reason ", set_password, 1,
	    SUB_ALONE },
	{ "invite", " ", " reason ", run_invite, 1, SUB_WRITE },
	{ "grant", " role agency ", " from until reason json ", run_grant, 1,
	    SUB_WRITE },
	{ "revoke", " role agency ", " reason json ", run_revoke, 1,
	    SUB_WRITE },
	{ "lock", " ", " reason json ", run_lock, 1, SUB_WRITE },
	{ "unlock", " ", " reason json ", run_unlock, 1, SUB_WRITE },
	{ "totp", " ", " code off reason ", run_totp, 1, SUB_WRITE },
	{ "token", " ", " name scope agency until off reason ", run_token, 1,
	    SUB_WRITE },
};

COMMAND(user, .options = options)
(struct command_line *line)
{
	struct order	order = { .line = line };

	return sub_command(line, subs, sizeof subs / sizeof subs[0],
	    "command.user.usage_wrong", &order, &order.out);
}
