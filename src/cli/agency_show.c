#include "cli/agency_show.h"

#include "base/arena.h"
#include "base/json.h"
#include "office/agency_json.h"

static const char *const	level_word[AGENCY__LEVELS] = {
	"agency.province", "agency.city", "agency.county", "agency.township",
	"agency.department", "agency.unit" };

/* --- for people ---------------------------------------------------------- */

static void
line(struct job *job, struct buf *buf, const char *key, str value)
{
	if (value.n > 0)
		buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
		    key, value)));
}

static enum err
line_of_body(struct job *job, struct buf *buf, const char *key, int64_t id)
{
	str		code;
	enum err	e;

	e = agency_code(job, id, &code);
	if (e == OK)
		line(job, buf, key, code);
	return e;
}

static void
text_contact(struct job *job, const struct agency_contact *contact,
    struct buf *buf)
{
	line(job, buf, "agency.line.office", contact->office);
	line(job, buf, "agency.line.address", contact->address);
	line(job, buf, "agency.line.hours", contact->hours);
	line(job, buf, "agency.line.phone", contact->phone);
	line(job, buf, "agency.line.fax", contact->fax);
	line(job, buf, "agency.line.post_code", contact->post_code);
	line(job, buf, "agency.line.mail", contact->mail);
	line(job, buf, "agency.line.site", contact->site);
}

static enum err
text_state(struct job *job, const struct agency_state *state, struct buf *buf)
{
	str		above, what;
	enum err	e;

	e = agency_code(job, state->agency.above, &above);
	if (e != OK)
		return e;
	what = state->agency.until != DAY_NONE ? WORD(job->arena, job->words,
	    "agency.line.closed", day_iso(job->arena, state->agency.until)) :
	    S("");
	buf_printf(buf, "%.*s\n", STRF(WORD(job->arena, job->words,
	    "agency.line.state", day_iso(job->arena, state->from),
	    state->agency.name, above.n > 0 ? above : S("-"), what)));
	return OK;
}

static enum err
text_card(struct job *job, const struct agency_card *card, struct buf *buf)
{
	const struct agency	*a = &card->agency;
	enum err		 e;

	line(job, buf, "agency.line.name", a->name);
	line(job, buf, "agency.line.code", a->code);
	line(job, buf, "agency.line.level", word(job->words,
	    level_word[a->level]));
	line(job, buf, "agency.line.division", a->division);
	line(job, buf, "agency.line.organisation", a->organisation);
	line(job, buf, "agency.line.credit", a->credit);
	line(job, buf, "agency.line.scheme", a->scheme);
	line(job, buf, "agency.line.since", day_text(job->arena, a->since));
	line(job, buf, "agency.line.until", day_text(job->arena, a->until));
	e = line_of_body(job, buf, "agency.line.above", a->above);
	if (e == OK)
		e = line_of_body(job, buf, "agency.line.supervisor",
		    a->supervisor);
	if (e == OK)
		e = line_of_body(job, buf, "agency.line.successor",
		    a->successor);
	if (card->contact != NULL)
		text_contact(job, card->contact, buf);
	for (size_t i = 0; e == OK && i < card->states; i++)
		e = text_state(job, &card->state[i], buf);
	return e;
}

/* A body with those below it, `depth' deep; next[] and first[] link them. */
struct tree {
	const struct agency	*agency;
	const size_t		*first, *next;	/* index + 1; 0: none */
};

static void
text_branch(struct job *job, const struct tree *tree, size_t at, int depth,
    struct buf *buf)
{
	for (; at != 0; at = tree->next[at - 1]) {
		const struct agency	*a = &tree->agency[at - 1];

		buf_printf(buf, "%*s%.*s  %.*s", depth * 2, "",
		    STRF(a->code), STRF(a->name));
		if (a->until != DAY_NONE)
			buf_printf(buf, "  %.*s", STRF(WORD(job->arena,
			    job->words, "agency.line.closed",
			    day_iso(job->arena, a->until))));
		buf_byte(buf, '\n');
		text_branch(job, tree, tree->first[at], depth + 1, buf);
	}
}

/* Index + 1 of the body with an id among the first n; 0: none. */
static size_t
place_of(const struct agency *agency, size_t n, int64_t id)
{
	while (n > 0 && agency[n - 1].id != id)
		n--;
	return n;
}

/* first[0] is the first root, first[i + 1] what begins below agency[i]; the
   list is walked backwards, so that links keep its order. */
static void
text_list(struct job *job, const struct agency *agency, size_t n,
    struct buf *buf)
{
	size_t		*first = arena_array(job->arena, n + 1,
			    sizeof *first);
	size_t		*next = arena_array(job->arena, n + 1, sizeof *next);
	struct tree	 tree = { agency, first, next };

	for (size_t i = n; i > 0; i--) {
		size_t	above = place_of(agency, i - 1, agency[i - 1].above);

		next[i - 1] = first[above];
		first[above] = i;
	}
	text_branch(job, &tree, first[0], 0, buf);
}

/* --- for programs -------------------------------------------------------- */

static enum err
json_card(struct job *job, const struct agency_card *card, struct buf *buf)
{
	struct json	json;
	enum err	e;

	json_init(&json, buf, true);
	e = agency_json_whole(job, &json, &card->agency, card->contact,
	    card->state, card->states);
	buf_byte(buf, '\n');
	return e;
}

static enum err
json_list(struct job *job, const struct agency *agency, size_t n,
    struct buf *buf)
{
	struct json	json;
	enum err	e = OK;

	json_init(&json, buf, true);
	json_open_array(&json);
	for (size_t i = 0; e == OK && i < n; i++)
		e = agency_json(job, &json, &agency[i]);
	json_close_array(&json);
	buf_byte(buf, '\n');
	return e;
}

enum err
agency_show_card(struct job *job, enum agency_show how,
    const struct agency_card *card, struct buf *buf)
{
	return how == AGENCY_SHOW_JSON ? json_card(job, card, buf) :
	    text_card(job, card, buf);
}

enum err
agency_show_list(struct job *job, enum agency_show how,
    const struct agency *agency, size_t n, struct buf *buf)
{
	if (how == AGENCY_SHOW_JSON)
		return json_list(job, agency, n, buf);
	text_list(job, agency, n, buf);
	return OK;
}
