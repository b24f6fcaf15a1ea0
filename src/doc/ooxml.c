#include "doc/ooxml.h"

#include <zip.h>

#include "base/arena.h"

/* 1 January 1980, midnight, as DOS kept it. */
#define DOS_DATE	((1 << 5) | 1)
#define DOS_TIME	0

static enum err
failed(struct fault *fault, zip_error_t *error)
{
	return FAIL(fault, ERR_STORE, "doc.write_failed",
	    str_of(zip_error_strerror(error)));
}

/* The archive refers to the parts' bytes until it is closed. */
static bool
add_parts(zip_t *zip, const struct ooxml_part *part, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		zip_source_t	*source;
		zip_int64_t	 index;

		source = zip_source_buffer(zip, part[i].bytes.at,
		    part[i].bytes.n, 0);
		if (source == NULL)
			return false;
		index = zip_file_add(zip, part[i].name, source,
		    ZIP_FL_ENC_UTF_8);
		if (index < 0) {
			zip_source_free(source);
			return false;
		}
		if (zip_file_set_dostime(zip, (zip_uint64_t)index, DOS_TIME,
		    DOS_DATE, 0) != 0)
			return false;
	}
	return true;
}

static enum err
take_bytes(struct arena *arena, zip_source_t *source, str *ret,
    struct fault *fault)
{
	zip_stat_t	 stat;
	char		*bytes;
	zip_int64_t	 got = -1;

	if (zip_source_stat(source, &stat) != 0 ||
	    zip_source_open(source) != 0)
		return failed(fault, zip_source_error(source));
	bytes = arena_alloc(arena, stat.size + 1);
	got = zip_source_read(source, bytes, stat.size);
	(void)zip_source_close(source);
	if (got < 0 || (zip_uint64_t)got != stat.size)
		return failed(fault, zip_source_error(source));
	*ret = (str){ bytes, stat.size };
	return OK;
}

enum err
ooxml_pack(struct arena *arena, const struct ooxml_part *part, size_t n,
    str *ret, struct fault *fault)
{
	zip_error_t	 error;
	zip_source_t	*source;
	zip_t		*zip;
	enum err	 e;

	zip_error_init(&error);
	source = zip_source_buffer_create(NULL, 0, 0, &error);
	if (source == NULL)
		return failed(fault, &error);
	zip_source_keep(source);
	zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
	if (zip == NULL) {
		zip_source_free(source);
		e = failed(fault, &error);
	} else if (!add_parts(zip, part, n) || zip_close(zip) != 0) {
		e = failed(fault, zip_get_error(zip));
		zip_discard(zip);
	} else {
		e = take_bytes(arena, source, ret, fault);
	}
	zip_source_free(source);
	zip_error_fini(&error);
	return e;
}
