#include "domain/outlet.h"

#include "base/arena.h"
#include "base/seal.h"
#include "domain/agency.h"
#include "domain/channel.h"
#include "domain/errand.h"
#include "domain/journal.h"
#include "domain/keyring.h"
#include "domain/outlet_map.h"
#include "domain/record.h"
#include "store/store.h"
#include "woven/sql.h"

#define CODE_BYTES	40u
#define ADDRESS_BYTES	2000u
#define SECRET_BYTES	1000u
#define SECRET_RANDOM	16u	/* bytes of one that we make */
#define FIELDS		8	/* that a journal entry tells of */

/* --- checking ------------------------------------------------------------- */

static bool
is_code(str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char	c = s.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || (i > 0 && (c == '-' ||
		    c == '_' || c == '.'))))
			return false;
	}
	return s.n > 0 && s.n <= CODE_BYTES;
}

static bool
is_address(str s)
{
	return s.n <= ADDRESS_BYTES && !str_has(s, S(" ")) &&
	    !str_has(s, S("\n")) && (str_starts(s, S("https://")) ||
	    str_starts(s, S("http://")));
}

/* What they answer is only an address: a channel that asks for more cannot
   take it, nor can one of a body that the outlet does not speak for. */
static enum err
check_channel(struct job *job, const struct outlet *outlet)
{
	struct channel	channel;
	bool		inside = false;
	enum err	e;

	if (outlet->channel == 0)
		return OK;
	e = channel_load(job, outlet->channel, &channel);
	if (e == OK)
		e = agency_inside(job, outlet->agency, channel.agency,
		    &inside);
	if (e != OK)
		return e;
	if (!inside || channel.kind == NULL || channel.kind->place ||
	    channel.kind->issue || channel.kind->proof)
		return FAIL(job->fault, ERR_INVALID, "outlet.channel",
		    channel.name);
	return OK;
}

static enum err
check(struct job *job, const struct outlet *outlet, str secret)
{
	const struct outlet_map	*map;
	enum err		 e;

	if (!is_code(outlet->code))
		return FAIL(job->fault, ERR_INVALID, "outlet.wrong_code",
		    outlet->code);
	if (!str_is(outlet->kind, OUTLET_WEBHOOK) &&
	    !str_is(outlet->kind, OUTLET_PUSH))
		return FAIL(job->fault, ERR_INVALID, "outlet.no_kind",
		    outlet->kind);
	if (!is_address(outlet->address))
		return FAIL(job->fault, ERR_INVALID, "outlet.wrong_address",
		    outlet->address);
	if (secret.n > SECRET_BYTES || str_has(secret, S("\n")) ||
	    str_has(secret, S("\r")))
		return FAIL(job->fault, ERR_INVALID, "outlet.wrong_secret");
	e = outlet_map_load(job->arena, outlet->mapping, &map, job->fault);
	return e == OK ? check_channel(job, outlet) : e;
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

static str
number(struct job *job, int64_t n)
{
	return n == 0 ? S("") : str_int(job->arena, n);
}

/* What changed from `old', which is all empty for a new one. */
static enum err
tell(struct job *job, const struct outlet *old, const struct outlet *is,
    str action, str reason)
{
	struct journal_change	change[FIELDS];
	struct journal_entry	entry = { .kind = S("outlet"),
				    .thing = is->id, .agency = is->agency,
				    .action = action, .day = DAY_NONE,
				    .reason = reason, .change = change };

	note(&entry, change, S("code"), old->code, is->code);
	note(&entry, change, S("kind"), old->kind, is->kind);
	note(&entry, change, S("post_address"), old->address, is->address);
	note(&entry, change, S("mapping"), old->mapping, is->mapping);
	note(&entry, change, S("channel"), number(job, old->channel),
	    number(job, is->channel));
	note(&entry, change, S("since"), day_text(job->arena, old->since),
	    day_text(job->arena, is->since));
	note(&entry, change, S("until"), day_text(job->arena, old->until),
	    day_text(job->arena, is->until));
	return journal_add(job, &entry);
}

/* --- rows ----------------------------------------------------------------- */

/* The rows of outlet_load, outlet_find and outlet_list are alike. */
#define FROM_ROW(row) (struct outlet){ .id = (row)->id,			\
	.version = (row)->version, .agency = (row)->agency,		\
	.code = (row)->code, .kind = (row)->kind,			\
	.address = (row)->address, .mapping = (row)->mapping,		\
	.channel = (row)->channel, .since = (row)->since,		\
	.until = (row)->until }

enum err
outlet_load(struct job *job, int64_t id, struct outlet *ret)
{
	struct sql_outlet_load_row	row;
	enum err			e = sql_outlet_load(job->db, id, &row);

	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "outlet.unknown", S(""));
	if (e == OK)
		*ret = FROM_ROW(&row);
	return e;
}

enum err
outlet_find(struct job *job, str code, struct outlet *ret)
{
	struct sql_outlet_find_row	row;
	enum err			e;

	e = sql_outlet_find(job->db, code, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "outlet.unknown", code);
	if (e == OK)
		*ret = FROM_ROW(&row);
	return e;
}

enum err
outlet_list(struct job *job, str after, int most, struct outlet **ret,
    size_t *ret_n)
{
	struct sql_outlet_list_row	*row;
	enum err			 e;

	e = sql_outlet_list(job->db, after, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = FROM_ROW(&row[i]);
	return OK;
}

enum err
outlet_waiting(struct job *job, struct outlet_queue **ret, size_t *ret_n)
{
	struct sql_outlet_waiting_row	*row;
	enum err			 e;

	e = sql_outlet_waiting(job->db, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct outlet_queue){ row[i].outlet, row[i].n };
	return OK;
}

/* --- the secret ----------------------------------------------------------- */

static str
context_of(struct job *job, int64_t id)
{
	return str_printf(job->arena, "outlet %lld", (long long)id);
}

static enum err
shut(struct job *job, int64_t id, str secret, str *ret)
{
	const struct seal_key	*key;
	enum err		 e = keyring_make(job);

	if (e == OK)
		e = keyring_own(job, S("outlet"), &key);
	if (e == OK)
		*ret = seal_shut(job->arena, key, context_of(job, id), secret);
	return e;
}

enum err
outlet_secret(struct job *job, const struct outlet *outlet, str *ret)
{
	struct sql_outlet_secret_row	 row;
	const struct seal_key		*key;
	enum err			 e;

	e = sql_outlet_secret(job->db, outlet->id, &row);
	if (e == OK)
		e = keyring_own(job, S("outlet"), &key);
	return e == OK ? seal_open(job->arena, key, context_of(job,
	    outlet->id), row.secret, ret, job->fault) : e;
}

/* --- changing ------------------------------------------------------------- */

enum err
outlet_new(struct job *job, struct outlet *outlet, str *secret, str reason)
{
	static const struct outlet	nothing = { .since = DAY_NONE,
					    .until = DAY_NONE };
	struct sql_outlet_taken_row	taken = { .n = 0 };
	str				sealed = S("");
	enum err			e = check(job, outlet, *secret);

	if (e == OK)
		e = agency_see(job, outlet->agency);
	if (e == OK)
		e = sql_outlet_taken(job->db, outlet->code, &taken);
	if (e == OK && taken.n > 0)
		return FAIL(job->fault, ERR_CONFLICT, "outlet.taken",
		    outlet->code);
	if (e != OK)
		return e;
	outlet->id = store_id(job->store);
	outlet->version = 1;
	outlet->until = DAY_NONE;
	if (secret->n == 0)
		*secret = seal_random_text(job->arena, SECRET_RANDOM);
	e = shut(job, outlet->id, *secret, &sealed);
	if (e == OK)
		e = sql_outlet_insert(job->db, outlet->id, outlet->agency,
		    job->now, outlet->code, outlet->kind, outlet->address,
		    outlet->mapping, outlet->channel, sealed, outlet->since);
	return e == OK ? tell(job, &nothing, outlet, S("outlet.new"),
	    reason) : e;
}

enum err
outlet_end(struct job *job, struct outlet *outlet, day until, str reason)
{
	struct sql_outlet_end_row	row;
	struct outlet			old = *outlet;
	enum err			e;

	if (until < outlet->since)
		return FAIL(job->fault, ERR_INVALID, "outlet.until_before");
	e = sql_outlet_end(job->db, outlet->id, outlet->version, until,
	    &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "outlet.changed",
		    outlet->code);
	if (e != OK)
		return e;
	outlet->version = row.version;
	outlet->until = until;
	return tell(job, &old, outlet, S("outlet.end"), reason);
}

/* --- deliveries ----------------------------------------------------------- */

enum err
outlet_announce(struct job *job, const struct record *record, str action)
{
	struct sql_delivery_insert_row	 done;
	struct sql_outlet_for_row	*row;
	size_t				 n;
	enum err			 e;

	e = sql_outlet_for(job->db, record->agency, job->today, &row, &n);
	for (size_t i = 0; e == OK && i < n; i++) {
		int64_t	id = store_id(job->store);

		e = sql_delivery_insert(job->db, id, record->agency,
		    row[i].id, record->id, record->version, action, job->now,
		    &done);
		if (e == ERR_NOT_FOUND)
			e = OK;
		else if (e == OK)
			e = errand_put(job, "outlet_deliver",
			    errand_id(job->arena, id), S(""));
	}
	return e;
}

enum err
outlet_delivery(struct job *job, int64_t id, struct outlet_delivery *ret)
{
	struct sql_delivery_newer_row	newer = { .n = 0 };
	struct sql_delivery_load_row	row;
	enum err			e = sql_delivery_load(job->db, id,
					    &row);

	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "outlet.no_delivery");
	if (e == OK)
		e = sql_delivery_newer(job->db, id, row.outlet, row.record,
		    &newer);
	if (e == OK)
		*ret = (struct outlet_delivery){ .id = id,
		    .outlet = row.outlet, .record = row.record,
		    .action = row.action, .over = row.done != 0 ||
		    newer.n > 0 };
	return e;
}

enum err
outlet_delivered(struct job *job, int64_t id)
{
	return sql_delivery_done(job->db, id, job->now);
}
