/*
 * form_read - the parts of a form's file, for the files that read them.
 *
 * form_read.c reads the head and the sections, form_read_label.c labels,
 * form_read_table.c the tables with their blocks, columns and rows,
 * form_read_rule.c the relations between cells.  Everything is refused that
 * gongkai-form(5) does not describe, with file, line and column.  Nobody but
 * these four includes this header.
 *
 * Calls: base, form.
 */
#ifndef FORM_READ_H
#define FORM_READ_H

#include "base/yaml.h"
#include "form/form.h"

/* What a form may hold at most; a clerk's slip must not eat the memory. */
enum {
	FORM_READ_LABELS = 64,		/* ways of writing one label */
	FORM_READ_SECTIONS = 64,
	FORM_READ_TABLES = 32,
	FORM_READ_BLOCKS = 64,		/* in a table */
	FORM_READ_ROWS = 256,		/* in a table, groups included */
	FORM_READ_COLUMNS = 32,		/* in a block, groups included */
	FORM_READ_RULES = 64,		/* in a table */
	FORM_READ_DEPTH = 4		/* groups in groups */
};

struct form_reader {
	struct arena	*arena;
	struct fault	*fault;
	struct form	*form;		/* being read: its head is done */
	struct form_table *table;	/* being read, NULL outside of tables */
};

/*
 * A text, or a list of texts of which the first is official.  The number in
 * front of each is parted from it.
 */
enum err form_read_label(const struct form_reader *reader, struct yaml *node,
	    struct form_label *ret);

/* The same under a key of a map; a missing key leaves the label empty. */
enum err form_read_label_may(const struct form_reader *reader,
	    struct yaml *map, const char *key, struct form_label *ret);
enum err form_read_label_want(const struct form_reader *reader,
	    struct yaml *map, const char *key, struct form_label *ret);

/* True when some wording of one label cannot be told from one of the other. */
bool	 form_read_label_clash(struct arena *arena, const struct form_label *a,
	    const struct form_label *b);

/* Refuse a key that is not made of small letters, digits, "_" and ".". */
enum err form_read_key(const struct form_reader *reader,
	    const struct yaml *node, str key);

/* A map with at least one and at most `most' members. */
enum err form_read_members(const struct form_reader *reader,
	    struct yaml *map, const char *key, size_t most,
	    struct yaml **ret);

/* Where one more object fits behind `n' others: the array, moved if need be. */
void	*form_read_room(struct arena *arena, void *at, size_t n, size_t size)
	    __attribute__((returns_nonnull));

/* One table out of its map, into reader->table. */
enum err form_read_table(const struct form_reader *reader, struct yaml *map);

/* One relation between the cells of reader->table. */
enum err form_read_rule(const struct form_reader *reader, struct yaml *map,
	    struct form_rule *ret);

#endif
