#include "domain/channel.h"

#include "base/arena.h"
#include "domain/agency.h"
#include "domain/journal.h"
#include "domain/rules.h"
#include "store/store.h"
#include "woven/sql.h"

#define CODE_BYTES	40u
#define NAME_BYTES	300u
#define ADDRESS_BYTES	2000u
#define FIELDS		7	/* that a journal entry tells of */

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

enum err
channel_check(struct job *job, const struct channel *channel)
{
	const struct rules	*rules;
	enum err		 e = rules_of(job, &rules);

	if (e != OK)
		return e;
	if (channel_kind_find(rules->channels, channel->key) == NULL)
		return FAIL(job->fault, ERR_INVALID, "channel.no_kind",
		    channel->key);
	if (!is_code(channel->code))
		return FAIL(job->fault, ERR_INVALID, "channel.wrong_code",
		    channel->code);
	if (str_trim(channel->name).n == 0)
		return FAIL(job->fault, ERR_INVALID, "channel.no_name");
	if (channel->name.n > NAME_BYTES ||
	    channel->identifier.n > NAME_BYTES ||
	    channel->address.n > ADDRESS_BYTES)
		return FAIL(job->fault, ERR_TOO_LARGE, "channel.long");
	if (channel->address.n > 0 &&
	    ((!str_starts(channel->address, S("https://")) &&
	    !str_starts(channel->address, S("http://"))) ||
	    str_has(channel->address, S(" "))))
		return FAIL(job->fault, ERR_INVALID, "channel.wrong_address",
		    channel->address);
	if (channel->until != DAY_NONE && channel->until < channel->since)
		return FAIL(job->fault, ERR_INVALID, "channel.until_before");
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

/* What changed from `old', which is all empty for a new one. */
static enum err
tell(struct job *job, const struct channel *old, const struct channel *is,
    str action, str reason)
{
	struct journal_change	change[FIELDS];
	struct journal_entry	entry = { .kind = S("channel"),
				    .thing = is->id, .agency = is->agency,
				    .action = action, .day = DAY_NONE,
				    .reason = reason, .change = change };

	note(&entry, change, S("code"), old->code, is->code);
	note(&entry, change, S("channel_kind"), old->key, is->key);
	note(&entry, change, S("channel_name"), old->name, is->name);
	note(&entry, change, S("post_address"), old->address, is->address);
	note(&entry, change, S("identifier"), old->identifier,
	    is->identifier);
	note(&entry, change, S("since"), day_text(job->arena, old->since),
	    day_text(job->arena, is->since));
	note(&entry, change, S("until"), day_text(job->arena, old->until),
	    day_text(job->arena, is->until));
	return journal_add(job, &entry);
}

/* --- rows ----------------------------------------------------------------- */

static enum err
set_kind(struct job *job, struct channel *channel)
{
	const struct rules	*rules;
	enum err		 e = rules_of(job, &rules);

	if (e == OK)
		channel->kind = channel_kind_find(rules->channels,
		    channel->key);
	return e;
}

/* The rows of channel_load, channel_find and channel_list are alike. */
#define FROM_ROW(row) (struct channel){ .id = (row)->id,		\
	.version = (row)->version, .agency = (row)->agency,		\
	.key = (row)->kind, .code = (row)->code, .name = (row)->name,	\
	.address = (row)->address, .identifier = (row)->identifier,	\
	.since = (row)->since, .until = (row)->until }

enum err
channel_load(struct job *job, int64_t id, struct channel *ret)
{
	struct sql_channel_load_row	row;
	enum err			e;

	e = sql_channel_load(job->db, id, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "channel.unknown", S(""));
	if (e != OK)
		return e;
	*ret = FROM_ROW(&row);
	return set_kind(job, ret);
}

enum err
channel_find(struct job *job, str code, struct channel *ret)
{
	struct sql_channel_find_row	row;
	enum err			e;

	e = sql_channel_find(job->db, code, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "channel.unknown", code);
	if (e != OK)
		return e;
	*ret = FROM_ROW(&row);
	return set_kind(job, ret);
}

enum err
channel_list(struct job *job, int64_t agency, str after, int most,
    struct channel **ret, size_t *ret_n)
{
	struct sql_channel_list_row	*row;
	enum err			 e;

	e = sql_channel_list(job->db, agency, after, most, &row, ret_n);
	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; e == OK && i < *ret_n; i++) {
		(*ret)[i] = FROM_ROW(&row[i]);
		e = set_kind(job, &(*ret)[i]);
	}
	return e;
}

/* --- changing ------------------------------------------------------------- */

enum err
channel_new(struct job *job, struct channel *channel, str reason)
{
	static const struct channel	nothing = { .since = DAY_NONE,
					    .until = DAY_NONE };
	struct sql_channel_taken_row	taken = { .n = 0 };
	enum err			e = channel_check(job, channel);

	if (e == OK)
		e = agency_see(job, channel->agency);
	if (e == OK)
		e = sql_channel_taken(job->db, channel->code, &taken);
	if (e == OK && taken.n > 0)
		return FAIL(job->fault, ERR_CONFLICT, "channel.taken",
		    channel->code);
	if (e != OK)
		return e;
	channel->id = store_id(job->store);
	channel->version = 1;
	e = sql_channel_insert(job->db, channel->id, channel->agency,
	    job->now, channel->code, channel->key, channel->name,
	    channel->address, channel->identifier, channel->since,
	    channel->until);
	if (e == OK)
		e = set_kind(job, channel);
	return e == OK ? tell(job, &nothing, channel, S("channel.new"),
	    reason) : e;
}

enum err
channel_save(struct job *job, struct channel *channel, str reason)
{
	struct sql_channel_update_row	row;
	struct channel			old;
	enum err			e;

	e = channel_load(job, channel->id, &old);
	if (e != OK)
		return e;
	channel->agency = old.agency;
	channel->key = old.key;
	channel->code = old.code;
	e = channel_check(job, channel);
	if (e == OK)
		e = sql_channel_update(job->db, channel->id,
		    channel->version, channel->name, channel->address,
		    channel->identifier, channel->since, channel->until,
		    &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_CONFLICT, "channel.changed",
		    channel->name);
	if (e != OK)
		return e;
	channel->version = row.version;
	return tell(job, &old, channel, S("channel.change"), reason);
}
