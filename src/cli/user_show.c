#include "cli/user_show.h"

#include "base/arena.h"
#include "base/json.h"
#include "domain/agency.h"
#include "domain/second.h"

static enum err
load_roles(struct job *job, struct user_card *card)
{
	struct grant	*grant;
	size_t		 n = 0;
	enum err	 e;

	e = person_grants(job, card->person.id, &grant, &n);
	if (e != OK)
		return e;
	card->role = arena_array(job->arena, n, sizeof *card->role);
	for (size_t i = 0; e == OK && i < n; i++) {
		card->role[i].grant = grant[i];
		e = agency_code(job, grant[i].agency, &card->role[i].agency);
	}
	card->roles = n;
	return e;
}

enum err
user_show_load(struct job *job, const struct person *person,
    struct user_card *ret)
{
	struct user_card	card = { .person = *person };
	enum err		e;

	e = agency_code(job, person->agency, &card.agency);
	if (e == OK)
		e = credential_load(job, person->id, &card.credential);
	if (e == OK)
		e = second_left(job, person->id, &card.recovery);
	if (e == OK)
		e = load_roles(job, &card);
	if (e == OK)
		*ret = card;
	return e;
}

static str
day_of(struct job *job, int64_t moment)
{
	return day_iso(job->arena, day_of_moment(moment));
}

/* The word for the state of an account. */
static const char *
state_of(const struct user_card *card, day today)
{
	if (card->person.until != DAY_NONE && card->person.until < today)
		return "command.user.left";
	if (card->credential.locked)
		return "command.user.locked";
	if (card->credential.password.n == 0)
		return "command.user.no_password";
	return card->credential.renew ? "command.user.renew" :
	    "command.user.active";
}

/* --- for people --------------------------------------------------------- */

static void
line(struct job *job, struct buf *buf, const char *key, str value)
{
	if (value.n > 0)
		buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
		    key, value)));
}

static void
text_role(struct job *job, const struct user_role *role, struct buf *buf)
{
	str	until = day_text(job->arena, role->grant.until);

	buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
	    "command.user.line.role", role->grant.role, role->agency,
	    day_text(job->arena, role->grant.since), until.n > 0 ? until :
	    S("-"))));
}

static void
text_card(struct job *job, const struct user_card *card, struct buf *buf)
{
	const struct credential	*credential = &card->credential;

	line(job, buf, "command.user.line.login", card->person.login);
	line(job, buf, "command.user.line.name", card->person.name);
	line(job, buf, "command.user.line.agency", card->agency);
	line(job, buf, "command.user.line.until", day_text(job->arena,
	    card->person.until));
	line(job, buf, "command.user.line.state", word(job->words,
	    state_of(card, job->today)));
	if (credential->password.n > 0)
		line(job, buf, "command.user.line.password", day_of(job,
		    credential->password_at));
	if (credential->second)
		line(job, buf, "command.user.line.second", str_printf(
		    job->arena, "%lld", (long long)card->recovery));
	for (size_t i = 0; i < card->roles; i++)
		text_role(job, &card->role[i], buf);
}

static void
text_list(struct job *job, const struct user_card *card, size_t n,
    struct buf *buf)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(buf, "%.*s\t%.*s\t%.*s\t%.*s\n",
		    STRF(card[i].person.login), STRF(card[i].person.name),
		    STRF(card[i].agency), STRF(word(job->words,
		    state_of(&card[i], job->today))));
}

/* --- for programs ------------------------------------------------------- */

static void
json_day(struct json *json, struct job *job, const char *name, day d)
{
	json_put_name(json, name);
	if (d == DAY_NONE)
		json_put_null(json);
	else
		json_put_str(json, day_iso(job->arena, d));
}

static void
json_bool(struct json *json, const char *name, bool truth)
{
	json_put_name(json, name);
	json_put_bool(json, truth);
}

static void
json_role(struct json *json, struct job *job, const struct user_role *role)
{
	json_open_object(json);
	json_put_member(json, "role", role->grant.role);
	json_put_member(json, "agency", role->agency);
	json_day(json, job, "since", role->grant.since);
	json_day(json, job, "until", role->grant.until);
	json_close_object(json);
}

static void
json_card(struct json *json, struct job *job, const struct user_card *card)
{
	json_open_object(json);
	json_put_member(json, "login", card->person.login);
	json_put_member(json, "name", card->person.name);
	json_put_member(json, "agency", card->agency);
	json_day(json, job, "until", card->person.until);
	json_bool(json, "password", card->credential.password.n > 0);
	json_bool(json, "renew", card->credential.renew);
	json_bool(json, "second", card->credential.second);
	json_bool(json, "locked", card->credential.locked);
	json_put_name(json, "recovery");
	json_put_int(json, card->recovery);
	json_put_name(json, "roles");
	json_open_array(json);
	for (size_t i = 0; i < card->roles; i++)
		json_role(json, job, &card->role[i]);
	json_close_array(json);
	json_close_object(json);
}

/* --- either ------------------------------------------------------------- */

void
user_show_card(struct job *job, enum user_show how,
    const struct user_card *card, struct buf *buf)
{
	struct json	json;

	if (how == USER_SHOW_TEXT) {
		text_card(job, card, buf);
		return;
	}
	json_init(&json, buf, true);
	json_card(&json, job, card);
	buf_byte(buf, '\n');
}

void
user_show_list(struct job *job, enum user_show how,
    const struct user_card *card, size_t n, struct buf *buf)
{
	struct json	json;

	if (how == USER_SHOW_TEXT) {
		text_list(job, card, n, buf);
		return;
	}
	json_init(&json, buf, true);
	json_open_array(&json);
	for (size_t i = 0; i < n; i++)
		json_card(&json, job, &card[i]);
	json_close_array(&json);
	buf_byte(buf, '\n');
}
