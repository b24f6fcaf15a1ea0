#include "base/arena.h"
#include "domain/agency.h"
#include "domain/agency_contact.h"
#include "domain/person.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/route.h"
#include "woven/page.h"

#define FACTS	12
#define DEPTH	20	/* of the tree, as it is drawn */

static const char *const	level_word[AGENCY__LEVELS] = {
	"agency.province", "agency.city", "agency.county", "agency.township",
	"agency.department", "agency.unit" };

static const struct route_field	contact_form[] = {
	{ .name = "version", .kind = ROUTE_INT, .required = true },
	{ .name = "office" },
	{ .name = "address" },
	{ .name = "hours" },
	{ .name = "phone" },
	{ .name = "fax" },
	{ .name = "post_code" },
	{ .name = "mail" },
	{ .name = "site" },
	{ .name = "reason" },
	{ .name = NULL },
};

static struct url
agency_url(struct job *job, str code)
{
	return URL_OF(job->arena, "/desk/agencies/{}", code);
}

/* --- all of them ---------------------------------------------------------- */

/* How far below the first ones it stands; parents come before. */
static int
depth(const struct agency *agency, size_t at,
    const struct view_agency_row *row)
{
	for (size_t i = 0; i < at; i++)
		if (agency[i].id == agency[at].above)
			return row[i].depth < DEPTH ? row[i].depth + 1 :
			    DEPTH;
	return 0;
}

ROUTE(agencies, .method = "GET", .path = "/desk/agencies",
    .need = ROUTE_SIGNED_IN)
(struct job *job, struct input *in, struct response *out)
{
	struct view_bodies	 view = { .rows = 0 };
	struct agency		*agency;
	enum err		 e;

	e = agency_below(job, 0, &agency, &view.rows);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, S("desk.agencies.title"));
	view.brings = person_holds(job->actor, S("agency.change"));
	view.row = arena_array(job->arena, view.rows + 1, sizeof *view.row);
	for (size_t i = 0; i < view.rows; i++)
		view.row[i] = (struct view_agency_row){ .link = {
		    .to = agency_url(job, agency[i].code),
		    .text = agency[i].name, .count = -1 },
		    .code = agency[i].code, .level = word(job->words,
		    level_word[agency[i].level]), .closed = day_text(
		    job->arena, agency[i].until),
		    .depth = depth(agency, i, view.row) };
	page_office_agencies(response_page(job, in, out, 200), &view);
	return OK;
}

/* --- one ------------------------------------------------------------------ */

static enum err
put_facts(struct job *job, const struct agency *agency,
    struct view_body *view)
{
	str		above, supervisor;
	enum err	e;

	view->fact = arena_array(job->arena, FACTS, sizeof *view->fact);
	e = agency_code(job, agency->above, &above);
	if (e == OK)
		e = agency_code(job, agency->supervisor, &supervisor);
	if (e != OK)
		return e;
	desk_fact(job, view->fact, &view->facts, "field.code", agency->code);
	desk_fact(job, view->fact, &view->facts, "field.level", word(
	    job->words, level_word[agency->level]));
	desk_fact(job, view->fact, &view->facts, "field.above", above);
	desk_fact(job, view->fact, &view->facts, "field.supervisor",
	    supervisor);
	desk_fact(job, view->fact, &view->facts, "field.division",
	    agency->division);
	desk_fact(job, view->fact, &view->facts, "field.organisation",
	    agency->organisation);
	desk_fact(job, view->fact, &view->facts, "field.credit",
	    agency->credit);
	desk_fact(job, view->fact, &view->facts, "field.since",
	    day_text(job->arena, agency->since));
	desk_fact(job, view->fact, &view->facts, "field.until",
	    day_text(job->arena, agency->until));
	return OK;
}

static void
put_contact(struct job *job, const struct agency_contact *contact,
    struct view_body *view)
{
	struct view_fact	*fact = arena_array(job->arena, FACTS,
				    sizeof *fact);
	size_t			*n = &view->contacts;

	view->contact = fact;
	desk_fact(job, fact, n, "field.office", contact->office);
	desk_fact(job, fact, n, "field.address", contact->address);
	desk_fact(job, fact, n, "field.hours", contact->hours);
	desk_fact(job, fact, n, "field.phone", contact->phone);
	desk_fact(job, fact, n, "field.fax", contact->fax);
	desk_fact(job, fact, n, "field.post_code", contact->post_code);
	desk_fact(job, fact, n, "field.mail", contact->mail);
	desk_fact(job, fact, n, "field.site", contact->site);
}

static enum err
put_states(struct job *job, int64_t id, struct view_body *view)
{
	struct agency_state	*state;
	enum err		 e = agency_history(job, id, &state,
				    &view->states);

	if (e != OK)
		return e;
	view->state = arena_array(job->arena, view->states + 1,
	    sizeof *view->state);
	for (size_t i = 0; i < view->states; i++)
		view->state[i] = (struct view_agency_state){
		    .from = state[i].from, .name = state[i].agency.name,
		    .closed = day_text(job->arena, state[i].agency.until) };
	return OK;
}

ROUTE(desk_agency, .method = "GET", .path = "/desk/agencies/{code}",
    .need = ROUTE_SIGNED_IN)
(struct job *job, struct input *in, struct response *out)
{
	struct view_body	view = { .facts = 0 };
	struct agency_contact	contact;
	struct agency		agency;
	enum err		e;

	e = agency_find(job, input_part(in, "code"), &agency);
	if (e == OK)
		e = agency_contact_load(job, agency.id, &contact);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, agency.name);
	frame_crumb(job, &view.frame, URL("/desk/agencies"), word(job->words,
	    "desk.agencies.title"));
	if (agency.until == DAY_NONE &&
	    person_may(job, S("agency.change"), agency.id))
		view.change = URL_OF(job->arena, "/desk/agencies/{}/contact",
		    agency.code);
	put_contact(job, &contact, &view);
	e = put_facts(job, &agency, &view);
	if (e == OK)
		e = put_states(job, agency.id, &view);
	if (e == OK)
		page_office_agency(response_page(job, in, out, 200), &view);
	return e;
}

/* --- its contact ---------------------------------------------------------- */

/* A field as it was typed, or as it is kept. */
static void
put_field(struct job *job, const struct input *in, struct view_form *form,
    const char *name, str kept)
{
	struct view_field	*field = desk_optional(job, in, form, name,
				    VIEW_TEXT);

	if (desk_fresh(in))
		field->value = kept;
}

static enum err
ask_contact(struct job *job, const struct input *in, struct response *out,
    const struct agency *agency, const struct agency_contact *kept)
{
	struct view_form	form;

	form = desk_form(job, in, "desk.agencies.contact", URL_OF(job->arena,
	    "/desk/agencies/{}/contact", agency->code), "desk.save");
	desk_line(job, &form, "desk.agencies.contact_line", agency->name);
	desk_keep(&form, S("version"), desk_fresh(in) ? str_int(job->arena,
	    kept->version) : input_str(in, "version"));
	put_field(job, in, &form, "office", kept->office);
	put_field(job, in, &form, "address", kept->address);
	put_field(job, in, &form, "hours", kept->hours);
	put_field(job, in, &form, "phone", kept->phone);
	put_field(job, in, &form, "fax", kept->fax);
	put_field(job, in, &form, "post_code", kept->post_code);
	put_field(job, in, &form, "mail", kept->mail);
	put_field(job, in, &form, "site", kept->site);
	put_field(job, in, &form, "reason", S(""));
	form.back = agency_url(job, agency->code);
	return desk_show(job, in, out, &form);
}

/* The body, which the actor may change, and what is kept of its contact. */
static enum err
find(struct job *job, const struct input *in, struct agency *agency,
    struct agency_contact *contact)
{
	enum err	e = agency_find(job, input_part(in, "code"), agency);

	if (e == OK && !person_may(job, S("agency.change"), agency->id))
		e = FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	return e == OK ? agency_contact_load(job, agency->id, contact) : e;
}

ROUTE(agency_contact, .method = "GET", .path =
    "/desk/agencies/{code}/contact", .need = "agency.change")
(struct job *job, struct input *in, struct response *out)
{
	struct agency_contact	contact;
	struct agency		agency;
	enum err		e = find(job, in, &agency, &contact);

	return e == OK ? ask_contact(job, in, out, &agency, &contact) : e;
}

static enum err
save(struct job *job, const struct input *in, const struct agency *agency)
{
	struct agency_contact	contact = { .version = input_int(in,
				    "version", 0),
				    .office = input_str(in, "office"),
				    .address = input_str(in, "address"),
				    .hours = input_str(in, "hours"),
				    .phone = input_str(in, "phone"),
				    .fax = input_str(in, "fax"),
				    .post_code = input_str(in, "post_code"),
				    .mail = input_str(in, "mail"),
				    .site = input_str(in, "site") };

	return agency_contact_save(job, agency->id, &contact,
	    input_str(in, "reason"));
}

/* Which field a sentence of agency_contact_check is about. */
static const char *
field_of(const struct job *job)
{
	static const char *const	about[][2] = {
		{ "agency.wrong_phone", "phone" },
		{ "agency.wrong_post_code", "post_code" },
		{ "agency.wrong_mail", "mail" },
		{ "agency.wrong_site", "site" },
	};
	str				key = str_of(job->fault->key);

	for (size_t i = 0; job->fault->code != OK &&
	    i < sizeof about / sizeof about[0]; i++)
		if (str_is(key, about[i][0]))
			return about[i][1];
	return NULL;
}

ROUTE(agency_contact_do, .method = "POST", .path =
    "/desk/agencies/{code}/contact", .need = "agency.change",
    .form = contact_form)
(struct job *job, struct input *in, struct response *out)
{
	struct agency_contact	contact;
	struct agency		agency;
	enum err		e = find(job, in, &agency, &contact);

	if (e == OK && in->remarks == 0) {
		e = save(job, in, &agency);
		e = desk_remark(job, in, field_of(job), e);
	}
	if (e == OK && in->remarks > 0)
		return ask_contact(job, in, out, &agency, &contact);
	if (e == OK)
		response_redirect(job, out, agency_url(job, agency.code));
	return e;
}
