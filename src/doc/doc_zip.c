#include "doc/doc_zip.h"

#include <string.h>
#include <strings.h>
#include <zip.h>

#include "base/arena.h"

struct doc_zip {
	zip_t	*zip;
	str	 name;		/* of the file, for sentences */
	size_t	 taken;		/* bytes unpacked so far */
};

static void
discard(void *zip)
{
	zip_discard(zip);
}

/*
 * Tell the kinds of OLE2 containers apart: an encrypted package names its
 * one stream in UTF-16.
 */
static enum err
refuse_ole(str bytes, str name, struct fault *fault)
{
	static const char	encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0"
	    "P\0a\0c\0k\0a\0g\0e";

	if (str_has(bytes, S(encrypted)))
		return FAIL(fault, ERR_INVALID, "doc.encrypted", name);
	return FAIL(fault, ERR_INVALID, "doc.old_office", name);
}

/*
 * More directory entries than allowed?  Asked before libzip builds its tables
 * of them.
 */
static bool
crowded(str bytes)
{
	size_t		n = 0;
	ptrdiff_t	at = str_find(bytes, S("PK\1\2"), 0);

	while (at >= 0 && n <= DOC_ZIP_ENTRIES) {
		n++;
		at = str_find(bytes, S("PK\1\2"), (size_t)at + 4);
	}
	return n > DOC_ZIP_ENTRIES;
}

/* A name that stays inside the package when joined to a folder. */
static bool
tame(const char *entry)
{
	str	rest = str_of(entry), step;

	if (rest.n == 0 || rest.n > DOC_ZIP_NAME || rest.at[0] == '/')
		return false;
	for (size_t i = 0; i < rest.n; i++)
		if ((unsigned char)rest.at[i] < 0x20)
			return false;
	while (str_cut(&rest, '/', &step))
		if (str_is(step, ".."))
			return false;
	return true;
}

static enum err
inspect(zip_t *zip, str name, struct fault *fault)
{
	zip_int64_t	n = zip_get_num_entries(zip, 0);
	zip_stat_t	stat;

	for (zip_int64_t i = 0; i < n; i++) {
		if (zip_stat_index(zip, (zip_uint64_t)i, 0, &stat) != 0 ||
		    (stat.valid & ZIP_STAT_NAME) == 0)
			return FAIL(fault, ERR_INVALID, "doc.zip_broken", name);
		if (!tame(stat.name))
			return FAIL(fault, ERR_INVALID, "doc.zip_name", name,
			    str_of(stat.name));
		if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
		    stat.encryption_method != ZIP_EM_NONE)
			return FAIL(fault, ERR_INVALID, "doc.encrypted", name);
	}
	return OK;
}

enum err
doc_zip_open(struct arena *arena, str bytes, str name, struct doc_zip **ret,
    struct fault *fault)
{
	struct doc_zip	*opened;
	zip_source_t	*source;
	zip_error_t	 error;
	zip_t		*zip = NULL;

	if (str_starts(bytes, S("\xD0\xCF\x11\xE0")))
		return refuse_ole(bytes, name, fault);
	if (crowded(bytes))
		return FAIL(fault, ERR_TOO_LARGE, "doc.zip_entries", name);

	zip_error_init(&error);
	source = zip_source_buffer_create(bytes.at, bytes.n, 0, &error);
	if (source != NULL) {
		zip = zip_open_from_source(source, ZIP_RDONLY, &error);
		if (zip == NULL)
			zip_source_free(source);
	}
	zip_error_fini(&error);
	if (zip == NULL)
		return FAIL(fault, ERR_INVALID, "doc.zip_broken", name);

	arena_defer(arena, discard, zip);
	opened = arena_alloc(arena, sizeof *opened);
	*opened = (struct doc_zip){ .zip = zip, .name = name };
	*ret = opened;
	return inspect(zip, name, fault);
}

/* Index of the only entry of that name; -1 none, -2 several. */
static zip_int64_t
locate(const struct doc_zip *zip, str part)
{
	zip_int64_t	 n = zip_get_num_entries(zip->zip, 0), found = -1;
	const char	*entry;

	for (zip_int64_t i = 0; i < n; i++) {
		entry = zip_get_name(zip->zip, (zip_uint64_t)i, 0);
		if (entry == NULL || strlen(entry) != part.n ||
		    strncasecmp(entry, part.at, part.n) != 0)
			continue;
		if (found >= 0)
			return -2;
		found = i;
	}
	return found;
}

bool
doc_zip_has(const struct doc_zip *zip, str part)
{
	return locate(zip, part) != -1;
}

bool
doc_zip_name(const struct doc_zip *zip, size_t at, str *ret)
{
	const char	*name = zip_get_name(zip->zip, at, 0);

	*ret = str_of(name);
	return name != NULL;
}

/* Does the size that the directory promises stay within the limits? */
static bool
modest(const struct doc_zip *zip, const zip_stat_t *stat)
{
	if (stat->size > DOC_ZIP_PART ||
	    stat->size > DOC_ZIP_TOTAL - zip->taken)
		return false;
	return stat->size <= DOC_ZIP_SMALL ||
	    stat->size / DOC_ZIP_RATIO <= stat->comp_size;
}

/* Read exactly what was promised; more or less is damage. */
static bool
unpack(zip_file_t *file, char *to, size_t size)
{
	size_t		n = 0;
	zip_int64_t	got;
	char		more;

	while (n < size) {
		got = zip_fread(file, to + n, size - n);
		if (got <= 0)
			return false;
		n += (size_t)got;
	}
	return zip_fread(file, &more, 1) == 0;
}

enum err
doc_zip_part(struct arena *arena, struct doc_zip *zip, str part, str *ret,
    struct fault *fault)
{
	zip_int64_t	 index = locate(zip, part);
	zip_uint64_t	 need = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
	zip_file_t	*file = NULL;
	zip_stat_t	 stat;
	char		*bytes;
	bool		 whole;

	if (index == -1)
		return FAIL(fault, ERR_NOT_FOUND, "doc.zip_missing", zip->name,
		    part);
	if (index < 0 ||
	    zip_stat_index(zip->zip, (zip_uint64_t)index, 0, &stat) != 0 ||
	    (stat.valid & need) != need)
		return FAIL(fault, ERR_INVALID, "doc.zip_broken", zip->name);
	if (!modest(zip, &stat))
		return FAIL(fault, ERR_TOO_LARGE, "doc.zip_bomb", zip->name,
		    part);

	file = zip_fopen_index(zip->zip, (zip_uint64_t)index, 0);
	if (file == NULL)
		return FAIL(fault, ERR_INVALID, "doc.zip_broken", zip->name);
	bytes = arena_alloc(arena, stat.size + 1);
	whole = unpack(file, bytes, stat.size);
	if (zip_fclose(file) != 0 || !whole)
		return FAIL(fault, ERR_INVALID, "doc.zip_broken", zip->name);

	zip->taken += stat.size;
	*ret = (str){ bytes, stat.size };
	return OK;
}
