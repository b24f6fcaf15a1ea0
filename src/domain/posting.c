#include "domain/posting.h"

#include "base/arena.h"
#include "domain/attachment.h"
#include "domain/channel.h"
#include "domain/journal.h"
#include "domain/person.h"
#include "domain/record.h"
#include "store/store.h"
#include "woven/sql.h"

#define TEXT_BYTES	600u	/* of place, issue, source */
#define ADDRESS_BYTES	2000u
#define MINUTE		INT64_C(60000)
#define FIELDS		12	/* that a journal entry tells of */

/* --- checking ------------------------------------------------------------- */

static enum err
check_texts(const struct posting *posting, struct fault *fault)
{
	if (str_trim(posting->title).n == 0)
		return FAIL(fault, ERR_INVALID, "posting.no_title");
	if (posting->title.n > POSTING_TITLE ||
	    posting->address.n > ADDRESS_BYTES ||
	    posting->place.n > TEXT_BYTES || posting->issue.n > TEXT_BYTES ||
	    posting->source.n > TEXT_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "posting.long");
	if (posting->address.n > 0 &&
	    ((!str_starts(posting->address, S("https://")) &&
	    !str_starts(posting->address, S("http://"))) ||
	    str_has(posting->address, S(" "))))
		return FAIL(fault, ERR_INVALID, "posting.wrong_address",
		    posting->address);
	if (posting->reprint && posting->source.n == 0 &&
	    posting->address.n == 0)
		return FAIL(fault, ERR_INVALID, "posting.no_source");
	return OK;
}

static enum err
check_needs(const struct channel *channel, const struct posting *posting,
    enum posting_proof proof, struct fault *fault)
{
	const struct channel_kind	*kind = channel->kind;

	if (kind == NULL)
		return FAIL(fault, ERR_INVALID, "channel.no_kind",
		    channel->key);
	if (kind->address && posting->address.n == 0)
		return FAIL(fault, ERR_INVALID, "posting.no_address",
		    kind->name);
	if (kind->place && posting->place.n == 0)
		return FAIL(fault, ERR_INVALID, "posting.no_place",
		    kind->name);
	if (kind->issue && posting->issue.n == 0)
		return FAIL(fault, ERR_INVALID, "posting.no_issue",
		    kind->name);
	if (kind->proof && proof == POSTING_UNPROVED)
		return FAIL(fault, ERR_INVALID, "posting.no_proof",
		    kind->name);
	return OK;
}

enum err
posting_check(struct job *job, const struct channel *channel,
    const struct posting *posting, enum posting_proof proof)
{
	struct fault	*fault = job->fault;
	day		 on = posting->at > 0 ? day_of_moment(posting->at) :
			    DAY_NONE;
	enum err	 e = check_texts(posting, fault);

	if (e == OK)
		e = check_needs(channel, posting, proof, fault);
	if (e != OK)
		return e;
	if (on == DAY_NONE)
		return FAIL(fault, ERR_INVALID, "posting.no_day");
	if (on > job->today)
		return FAIL(fault, ERR_INVALID, "posting.future",
		    day_iso(job->arena, on));
	if (on < channel->since ||
	    (channel->until != DAY_NONE && on > channel->until))
		return FAIL(fault, ERR_INVALID, "posting.not_then",
		    channel->name, day_iso(job->arena, on));
	if (posting->units < 1 || posting->units > POSTING_UNITS)
		return FAIL(fault, ERR_INVALID, "posting.units");
	if (posting->reads < -1)
		return FAIL(fault, ERR_INVALID, "posting.reads");
	return OK;
}

/* --- the journal ---------------------------------------------------------- */

static void
note(struct journal_entry *entry, struct journal_change *change, str field,
    str old, str new)
{
	if (!str_eq(old, new))
		change[entry->changes++] = (struct journal_change){
		    .field = field, .old = old, .new = new };
}

/* A number as the journal tells it; empty for `none'. */
static str
number(struct job *job, int64_t n, int64_t none)
{
	return n == none ? S("") : str_int(job->arena, n);
}

/* What changed from `old'; one that is new or gone is compared with one that
   is all empty. */
static enum err
tell(struct job *job, const struct posting *old, const struct posting *is,
    str action, str reason)
{
	const struct posting	*one = is->id != 0 ? is : old;
	struct journal_change	 change[FIELDS];
	struct journal_entry	 entry = { .kind = S("posting"),
				    .thing = one->id, .agency = one->agency,
				    .action = action, .day = DAY_NONE,
				    .reason = reason, .change = change };

	note(&entry, change, S("channel"), number(job, old->channel, 0),
	    number(job, is->channel, 0));
	note(&entry, change, S("record"), number(job, old->record, 0),
	    number(job, is->record, 0));
	note(&entry, change, S("posted"), old->at == 0 ? S("") :
	    day_minute(job->arena, old->at), is->at == 0 ? S("") :
	    day_minute(job->arena, is->at));
	note(&entry, change, S("title"), old->title, is->title);
	note(&entry, change, S("post_address"), old->address, is->address);
	note(&entry, change, S("place"), old->place, is->place);
	note(&entry, change, S("issue"), old->issue, is->issue);
	note(&entry, change, S("units"), number(job, old->units, 0),
	    number(job, is->units, 0));
	note(&entry, change, S("reprint"), old->reprint ? S("1") : S(""),
	    is->reprint ? S("1") : S(""));
	note(&entry, change, S("source"), old->source, is->source);
	note(&entry, change, S("reads"), number(job, old->reads, -1),
	    number(job, is->reads, -1));
	note(&entry, change, S("proof"), number(job, old->attachment, 0),
	    number(job, is->attachment, 0));
	return journal_add(job, &entry);
}

/* --- rows ----------------------------------------------------------------- */

str
posting_origin(struct job *job, const struct posting *posting)
{
	if (posting->address.n > 0)
		return posting->address;
	return str_printf(job->arena, "%.*s %.*s %.*s %.*s",
	    STRF(day_minute(job->arena, posting->at)), STRF(posting->title),
	    STRF(posting->place), STRF(posting->issue));
}

/* All rows of postings are alike. */
#define FROM_ROW(row) (struct posting){ .id = (row)->id,		\
	.version = (row)->version, .agency = (row)->agency,		\
	.channel = (row)->channel, .record = (row)->record,		\
	.at = (row)->at, .title = (row)->title,				\
	.address = (row)->address, .place = (row)->place,		\
	.issue = (row)->issue, .units = (row)->units,			\
	.reprint = (row)->reprint != 0, .source = (row)->source,	\
	.reads = (row)->reads, .attachment = (row)->attachment,		\
	.person = (row)->person }

enum err
posting_load(struct job *job, int64_t id, struct posting *ret)
{
	struct sql_posting_load_row	row;
	enum err			e;

	e = sql_posting_load(job->db, id, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "posting.unknown");
	if (e == OK)
		*ret = FROM_ROW(&row);
	return e;
}

enum err
posting_same(struct job *job, const struct posting *posting,
    struct posting *ret)
{
	struct sql_posting_by_origin_row	 row;
	struct sql_posting_by_title_row		*alike;
	int64_t					 from = posting->at -
						    posting->at % MINUTE;
	size_t					 n = 0;
	enum err				 e;

	e = sql_posting_by_origin(job->db, posting->channel,
	    posting_origin(job, posting), &row);
	if (e == OK)
		*ret = FROM_ROW(&row);
	if (e != ERR_NOT_FOUND)
		return e;
	e = sql_posting_by_title(job->db, posting->channel, from,
	    from + MINUTE, posting->title, &alike, &n);
	for (size_t i = 0; e == OK && i < n; i++)
		if ((alike[i].address.n == 0) != (posting->address.n == 0)) {
			*ret = FROM_ROW(&alike[i]);
			return OK;
		}
	return e == OK ? ERR_NOT_FOUND : e;
}

/* Everything of it that is one thing only may not be there twice. */
static enum err
check_alone(struct job *job, const struct posting *posting)
{
	struct posting	other;
	enum err	e = posting_same(job, posting, &other);

	if (e == ERR_NOT_FOUND || (e == OK && other.id == posting->id))
		return OK;
	return e != OK ? e : FAIL(job->fault, ERR_CONFLICT, "posting.there",
	    other.title, day_minute(job->arena, other.at));
}

/* --- changing ------------------------------------------------------------- */

/* Its channel, and all that must hold before it is written. */
static enum err
prepare(struct job *job, struct posting *posting, enum posting_proof proof)
{
	struct channel	channel;
	struct record	record;
	enum err	e;

	e = channel_load(job, posting->channel, &channel);
	if (e == OK)
		e = posting_check(job, &channel, posting, proof);
	if (e == OK && posting->record != 0)
		e = record_load(job, posting->record, &record);
	posting->agency = channel.agency;
	return e == OK ? check_alone(job, posting) : e;
}

static enum err
insert(struct job *job, const struct posting *posting)
{
	return sql_posting_insert(job->db, posting->id, posting->agency,
	    job->now, posting->channel, posting->record, posting->at,
	    day_of_moment(posting->at), posting->title, posting->address,
	    posting->place, posting->issue, posting->units, posting->reprint,
	    posting->source, posting->reads, posting->attachment,
	    posting_origin(job, posting), posting->person);
}

enum err
posting_new(struct job *job, struct posting *posting,
    struct attachment *proof, str reason)
{
	static const struct posting	nothing = { .reads = -1 };
	enum err			e;

	e = prepare(job, posting, proof == NULL ? POSTING_UNPROVED :
	    POSTING_PROVED);
	if (e != OK)
		return e;
	posting->id = store_id(job->store);
	posting->version = 1;
	posting->person = job->actor == NULL ? 0 : job->actor->person.id;
	posting->attachment = 0;
	if (proof != NULL) {
		proof->agency = posting->agency;
		proof->owner_kind = S("posting");
		proof->owner = posting->id;
		e = attachment_add(job, proof, reason);
		posting->attachment = proof->id;
	}
	if (e == OK)
		e = insert(job, posting);
	return e == OK ? tell(job, &nothing, posting, S("posting.new"),
	    reason) : e;
}

enum err
posting_save(struct job *job, struct posting *posting, str reason)
{
	struct sql_posting_update_row	row;
	struct posting			old;
	enum err			e;

	e = posting_load(job, posting->id, &old);
	if (e != OK)
		return e;
	posting->channel = old.channel;
	posting->attachment = old.attachment;
	e = prepare(job, posting, old.attachment != 0 ? POSTING_PROVED :
	    POSTING_UNPROVED);
	if (e == OK)
		e = sql_posting_update(job->db, posting->id,
		    posting->version, posting->record, posting->at,
		    day_of_moment(posting->at), posting->title,
		    posting->address, posting->place, posting->issue,
		    posting->units, posting->reprint, posting->source,
		    posting->reads, posting->attachment,
		    posting_origin(job, posting), &row);
	if (e == ERR_NOT_FOUND && job->fault->code == OK)
		return FAIL(job->fault, ERR_CONFLICT, "posting.changed");
	if (e != OK)
		return e;
	posting->version = row.version;
	return tell(job, &old, posting, S("posting.change"), reason);
}

enum err
posting_delete(struct job *job, const struct posting *posting, str reason)
{
	static const struct posting	nothing = { .reads = -1 };
	struct sql_posting_delete_row	row;
	struct posting			old;
	enum err			e;

	e = posting_load(job, posting->id, &old);
	if (e != OK)
		return e;
	e = sql_posting_delete(job->db, posting->id, posting->version, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "posting.changed");
	return e == OK ? tell(job, &old, &nothing, S("posting.delete"),
	    reason) : e;
}

/* --- lists ---------------------------------------------------------------- */

/* The moments that a filter lets through: those from `from' on and before the
   place (at, before). */
struct place {
	int64_t	from, at, before;
};

static struct place
place_of(const struct posting_filter *filter)
{
	struct place	place = { .from = filter->from == DAY_NONE ? 0 :
			    day_morning(filter->from), .at = INT64_MAX };

	if (filter->until != DAY_NONE)
		place.at = day_morning(filter->until + 1);
	if (filter->before != 0 && filter->at < place.at) {
		place.at = filter->at;
		place.before = filter->before;
	}
	return place;
}

/* Rows of one statement into `ret'. */
#define TAKE_ROWS(job, row, n, ret) do {				\
	(ret) = arena_array((job)->arena, (n) + 1, sizeof *(ret));	\
	for (size_t i_ = 0; i_ < (n); i_++)				\
		(ret)[i_] = FROM_ROW(&(row)[i_]);			\
} while (0)

enum err
posting_list(struct job *job, const struct posting_filter *filter, int most,
    struct posting **ret, size_t *ret_n)
{
	struct sql_posting_list_channel_row	*on;
	struct sql_posting_list_row		*row;
	struct place				 place = place_of(filter);
	enum err				 e;

	if (filter->channel != 0) {
		e = sql_posting_list_channel(job->db, filter->channel,
		    place.from, place.at, place.before, most, &on, ret_n);
		if (e == OK)
			TAKE_ROWS(job, on, *ret_n, *ret);
		return e;
	}
	e = sql_posting_list(job->db, filter->agency, place.from, place.at,
	    place.before, most, &row, ret_n);
	if (e == OK)
		TAKE_ROWS(job, row, *ret_n, *ret);
	return e;
}

enum err
posting_of(struct job *job, int64_t record, struct posting **ret,
    size_t *ret_n)
{
	struct sql_posting_of_record_row	*row;
	enum err				 e;

	e = sql_posting_of_record(job->db, record, &row, ret_n);
	if (e == OK)
		TAKE_ROWS(job, row, *ret_n, *ret);
	return e;
}

/* --- counting ------------------------------------------------------------- */

enum err
posting_counts(struct job *job, int64_t agency, day from, day until,
    enum posting_span span, struct posting_count **ret, size_t *ret_n)
{
	struct sql_posting_counts_row	*row;
	struct channel			 channel = { .id = 0 };
	enum err			 e;

	e = sql_posting_counts(job->db, agency, from, until,
	    span == POSTING_MONTH ? 7 : 4, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; e == OK && i < *ret_n; i++) {
		if (channel.id != row[i].channel)
			e = channel_load(job, row[i].channel, &channel);
		(*ret)[i] = (struct posting_count){ .channel =
		    row[i].channel, .span = row[i].span, .posts =
		    row[i].posts, .units = channel.kind != NULL &&
		    channel.kind->by_issue ? row[i].issues : row[i].units,
		    .reprints = row[i].reprints };
	}
	return e;
}
