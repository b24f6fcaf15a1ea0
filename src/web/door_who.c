#include <strings.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/seal.h"
#include "domain/keyring.h"
#include "domain/token.h"
#include "store/store.h"
#include "web/door_visit.h"

#define FORM_BYTES	16	/* random ones, of the cookie of forms */

/* --- who ------------------------------------------------------------------ */

/* The session of a cookie, and its person.  One that is over is nobody's. */
static enum err
by_session(struct door_visit *visit, struct job *job)
{
	enum err	e;

	e = session_find(job, visit->in.token, &visit->session);
	if (e == OK)
		e = person_act_as(job, visit->session.person, &visit->actor);
	if (e == OK) {
		visit->by = DOOR_COOKIE;
		visit->in.session = &visit->session;
	} else if (e == ERR_FORBIDDEN) {
		fault_clear(&visit->fault);
		visit->in.token = S("");
		visit->over = true;
		e = OK;
	}
	return e;
}

/* "Bearer x" of a program; empty if it is none. */
static str
bearer(const struct door_visit *visit)
{
	str	value = http_header(visit->request, "Authorization"), scheme;

	if (!route_is_api(visit->match.route) ||
	    !str_cut(&value, ' ', &scheme) || scheme.n != 6 ||
	    strncasecmp(scheme.at, "Bearer", 6) != 0)
		return S("");
	return str_trim(value);
}

/* A program that shows a token is known by it or refused. */
static enum err
by_token(struct door_visit *visit, struct job *job, str token)
{
	enum err	e = token_act_as(job, token, &visit->actor);

	visit->by = DOOR_TOKEN;
	if (e == ERR_FORBIDDEN)
		visit->status = 401;
	return e;
}

enum err
door_who_within(struct door_visit *visit, struct job *job)
{
	str	token = bearer(visit);

	visit->by = DOOR_NOBODY;
	visit->actor = NULL;
	visit->in.session = NULL;
	visit->in.token = S("");
	visit->over = false;
	visit->csrf = S("");
	if (token.n > 0)
		return by_token(visit, job, token);
	visit->in.token = cookie_get(visit->request, COOKIE_SESSION,
	    visit->in.way);
	return visit->in.token.n == 0 ? OK : by_session(visit, job);
}

static enum err
find_who(struct job *job, void *context)
{
	return door_who_within(context, job);
}

enum err
door_who(struct door_visit *visit)
{
	struct job	job = visit->job;

	job.actor = NULL;
	return job_read(&job, find_who, visit);
}

/* Public pages show what all bodies have published, to everybody.  Such a
   grant gives sight and, being of no role, no need. */
static const struct grant	sight = { .role = { "", 0 },
	.agency = DB_EVERYTHING, .since = DAY_NONE, .until = DAY_NONE };
static const struct actor	reader = { .grant = &sight, .grants = 1 };

const struct actor *
door_actor(struct door_visit *visit)
{
	struct arena	*arena = visit->job.arena;
	struct actor	*actor;
	struct grant	*grant;

	if (visit->match.route->need != ROUTE_ANYBODY)
		return visit->actor;
	if (visit->actor == NULL)
		return &reader;
	actor = arena_alloc(arena, sizeof *actor);
	*actor = *visit->actor;
	grant = arena_array(arena, actor->grants + 1, sizeof *grant);
	for (size_t i = 0; i < actor->grants; i++)
		grant[i] = actor->grant[i];
	grant[actor->grants++] = sight;
	actor->grant = grant;
	return actor;
}

/* --- may ------------------------------------------------------------------ */

/* Where a reader is led who must do something else first; a program is not
   led anywhere. */
static void
lead(const struct door_visit *visit, struct url to, struct url *ret)
{
	const struct route	*route = visit->match.route;

	if (str_is(str_of(route->method), "GET") && !route_is_api(route))
		*ret = to;
}

enum err
door_may(struct door_visit *visit, struct url *ret_away)
{
	const struct route	*route = visit->match.route;

	if (route->need == ROUTE_ANYBODY)
		return OK;
	if (visit->actor == NULL) {
		lead(visit, url_with(visit->job.arena, URL("/sign-in"),
		    "back", visit->request->target), ret_away);
		visit->status = 401;
		return FAIL(&visit->fault, ERR_FORBIDDEN,
		    visit->over ? "account.signed_out" : "web.sign_in");
	}
	if (visit->session.due == SESSION_PASSWORD && !route->due) {
		lead(visit, URL("/password"), ret_away);
		return FAIL(&visit->fault, ERR_FORBIDDEN,
		    "web.due_password");
	}
	if (visit->session.due == SESSION_SECOND && !route->due) {
		lead(visit, URL("/second"), ret_away);
		return FAIL(&visit->fault, ERR_FORBIDDEN, "web.due_second");
	}
	if (route->need[0] == '\0' || person_holds(visit->actor,
	    str_of(route->need)))
		return OK;
	return FAIL(&visit->fault, ERR_FORBIDDEN, "web.no_need");
}

/* --- forms ---------------------------------------------------------------- */

str
door_csrf(struct arena *arena, str key)
{
	struct digest	mac = digest_mac(DIGEST_SHA256, key, S("form"));

	return str_sub(digest_text(arena, &mac), sizeof "sha256:" - 1,
	    SIZE_MAX);
}

str
door_form_token(void *context)
{
	struct door_visit	*visit = context;
	struct job		*job = &visit->job;
	str			 key = visit->in.token;

	if (visit->csrf.n > 0)
		return visit->csrf;
	if (key.n == 0) {
		key = cookie_get(visit->request, COOKIE_FORM, visit->in.way);
		visit->form_new = key.n < FORM_BYTES;
		if (visit->form_new)
			key = seal_random_text(job->arena, FORM_BYTES);
		visit->form = key;
	}
	visit->csrf = door_csrf(job->arena, key);
	return visit->csrf;
}

/* "https://host:1" is of the host asked for. */
static bool
same_origin(const struct door_visit *visit, str origin)
{
	ptrdiff_t	at = str_find(origin, S("://"), 0);

	return at > 0 && str_eq(str_sub(origin, (size_t)at + 3, origin.n),
	    visit->in.host);
}

/* The origin of an address: up to the third slash. */
static str
origin_of(str address)
{
	ptrdiff_t	at = str_find(address, S("://"), 0), end;

	if (at < 0)
		return address;
	end = str_find(address, S("/"), (size_t)at + 3);
	return end < 0 ? address : str_sub(address, 0, (size_t)end);
}

/* What the browser says of where the form stood; silence is no fault, as the
   token is asked for besides. */
static bool
from_here(const struct door_visit *visit)
{
	str	site = http_header(visit->request, "Sec-Fetch-Site");
	str	origin = http_header(visit->request, "Origin");
	str	referer = http_header(visit->request, "Referer");

	if (site.n > 0 && !str_is(site, "same-origin") &&
	    !str_is(site, "none"))
		return false;
	if (origin.n > 0)
		return same_origin(visit, origin);
	return referer.n == 0 || same_origin(visit, origin_of(referer));
}

/* Compared through their digests, so that time tells nothing. */
static bool
same_secret(str a, str b)
{
	struct digest	x = digest_of(DIGEST_SHA256, a);
	struct digest	y = digest_of(DIGEST_SHA256, b);

	return digest_eq(&x, &y);
}

enum err
door_own_form(struct door_visit *visit)
{
	str	csrf;

	if (str_is(str_of(visit->match.route->method), "GET") ||
	    visit->by == DOOR_TOKEN)
		return OK;
	if (!from_here(visit))
		return FAIL(&visit->fault, ERR_FORBIDDEN, "web.other_site");
	csrf = door_form_token(visit);
	if (visit->form_new || !same_secret(visit->in.sent, csrf))
		return FAIL(&visit->fault, ERR_FORBIDDEN, "web.stale_form");
	return OK;
}
