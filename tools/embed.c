/*
 * embed - data files as a C table: embed OUT FILE...
 *
 * The files are given sorted.  Their bytes become string literals, a line of
 * the file a line of C, so that what the binary holds can be read.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"

#define FILE_BYTES	((size_t)16 << 20)
#define OUT_BYTES	((size_t)128 << 20)

static void
byte(struct buf *buf, char c)
{
	if (c == '"' || c == '\\')
		buf_printf(buf, "\\%c", c);
	else if (c >= ' ' && c <= '~' && c != '?')
		buf_byte(buf, c);
	else
		buf_printf(buf, "\\%03o", (unsigned)(unsigned char)c);
}

static void
literal(struct buf *buf, str bytes)
{
	buf_put(buf, S("\t  \""));
	for (size_t i = 0; i < bytes.n; i++) {
		byte(buf, bytes.at[i]);
		if (bytes.at[i] == '\n' && i + 1 < bytes.n)
			buf_put(buf, S("\"\n\t  \""));
	}
	buf_put(buf, S("\""));
}

static enum err
entry(struct arena *arena, struct buf *buf, const char *path,
    struct fault *fault)
{
	str		bytes;
	enum err	e;

	e = file_read(arena, path, FILE_BYTES, &bytes, fault);
	if (e != OK)
		return e;
	buf_printf(buf, "\t{ \"%s\",\n", path);
	literal(buf, bytes);
	buf_printf(buf, ", %zu, \"%016llx\" },\n", bytes.n,
	    (unsigned long long)str_hash(bytes));
	return OK;
}

int
main(int argc, char **argv)
{
	struct arena	*arena = arena_new(OUT_BYTES * 4);
	struct fault	 fault = { .code = OK };
	struct buf	 buf;
	enum err	 e = OK;

	if (argc < 2) {
		fputs("usage: embed OUT FILE...\n", stderr);
		return 2;
	}
	buf_init(&buf, arena, OUT_BYTES);
	buf_put(&buf, S("/* Written by tools/embed.c. */\n"
	    "#include \"base/embed.h\"\n\n"
	    "const struct embed\tembed_files[] = {\n"));
	for (int i = 2; e == OK && i < argc; i++)
		e = entry(arena, &buf, argv[i], &fault);
	buf_printf(&buf, "\t{ 0 },\n};\nconst size_t embed_count = %d;\n",
	    argc - 2);
	if (e == OK)
		e = file_write(argv[1], buf_str(&buf), &fault);
	if (e != OK)
		fprintf(stderr, "embed: %s: %.*s\n", fault.key,
		    STRF(fault.arg[0]));
	arena_free(arena);
	return e == OK ? 0 : 1;
}
