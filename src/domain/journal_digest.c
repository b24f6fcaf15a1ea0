#include "domain/journal_digest.h"

#include "base/setting.h"
#include "store/store.h"

#define ENTRY_BYTES	((size_t)1 << 20)
#define VALUE_BYTES	((size_t)1 << 22)

enum digest_kind
journal_digest_kind(const struct store *store)
{
	return str_is(setting_text(store->settings, "crypto"), "gm") ?
	    DIGEST_SM3 : DIGEST_SHA256;
}

static void
put(struct buf *buf, str part)
{
	buf_printf(buf, "%zu:", part.n);
	buf_put(buf, part);
}

static void
put_int(struct buf *buf, int64_t n)
{
	buf_printf(buf, "%lld,", (long long)n);
}

static str
digest(const struct buf *buf, enum digest_kind kind)
{
	struct digest	of = digest_of(kind, buf_str(buf));

	return digest_text(buf->arena, &of);
}

str
journal_digest_value(struct arena *arena, enum digest_kind kind, str salt,
    const str *was, const str *became)
{
	struct buf	buf;

	buf_init(&buf, arena, VALUE_BYTES);
	put(&buf, S("gongkai value 1"));
	put(&buf, salt);
	put_int(&buf, was != NULL);
	put(&buf, was == NULL ? S("") : *was);
	put_int(&buf, became != NULL);
	put(&buf, became == NULL ? S("") : *became);
	return digest(&buf, kind);
}

void
journal_digest_begin(struct buf *buf, struct arena *arena,
    const struct journal_row *row)
{
	buf_init(buf, arena, ENTRY_BYTES);
	put(buf, S("gongkai entry 1"));
	put_int(buf, row->id);
	put_int(buf, row->agency);
	put_int(buf, row->at);
	put_int(buf, row->day);
	put_int(buf, row->actor);
	put(buf, row->kind);
	put_int(buf, row->thing);
	put(buf, row->action);
	put_int(buf, row->changes);
}

void
journal_digest_part(struct buf *buf, const struct journal_part *part)
{
	put_int(buf, part->place);
	put(buf, part->field);
	put_int(buf, part->subject);
	put(buf, part->digest);
}

str
journal_digest_end(const struct buf *buf, enum digest_kind kind)
{
	return digest(buf, kind);
}

str
journal_digest_link(struct arena *arena, enum digest_kind kind, int64_t n,
    int64_t journal, str entry, str before)
{
	struct buf	buf;

	buf_init(&buf, arena, ENTRY_BYTES);
	put(&buf, S("gongkai link 1"));
	put_int(&buf, n);
	put_int(&buf, journal);
	put(&buf, entry);
	put(&buf, before);
	return digest(&buf, kind);
}
