#include "domain/erasure_list.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/seal.h"
#include "base/setting.h"
#include "store/store.h"

#define FIRST		"gongkai erasures 1"
#define FILE_BYTES	((size_t)64 << 20)

static const char *const	kinds[] = {
	[ERASURE_LINE_TEXT]		= "text",
	[ERASURE_LINE_ATTACHMENT]	= "attachment",
	[ERASURE_LINE_BLOB]		= "blob",
	[ERASURE_LINE_SUBJECT]		= "subject",
};

/* Where it lies; NULL if no key file is set. */
static const char *
path_of(struct arena *arena, const struct store *store)
{
	str	key_file = setting_text(store->settings, "key_file");

	return key_file.n == 0 ? NULL : arena_printf(arena, "%.*s.erased",
	    STRF(key_file));
}

/* A number of figures of a base alone that fits; an id has 19 at most. */
static bool
number(str s, unsigned base, uint64_t *ret)
{
	uint64_t	n = 0;

	if (s.n == 0 || s.n > (base == 16 ? 16 : 19))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		const char	*figures = "0123456789abcdef";
		const char	*at = memchr(figures, s.at[i], base);

		if (at == NULL)
			return false;
		n = n * base + (uint64_t)(at - figures);
	}
	*ret = n;
	return base == 16 || n <= INT64_MAX;
}

static bool
read_key(str hex, uint8_t *key)
{
	uint64_t	byte;

	if (hex.n != 2 * ERASURE_KEY)
		return false;
	for (size_t i = 0; i < ERASURE_KEY; i++) {
		if (!number(str_sub(hex, 2 * i, 2 * i + 2), 16, &byte))
			return false;
		key[i] = (uint8_t)byte;
	}
	return true;
}

static bool
read_needle(str rest, struct erasure_line *line)
{
	uint64_t	n;
	str		bytes, hash;

	if (!str_cut(&rest, ' ', &bytes) || !number(bytes, 10, &n) || n == 0 ||
	    !str_cut(&rest, ' ', &hash) ||
	    !number(hash, 16, &line->needle.roll))
		return false;
	line->needle.n = (size_t)n;
	return digest_read(rest, &line->needle.mac) &&
	    line->needle.mac.kind == DIGEST_SHA256;
}

static bool
read_line(str rest, struct erasure_line *line)
{
	struct digest	digest;
	uint64_t	erasure, id = 0;
	str		kind, of;

	if (!str_cut(&rest, ' ', &kind) || !str_cut(&rest, ' ', &of) ||
	    !number(of, 10, &erasure))
		return false;
	*line = (struct erasure_line){ .erasure = (int64_t)erasure };
	while (line->kind < ERASURE_LINE__KINDS &&
	    !str_is(kind, kinds[line->kind]))
		line->kind++;
	if (line->kind == ERASURE_LINE_TEXT)
		return read_needle(rest, line);
	if (line->kind == ERASURE_LINE_BLOB) {
		line->blob = rest;
		return digest_read(rest, &digest);
	}
	if (line->kind == ERASURE_LINE__KINDS || !number(rest, 10, &id))
		return false;
	line->id = (int64_t)id;
	return true;
}

static enum err
read_lines(struct arena *arena, const char *path, str text,
    struct erasure_list *list, struct fault *fault)
{
	size_t	room = 0, n = 0;
	str	line, word;

	for (size_t i = 0; i < text.n; i++)
		room += text.at[i] == '\n';
	list->line = arena_array(arena, room + 1, sizeof *list->line);
	while (str_cut(&text, '\n', &line)) {
		bool	good;

		if (++n == 1)
			good = str_is(line, FIRST);
		else if (n == 2)
			good = str_cut(&line, ' ', &word) &&
			    str_is(word, "key") && read_key(line, list->key);
		else
			good = read_line(line, &list->line[list->n++]);
		if (!good)
			return FAIL(fault, ERR_INVALID, "erasure.list",
			    str_of(path), str_printf(arena, "%zu", n));
	}
	if (n < 2 || text.n > 0)
		return FAIL(fault, ERR_INVALID, "erasure.list", str_of(path),
		    str_printf(arena, "%zu", n));
	return OK;
}

enum err
erasure_list_read(struct arena *arena, const struct store *store,
    struct erasure_list *ret, struct fault *fault)
{
	const char		*path = path_of(arena, store);
	struct erasure_list	 list = { .n = 0 };
	enum err		 e;
	str			 text;

	if (path == NULL)
		return FAIL(fault, ERR_FORBIDDEN, "seal.no_key");
	if (file_kind(path) == FILE_MISSING) {
		seal_random(list.key, sizeof list.key);
		*ret = list;
		return OK;
	}
	e = file_read(arena, path, FILE_BYTES, &text, fault);
	if (e == OK)
		e = read_lines(arena, path, text, &list, fault);
	if (e == OK)
		*ret = list;
	return e;
}

static void
put_line(struct buf *buf, const struct erasure_line *line)
{
	buf_printf(buf, "%s %lld ", kinds[line->kind],
	    (long long)line->erasure);
	switch (line->kind) {
	case ERASURE_LINE_TEXT:
		buf_printf(buf, "%zu %016llx %.*s\n", line->needle.n,
		    (unsigned long long)line->needle.roll,
		    STRF(digest_text(buf->arena, &line->needle.mac)));
		break;
	case ERASURE_LINE_BLOB:
		buf_printf(buf, "%.*s\n", STRF(line->blob));
		break;
	case ERASURE_LINE_ATTACHMENT:
	case ERASURE_LINE_SUBJECT:
	case ERASURE_LINE__KINDS:
		buf_printf(buf, "%lld\n", (long long)line->id);
		break;
	}
}

enum err
erasure_list_add(struct arena *arena, const struct store *store,
    const struct erasure_list *list, const struct erasure_line *line,
    size_t n, struct fault *fault)
{
	const char	*path = path_of(arena, store);
	struct buf	 buf;

	if (path == NULL)
		return FAIL(fault, ERR_FORBIDDEN, "seal.no_key");
	buf_init(&buf, arena, FILE_BYTES);
	buf_printf(&buf, FIRST "\nkey ");
	for (size_t i = 0; i < ERASURE_KEY; i++)
		buf_printf(&buf, "%02x", list->key[i]);
	buf_byte(&buf, '\n');
	for (size_t i = 0; i < list->n; i++)
		if (n == 0 || list->line[i].erasure != line->erasure)
			put_line(&buf, &list->line[i]);
	for (size_t i = 0; i < n; i++)
		put_line(&buf, &line[i]);
	if (buf_err(&buf) != OK)
		return FAIL(fault, ERR_TOO_LARGE, "erasure.list_full",
		    str_of(path));
	return disk_write_private(path, buf_str(&buf), fault);
}
