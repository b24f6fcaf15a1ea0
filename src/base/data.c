#include "base/data.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/file.h"

#define DATA_BYTES	((size_t)16 << 20)
#define DATA_FILES	10000u

static const char	*override;	/* set once, before any thread */

void
data_override(const char *directory)
{
	override = directory;
}

static const struct embed *
embedded(const char *path)
{
	size_t	from = 0, to = embed_count;

	while (from < to) {
		size_t	middle = from + (to - from) / 2;
		int	order = strcmp(path, embed_files[middle].path);

		if (order == 0)
			return &embed_files[middle];
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return NULL;
}

enum err
data_read(struct arena *arena, const char *path, str *ret,
    struct fault *fault)
{
	const struct embed	*embed = embedded(path);

	if (override != NULL) {
		const char	*own = arena_printf(arena, "%s/%s", override,
				    path);

		if (file_kind(own) != FILE_MISSING)
			return file_read(arena, own, DATA_BYTES, ret, fault);
	}
	if (embed == NULL)
		return FAIL(fault, ERR_NOT_FOUND, "data.missing",
		    str_of(path));
	*ret = (str){ embed->bytes, embed->n };
	return OK;
}

str
data_version(struct arena *arena, const char *path)
{
	const struct embed	*embed = embedded(path);
	str			 bytes;

	if (override == NULL)
		return embed == NULL ? S("") : str_of(embed->version);
	if (data_read(arena, path, &bytes, NULL) != OK)
		return S("");
	return str_printf(arena, "%016llx",
	    (unsigned long long)str_hash(bytes));
}

struct paths {
	str	*path;
	size_t	 n;
};

static void
add_embedded(struct paths *paths, str prefix)
{
	for (size_t i = 0; i < embed_count; i++)
		if (str_starts(str_of(embed_files[i].path), prefix))
			paths->path[paths->n++] = str_of(embed_files[i].path);
}

/* Those of the overriding directory that are not embedded as well. */
static enum err
add_overriding(struct arena *arena, struct paths *paths, str prefix,
    struct fault *fault)
{
	size_t		 root = strlen(override), n;
	str		*found;
	enum err	 e;

	while (root > 1 && override[root - 1] == '/')
		root--;
	e = file_list(arena, override, DATA_FILES, &found, &n, fault);
	if (e != OK)
		return e;
	for (size_t i = 0; i < n; i++) {
		str	path = str_sub(found[i], root + 1, found[i].n);

		if (str_starts(path, prefix) &&
		    embedded(str_c(arena, path)) == NULL)
			paths->path[paths->n++] = path;
	}
	return OK;
}

static int
by_path(const void *a, const void *b)
{
	return str_compare(*(const str *)a, *(const str *)b);
}

enum err
data_list(struct arena *arena, const char *prefix, str **ret, size_t *ret_n,
    struct fault *fault)
{
	struct paths	paths = { arena_array(arena, embed_count + DATA_FILES,
			    sizeof(str)), 0 };
	enum err	e;

	add_embedded(&paths, str_of(prefix));
	if (override != NULL) {
		e = add_overriding(arena, &paths, str_of(prefix), fault);
		if (e != OK)
			return e;
	}
	qsort(paths.path, paths.n, sizeof *paths.path, by_path);
	*ret = paths.path;
	*ret_n = paths.n;
	return OK;
}
