#include "base/seal_ring.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/number.h"

#define FILE_BYTES	((size_t)1 << 16)
#define KEYS		500
#define LINE_BYTES	96	/* a number, a suite and the figures */

static bool
read_number(str text, uint32_t *ret)
{
	struct number	number;
	int64_t		n;

	if (!number_read(text, &number) || !number_integer(number, &n) ||
	    n < 1 || n > UINT32_MAX)
		return false;
	*ret = (uint32_t)n;
	return true;
}

static const struct seal_key *
read_key(struct arena *arena, str line)
{
	const struct seal_key	*key;
	enum seal_suite		 suite;
	uint32_t		 number;
	uint8_t			 bytes[SEAL_KEY];
	size_t			 n = 0;
	str			 word;
	bool			 well;

	if (!str_cut(&line, ' ', &word) || !read_number(word, &number) ||
	    !str_cut(&line, ' ', &word) || !seal_suite_read(word, &suite) ||
	    line.n != 2 * (size_t)SEAL_KEY)
		return NULL;
	well = sodium_hex2bin(bytes, sizeof bytes, line.at, line.n, NULL, &n,
	    NULL) == 0 && n == sizeof bytes;
	key = well ? seal_key_of(arena, suite, number, bytes) : NULL;
	explicit_bzero(bytes, sizeof bytes);
	return key;
}

static enum err
read_lines(struct arena *arena, const char *path, str text,
    struct seal_ring *ring, struct fault *fault)
{
	const struct seal_key	*key;
	int			 n = 0;
	str			 line;

	while (str_cut(&text, '\n', &line)) {
		n++;
		line = str_trim(line);
		if (line.n == 0 || line.at[0] == '#')
			continue;
		key = ring->n < KEYS ? read_key(arena, line) : NULL;
		if (key == NULL || (ring->n > 0 &&
		    key->number >= ring->key[ring->n - 1]->number))
			return FAIL(fault, ERR_INVALID, "seal.key_file_bad",
			    str_of(path), str_printf(arena, "%d", n));
		ring->key[ring->n++] = key;
	}
	if (ring->n == 0)
		return FAIL(fault, ERR_INVALID, "seal.key_file_empty",
		    str_of(path));
	return OK;
}

enum err
seal_ring_read(struct arena *arena, const char *path, struct seal_ring *ret,
    struct fault *fault)
{
	struct seal_ring	 ring = { 0 };
	struct stat		 state;
	str			 text;
	enum err		 e;

	if (stat(path, &state) == 0 && (state.st_mode & 077) != 0)
		return FAIL(fault, ERR_FORBIDDEN, "seal.key_file_open",
		    str_of(path));
	e = file_read(arena, path, FILE_BYTES, &text, fault);
	if (e != OK)
		return e;
	ring.key = arena_array(arena, KEYS, sizeof ring.key[0]);
	e = read_lines(arena, path, text, &ring, fault);
	explicit_bzero((char *)text.at, text.n);
	if (e == OK)
		*ret = ring;
	return e;
}

static size_t
write_line(const struct seal_key *key, char *to)
{
	char	figures[2 * SEAL_KEY + 1];
	int	n;

	(void)sodium_bin2hex(figures, sizeof figures, key->at, sizeof key->at);
	n = snprintf(to, LINE_BYTES, "%u %.*s %s\n", (unsigned)key->number,
	    STRF(seal_suite_name(key->suite)), figures);
	explicit_bzero(figures, sizeof figures);
	return (size_t)n;
}

/* Make the name stand, so that a power cut cannot take back the keys. */
enum err
seal_ring_write(const char *path, const struct seal_ring *ring,
    struct fault *fault)
{
	size_t		 n = 0, room = ring->n * LINE_BYTES + 1;
	struct arena	*arena = arena_new(room + 4096);
	char		*text = arena_alloc(arena, room);
	enum err	 e;

	for (size_t i = 0; i < ring->n; i++)
		n += write_line(ring->key[i], text + n);
	e = disk_write_private(path, (str){ text, n }, fault);
	explicit_bzero(text, room);
	arena_free(arena);
	return e;
}

void
seal_ring_turn(struct arena *arena, const struct seal_ring *old,
    enum seal_suite suite, struct seal_ring *ret)
{
	struct seal_ring	ring = { .n = old->n + 1 };
	uint32_t		number = 1;

	ring.key = arena_array(arena, ring.n, sizeof ring.key[0]);
	for (size_t i = 0; i < old->n; i++)
		ring.key[i + 1] = old->key[i];
	if (old->n > 0)
		number = old->key[0]->number + 1;
	ring.key[0] = seal_key_new(arena, suite, number);
	*ret = ring;
}

void
seal_ring_drop(struct arena *arena, const struct seal_ring *old,
    uint32_t number, struct seal_ring *ret)
{
	struct seal_ring	ring = { 0 };

	ring.key = arena_array(arena, old->n, sizeof ring.key[0]);
	for (size_t i = 0; i < old->n; i++)
		if (old->key[i]->number != number)
			ring.key[ring.n++] = old->key[i];
	*ret = ring;
}

const struct seal_key *
seal_ring_key(const struct seal_ring *ring, uint32_t number)
{
	for (size_t i = 0; i < ring->n; i++)
		if (ring->key[i]->number == number)
			return ring->key[i];
	return NULL;
}
