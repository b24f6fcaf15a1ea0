#include "base/arena.h"
#include "base/utf8.h"
#include "domain/agency.h"
#include "domain/journal.h"
#include "domain/journal_list.h"
#include "domain/person.h"
#include "domain/record.h"
#include "web/desk.h"
#include "web/frame.h"
#include "web/item.h"
#include "web/route.h"
#include "woven/page.h"

#define ENTRIES		50	/* on a page */
#define VALUE_BYTES	600u	/* of a value that are shown */
#define FACTS		6

static const struct route_field	filter_form[] = {
	{ .name = "from", .kind = ROUTE_DAY },
	{ .name = "until", .kind = ROUTE_DAY },
	{ .name = "login" },
	{ .name = "kind", .max = 64 },
	{ .name = "thing", .kind = ROUTE_INT },
	{ .name = "before", .kind = ROUTE_INT },
	{ .name = "seen", .kind = ROUTE_INT },
	{ .name = NULL },
};

/* Kinds of things that the journal tells of. */
static const char *const	kinds[][2] = {
	{ "account", "desk.kind.account" },
	{ "agency", "desk.kind.agency" },
	{ "channel", "desk.kind.channel" },
	{ "erasure", "desk.kind.erasure" },
	{ "errand", "desk.kind.errand" },
	{ "key", "desk.kind.key" },
	{ "name_change", "desk.kind.name_change" },
	{ "person", "desk.kind.person" },
	{ "posting", "desk.kind.posting" },
	{ "record", "desk.kind.record" },
	{ "subject", "desk.kind.subject" },
};

#define KINDS	(sizeof kinds / sizeof kinds[0])

static str
kind_word(struct job *job, str kind)
{
	for (size_t i = 0; i < KINDS; i++)
		if (str_is(kind, kinds[i][0]))
			return word(job->words, kinds[i][1]);
	return kind;
}

/* "改名": the word of the action itself, or of a procedure's step. */
static str
action_word(struct job *job, const struct journal_list_entry *entry)
{
	const char	*key = str_c(job->arena, entry->action);
	str		 step = entry->action, kind;

	if (word_has(job->words, key))
		return word(job->words, key);
	(void)str_cut(&step, '.', &kind);
	key = arena_printf(job->arena, "procedure.%.*s.step.%.*s", STRF(kind),
	    STRF(step));
	return word_has(job->words, key) ? word(job->words, key) :
	    entry->action;
}

/* --- the entries ---------------------------------------------------------- */

static str
shown(str value)
{
	return value.n == 0 ? S("—") : utf8_head(value, VALUE_BYTES);
}

static struct view_fact
change_fact(struct job *job, const struct journal_list_change *change)
{
	struct view_fact	 fact = { .name = change->field };
	const char		*key = arena_printf(job->arena, "field.%.*s",
				    STRF(change->field));

	if (change->field.n == 0)
		fact.name = word(job->words, "field.reason");
	else if (word_has(job->words, key))
		fact.name = word(job->words, key);
	if (change->erased)
		fact.value = word(job->words, "desk.journal.erased");
	else if (change->sealed)
		fact.value = word(job->words, "desk.journal.sealed");
	else if (change->old.n == 0)
		fact.value = shown(change->new);
	else
		fact.value = WORD(job->arena, job->words,
		    "desk.journal.change", shown(change->old),
		    shown(change->new));
	return fact;
}

/* Who reads the journal need not see people's pages. */
static bool
sees_people(const struct job *job)
{
	return person_holds(job->actor, S("person.change")) ||
	    person_holds(job->actor, S("person.grant")) ||
	    person_holds(job->actor, S("person.unlock"));
}

/* What a thing is called, and where it is shown; its number if it is gone or
   has no page of its own. */
static struct view_link
thing_link(struct job *job, const struct journal_list_entry *entry)
{
	struct view_link	link = { .text = str_int(job->arena,
				    entry->thing), .count = -1 };
	struct agency		agency;
	struct person		person;
	struct record		record;

	if (str_is(entry->kind, "agency") &&
	    agency_load(job, entry->thing, &agency) == OK) {
		link.text = agency.name;
		link.to = URL_OF(job->arena, "/desk/agencies/{}",
		    agency.code);
	} else if ((str_is(entry->kind, "person") ||
	    str_is(entry->kind, "account")) &&
	    person_load(job, entry->thing, &person) == OK) {
		link.text = person.name;
		if (sees_people(job))
			link.to = URL_OF(job->arena, "/desk/people/{}",
			    person.login);
	} else if (str_is(entry->kind, "record") &&
	    record_load(job, entry->thing, &record) == OK) {
		link.text = record.title;
		link.to = item_url(job, record.index, record.id);
	}
	fault_clear(job->fault);
	return link;
}

static struct view_entry
entry_row(struct job *job, const struct journal_list_entry *entry)
{
	struct view_entry	row = { .at = entry->at,
				    .action = action_word(job, entry),
				    .kind = kind_word(job, entry->kind),
				    .thing = thing_link(job, entry),
				    .agency = entry->agency,
				    .changes = entry->changes };

	row.who = entry->login.n == 0 ? word(job->words,
	    "desk.journal.machine") : str_printf(job->arena, "%.*s (%.*s)",
	    STRF(entry->name), STRF(entry->login));
	row.change = arena_array(job->arena, entry->changes + 1,
	    sizeof *row.change);
	for (size_t i = 0; i < entry->changes; i++)
		row.change[i] = change_fact(job, &entry->change[i]);
	return row;
}

/* --- the filter ----------------------------------------------------------- */

static enum err
read_filter(struct job *job, struct input *in,
    struct journal_list_filter *ret)
{
	struct person	person;
	enum err	e = OK;

	*ret = (struct journal_list_filter){
	    .before = input_int(in, "before", 0),
	    .from = input_day(in, "from"), .until = input_day(in, "until"),
	    .kind = input_str(in, "kind"),
	    .thing = input_int(in, "thing", 0) };
	if (input_str(in, "login").n == 0)
		return OK;
	e = person_find(job, input_str(in, "login"), &person);
	if (e == OK)
		ret->actor = person.id;
	return desk_remark(job, in, "login", e);
}

static void
put_filter(struct job *job, const struct input *in,
    struct view_journal *view)
{
	struct view_field	*kind;

	view->field[view->fields++] = frame_field(job, in, "from", VIEW_DAY);
	view->field[view->fields++] = frame_field(job, in, "until", VIEW_DAY);
	view->field[view->fields++] = frame_field(job, in, "login",
	    VIEW_TEXT);
	kind = &view->field[view->fields++];
	*kind = frame_field(job, in, "kind", VIEW_SELECT);
	kind->choice = arena_array(job->arena, KINDS + 1,
	    sizeof *kind->choice);
	kind->choice[kind->choices++] = (struct view_choice){ S(""),
	    word(job->words, "desk.journal.all"), kind->value.n == 0 };
	for (size_t i = 0; i < KINDS; i++)
		kind->choice[kind->choices++] = (struct view_choice){
		    str_of(kinds[i][0]), word(job->words, kinds[i][1]),
		    str_is(kind->value, kinds[i][0]) };
	view->field[view->fields++] = frame_field(job, in, "thing",
	    VIEW_NUMBER);
}

/* This list with its filter. */
static struct url
list_url(struct job *job, const struct input *in)
{
	static const char *const	names[] = { "from", "until", "login",
					    "kind", "thing" };
	struct url			url = URL("/desk/journal");

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		url = url_with(job->arena, url, names[i], input_str(in,
		    names[i]));
	return url;
}

static void
put_pager(struct job *job, const struct input *in,
    const struct journal_list_entry *entry, size_t n,
    struct view_journal *view)
{
	int64_t	seen = input_int(in, "seen", 0);

	view->pager = (struct view_pager){ .all = -1, .from = seen + 1,
	    .to = seen + (int64_t)view->rows };
	if (input_int(in, "before", 0) > 0)
		view->pager.before = list_url(job, in);
	if (n > view->rows)
		view->pager.after = url_with(job->arena, url_with(job->arena,
		    list_url(job, in), "before", str_int(job->arena,
		    entry[view->rows - 1].id)), "seen", str_int(job->arena,
		    view->pager.to));
}

ROUTE(journal, .method = "GET", .path = "/desk/journal",
    .need = "journal.read", .form = filter_form)
(struct job *job, struct input *in, struct response *out)
{
	struct journal_list_filter	 filter;
	struct journal_list_entry	*entry = NULL;
	struct view_journal		 view = { .rows = 0 };
	size_t				 n = 0;
	enum err			 e = read_filter(job, in, &filter);

	if (e == OK && in->remarks == 0)
		e = journal_list(job, &filter, ENTRIES + 1, &entry, &n);
	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, S("desk.journal.title"));
	view.remarks = frame_remarks(job, in);
	view.verifies = person_holds(job->actor, S("journal.verify"));
	put_filter(job, in, &view);
	view.rows = n > ENTRIES ? ENTRIES : n;
	view.row = arena_array(job->arena, view.rows + 1, sizeof *view.row);
	for (size_t i = 0; i < view.rows; i++)
		view.row[i] = entry_row(job, &entry[i]);
	put_pager(job, in, entry, n, &view);
	page_office_journal(response_page(job, in, out, 200), &view);
	return OK;
}

/* --- verifying ------------------------------------------------------------ */

static void
tell_state(struct job *job, const struct journal_state *state,
    struct view_verified *view)
{
	view->fact = arena_array(job->arena, FACTS, sizeof *view->fact);
	desk_fact(job, view->fact, &view->facts, "desk.journal.sealed_links",
	    str_int(job->arena, state->sealed));
	desk_fact(job, view->fact, &view->facts, "desk.journal.tail",
	    str_int(job->arena, state->tail));
	desk_fact(job, view->fact, &view->facts, "desk.journal.erasures",
	    str_int(job->arena, state->erased));
	desk_fact(job, view->fact, &view->facts, "desk.journal.head",
	    state->head);
	if (state->how == NULL) {
		view->notice = (struct view_notice){ .tone = VIEW_GOOD,
		    .text = word(job->words, "desk.journal.whole") };
		return;
	}
	view->notice = (struct view_notice){ .tone = VIEW_BAD,
	    .title = WORD(job->arena, job->words, "desk.journal.broken",
	    str_int(job->arena, state->broken)), .text = WORD(job->arena,
	    job->words, state->how, str_int(job->arena, state->broken),
	    str_int(job->arena, state->entry)) };
	if (state->torn)
		desk_fact(job, view->fact, &view->facts,
		    "desk.journal.cause", word(job->words,
		    "desk.journal.torn"));
}

ROUTE(journal_verify, .method = "POST", .path = "/desk/journal/verify",
    .need = "journal.verify", .mode = ROUTE_READS)
(struct job *job, struct input *in, struct response *out)
{
	struct view_verified	view = { .facts = 0 };
	struct journal_state	state;
	enum err		e = journal_verify(job, &state);

	if (e != OK)
		return e;
	view.frame = frame_desk(job, in, S("desk.journal.verified"));
	frame_crumb(job, &view.frame, URL("/desk/journal"), word(job->words,
	    "desk.journal.title"));
	tell_state(job, &state, &view);
	page_office_verified(response_page(job, in, out, 200), &view);
	return OK;
}
