#include "registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "scan.h"

#define FILE_LIMIT	((size_t)1 << 20)

/* What can be registered, and by which text its index is sorted. */
static const struct kind {
	const char	*macro;		/* "CHECK" */
	const char	*name;		/* "check", as in check_index */
	const char	*header;	/* which declares the index */
	const char	*key;		/* field to sort by; NULL: the name */
} kinds[] = {
	{ "CHECK", "check", "check/check.h", "id" },
	{ "COMMAND", "command", "cli/command.h", NULL },
	{ "ERRAND", "errand", "domain/errand.h", NULL },
	{ "PROOF", "proof", "check/proof.h", "key" },
	{ "ROUTE", "route", "web/route.h", NULL },
	{ "STEP", "step", "domain/step.h", NULL },
	{ "THING", "thing_kind", "domain/step.h", NULL },
};

#define KINDS	(sizeof kinds / sizeof kinds[0])

static const char *const macros[KINDS] = { "CHECK", "COMMAND",
	"ERRAND", "PROOF", "ROUTE", "STEP", "THING" };

struct item {
	const struct kind	*kind;
	struct scan_entry	 entry;
	str			 key;	/* what it is sorted by */
};

struct registry {
	struct arena	*arena;
	struct item	*item;
	size_t		 n, room;
	bool		 wrong;		/* something was said */
};

static const struct kind *
kind_of(str macro)
{
	size_t	i = 0;

	while (!str_is(macro, kinds[i].macro))
		i++;
	return &kinds[i];
}

static void
add(struct registry *registry, const struct scan_entry *entry)
{
	const struct kind	*kind = kind_of(entry->macro);
	struct item		 item = { kind, *entry, entry->name };

	if (kind->key != NULL &&
	    (!scan_field(entry, kind->key, &item.key) || item.key.n == 0)) {
		scan_wrong(entry->file, entry->line,
		    "%s(%.*s): .%s = \"...\" is missing", kind->macro,
		    STRF(entry->name), kind->key);
		registry->wrong = true;
		return;
	}
	if (registry->n == registry->room) {
		size_t	room = registry->room == 0 ? 64 : registry->room * 2;

		registry->item = arena_grow(registry->arena, registry->item,
		    registry->n, room, sizeof *registry->item);
		registry->room = room;
	}
	registry->item[registry->n++] = item;
}

static void
read_file(struct registry *registry, const char *path)
{
	struct scan		scan;
	struct scan_entry	entry;
	str			text;

	if (file_read(registry->arena, path, FILE_LIMIT, &text, NULL) != OK) {
		fprintf(stderr, "%s: cannot be read\n", path);
		registry->wrong = true;
		return;
	}
	scan_init(&scan, path, text);
	while (scan_next(&scan, macros, KINDS, &entry))
		add(registry, &entry);
	if (scan.broken)
		registry->wrong = true;
}

/* By kind, then by key, then by place. */
static int
by_key(const void *a, const void *b)
{
	const struct item	*x = a, *y = b;
	int			 order;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	order = str_compare(x->key, y->key);
	if (order == 0)
		order = strcmp(x->entry.file, y->entry.file);
	return order != 0 ? order : (x->entry.line > y->entry.line) -
	    (x->entry.line < y->entry.line);
}

static void
refuse_doubled(struct registry *registry)
{
	for (size_t i = 0; i < registry->n; i++)
		for (size_t j = 0; j < i; j++) {
			const struct item	*x = &registry->item[i];
			const struct item	*y = &registry->item[j];

			if (x->kind != y->kind ||
			    (!str_eq(x->key, y->key) &&
			    !str_eq(x->entry.name, y->entry.name)))
				continue;
			scan_wrong(x->entry.file, x->entry.line,
			    "%s(%.*s) `%.*s' stands already at %s:%u",
			    x->kind->macro, STRF(x->entry.name), STRF(x->key),
			    y->entry.file, y->entry.line);
			registry->wrong = true;
		}
}

static void
put_index(struct buf *buf, const struct registry *registry,
    const struct kind *kind)
{
	const struct item	*item = registry->item;
	size_t			 count = 0;

	buf_printf(buf, "\n");
	for (size_t i = 0; i < registry->n; i++)
		if (item[i].kind == kind)
			buf_printf(buf, "extern const struct %s %s_%.*s;\n",
			    kind->name, kind->name, STRF(item[i].entry.name));
	buf_printf(buf, "\nconst struct %s *const %s_index[] = {\n",
	    kind->name, kind->name);
	for (size_t i = 0; i < registry->n; i++)
		if (item[i].kind == kind) {
			buf_printf(buf, "\t&%s_%.*s,\n", kind->name,
			    STRF(item[i].entry.name));
			count++;
		}
	buf_printf(buf, "\tNULL\n};\nconst size_t %s_count = %zu;\n",
	    kind->name, count);
}

static int
write_all(const struct registry *registry, const char *out)
{
	struct buf	buf;

	buf_init(&buf, registry->arena, FILE_LIMIT);
	buf_put(&buf, S("/* Made by tools/weave; not to be changed. */\n"));
	for (size_t i = 0; i < KINDS; i++)
		buf_printf(&buf, "#include \"%s\"\n", kinds[i].header);
	for (size_t i = 0; i < KINDS; i++)
		put_index(&buf, registry, &kinds[i]);
	if (buf_err(&buf) != OK ||
	    file_write(out, buf_str(&buf), NULL) != OK) {
		fprintf(stderr, "%s: cannot be written\n", out);
		return 1;
	}
	return 0;
}

int
registry_weave(struct arena *arena, const char *out, char *const *file,
    int files)
{
	struct registry	registry = { .arena = arena };

	for (int i = 0; i < files; i++)
		read_file(&registry, file[i]);
	if (registry.n > 0)
		qsort(registry.item, registry.n, sizeof *registry.item,
		    by_key);
	refuse_doubled(&registry);
	return registry.wrong ? 1 : write_all(&registry, out);
}
