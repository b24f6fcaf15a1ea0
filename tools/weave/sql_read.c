#include "sql.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "scan.h"

#define SCHEMA_BYTES	((size_t)1 << 20)

static const char *const types[SQL_TYPES] = { "int", "text", "day", "bytes" };

/* Where a file is being read. */
struct reader {
	struct sql_weave	*weave;
	const char		*file;
	str			 rest;
	unsigned		 line;	/* of the line last taken */
};

#define WRONG(reader, ...) do {						\
	scan_wrong((reader)->file, (reader)->line, __VA_ARGS__);	\
	(reader)->weave->wrong = true;					\
} while (0)

static bool
take_line(struct reader *reader, str *ret)
{
	reader->line++;
	return str_cut(&reader->rest, '\n', ret);
}

static bool
is_name(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.at[i] < 'a' || s.at[i] > 'z') && s.at[i] != '_' &&
		    (i == 0 || s.at[i] < '0' || s.at[i] > '9'))
			return false;
	return s.n > 0;
}

/* "-- key: value", where the key is a name. */
static bool
header_line(str line, str *ret_key, str *ret_value)
{
	if (!str_starts(line, S("-- ")))
		return false;
	*ret_value = str_sub(line, 3, line.n);
	if (!str_has(line, S(":")) || !str_cut(ret_value, ':', ret_key) ||
	    !is_name(*ret_key))
		return false;
	*ret_value = str_trim(*ret_value);
	return true;
}

/* "number text?" */
static void
read_column(struct reader *reader, str piece, struct sql_columns *to)
{
	struct sql_column	column = { 0 };
	str			type = str_trim(piece);
	size_t			i = 0;

	column.nullable = str_ends(piece, S("?"));
	(void)str_cut(&type, ' ', &column.name);
	type = str_trim(type);
	if (column.nullable)
		type.n--;
	while (i < SQL_TYPES && !str_is(type, types[i]))
		i++;
	if (i == SQL_TYPES || !is_name(column.name)) {
		WRONG(reader, "`%.*s' is not a name and a type (int, text, "
		    "day, bytes)", STRF(piece));
		return;
	}
	column.type = (enum sql_type)i;
	for (i = 0; i < to->n; i++)
		if (str_eq(to->at[i].name, column.name)) {
			WRONG(reader, "`%.*s' stands there twice",
			    STRF(column.name));
			return;
		}
	if (to->n == SQL_COLUMNS) {
		WRONG(reader, "more than %d columns", SQL_COLUMNS);
		return;
	}
	to->at[to->n++] = column;
}

static void
read_columns(struct reader *reader, str list, struct sql_columns *to)
{
	str	piece;

	while (str_cut(&list, ',', &piece))
		if (str_trim(piece).n > 0)
			read_column(reader, str_trim(piece), to);
}

/* A header line behind the first one; false if it begins a statement. */
static bool
read_header(struct reader *reader, struct sql_statement *statement, str key,
    str value)
{
	if (str_is(key, "in")) {
		read_columns(reader, value, &statement->in);
	} else if (str_is(key, "row") || str_is(key, "rows")) {
		enum sql_yield	yield = str_is(key, "row") ? SQL_ONE : SQL_MANY;

		if (statement->yield != SQL_NOTHING &&
		    statement->yield != yield)
			WRONG(reader, "both row: and rows:");
		statement->yield = yield;
		read_columns(reader, value, &statement->out);
	} else if (str_is(key, "unscoped")) {
		if (value.n == 0)
			WRONG(reader, "unscoped: without a reason");
		statement->unscoped = true;
	} else if (str_is(key, "later")) {
		if (value.n == 0)
			WRONG(reader, "later: without a reason");
		statement->later = true;
	} else {
		return false;
	}
	return true;
}

static struct sql_statement *
new_statement(struct sql_weave *weave)
{
	if (weave->statements == weave->statement_room) {
		size_t	room = weave->statements == 0 ? 128 :
		    weave->statements * 2;

		weave->statement = arena_grow(weave->arena, weave->statement,
		    weave->statements, room, sizeof *weave->statement);
		weave->statement_room = room;
	}
	return &weave->statement[weave->statements++];
}

static struct sql_statement *
begin_statement(struct reader *reader, str name, str sentence, str variant)
{
	struct sql_statement	*statement = new_statement(reader->weave);

	*statement = (struct sql_statement){ .name = name,
	    .sentence = sentence, .file = reader->file, .line = reader->line,
	    .variant = variant };
	if (sentence.n == 0)
		WRONG(reader, "%.*s: no sentence says what it is",
		    STRF(name));
	return statement;
}

static str
variant_of(const char *file)
{
	if (strstr(file, "sqlite/") != NULL)
		return S("sqlite");
	if (strstr(file, "pgsql/") != NULL)
		return S("pgsql");
	return (str){ 0 };
}

/* A line of text, or a comment, behind a statement's header. */
static void
take_text(struct reader *reader, struct sql_statement *statement, str line)
{
	bool	comment = str_starts(line, S("--"));

	if (statement == NULL) {
		if (!comment && str_trim(line).n > 0)
			WRONG(reader, "text before `-- name: sentence'");
		return;
	}
	if (statement->raw.n == 0) {
		if (comment || str_trim(line).n == 0)
			return;
		statement->text_line = reader->line;
		statement->raw.at = line.at;
	}
	statement->raw.n = (size_t)(line.at + line.n - statement->raw.at);
}

void
sql_read(struct sql_weave *weave, const char *file, str text)
{
	struct reader		 reader = { weave, file, text, 0 };
	struct sql_statement	*statement = NULL;
	str			 line, key, value;

	while (take_line(&reader, &line)) {
		if (!header_line(line, &key, &value))
			take_text(&reader, statement, line);
		else if (statement == NULL || statement->raw.n > 0 ||
		    !read_header(&reader, statement, key, value))
			statement = begin_statement(&reader, key, value,
			    variant_of(file));
	}
}

/* A table's name and whether one of its columns is `agency'. */
static bool
table_is_scoped(str create, str *ret_name)
{
	size_t			at = 0;
	struct sql_token	token = sql_token_solid(create, &at);
	int			depth = 0;
	bool			first = false;

	if (!str_is(token.s, "create") ||
	    !str_is(sql_token_solid(create, &at).s, "table"))
		return false;
	*ret_name = sql_token_solid(create, &at).s;
	while (token.kind != SQL_END) {
		token = sql_token_solid(create, &at);
		if (first && depth == 1 && str_is(token.s, "agency"))
			return true;
		if (str_is(token.s, "("))
			depth++;
		else if (str_is(token.s, ")"))
			depth--;
		first = str_is(token.s, "(") || str_is(token.s, ",");
	}
	return false;
}

static void
note_table(struct sql_weave *weave, str statement)
{
	str	name;

	if (!table_is_scoped(statement, &name))
		return;
	if (weave->scopeds == weave->scoped_room) {
		size_t	room = weave->scopeds == 0 ? 64 : weave->scopeds * 2;

		weave->scoped = arena_grow(weave->arena, weave->scoped,
		    weave->scopeds, room, sizeof *weave->scoped);
		weave->scoped_room = room;
	}
	weave->scoped[weave->scopeds++] = str_copy(weave->arena, name);
}

/* What $id and the like mean; NULL for no such word. */
static const char *
macro(str name, enum sql_engine engine)
{
	static const struct {
		const char	*name;
		const char	*text[SQL_ENGINES];
	} macros[] = {
		{ "$id", { "integer", "bigint" } },
		{ "$int", { "integer", "bigint" } },
		{ "$text", { "text", "text collate \"C\"" } },
		{ "$bytes", { "blob", "bytea" } },
	};

	for (size_t i = 0; i < sizeof macros / sizeof macros[0]; i++)
		if (str_is(name, macros[i].name))
			return macros[i].text[engine];
	return NULL;
}

/* Put a statement of the schema for one engine; SQLite's tables are strict,
   so that both engines hold a column to its type. */
static void
put_schema(struct reader *reader, struct buf *buf, str statement,
    enum sql_engine engine)
{
	struct sql_token	token = { .kind = SQL_BLANK };
	size_t			at = 0, table = 0;

	while (token.kind != SQL_END) {
		const char	*text = NULL;

		token = sql_token(statement, &at);
		if (token.kind == SQL_PARAM)
			text = macro(token.s, engine);
		if (token.kind == SQL_PARAM && text == NULL)
			WRONG(reader, "`%.*s' is none of $id, $int, $text, "
			    "$bytes", STRF(token.s));
		else if (token.kind != SQL_COMMENT)
			buf_put(buf, text == NULL ? token.s : str_of(text));
	}
	if (engine == SQL_SQLITE &&
	    str_is(sql_token_solid(statement, &table).s, "create") &&
	    str_is(sql_token_solid(statement, &table).s, "table"))
		buf_put(buf, str_ends(statement, S("without rowid")) ?
		    S(", strict") : S(" strict"));
	buf_put(buf, S(";\n"));
}

/* "sql/schema/0002-bodies.sql": 2, 0002-bodies; 0 if it is no such name. */
static unsigned
number_of(const char *file, str *ret_name)
{
	const char	*slash = strrchr(file, '/');
	str		 name = str_of(slash == NULL ? file : slash + 1);
	unsigned	 number = 0;

	for (size_t i = 0; i < 4; i++) {
		if (i >= name.n || name.at[i] < '0' || name.at[i] > '9')
			return 0;
		number = number * 10 + (unsigned)(name.at[i] - '0');
	}
	if (!str_ends(name, S(".sql")))
		return 0;
	*ret_name = str_sub(name, 0, name.n - 4);
	return number;
}

/* One statement of the schema, for those engines that get it. */
static void
take_schema(struct reader *reader, struct buf *to, str only, str statement)
{
	static const char *const	engines[] = { "sqlite", "pgsql" };

	for (int i = 0; i < SQL_ENGINES; i++)
		if (only.n == 0 || str_is(only, engines[i]))
			put_schema(reader, &to[i], statement,
			    (enum sql_engine)i);
	note_table(reader->weave, statement);
}

/* The statements of a file, each ended by `;' at the end of a line. */
static void
read_statements(struct reader *reader, struct buf *to)
{
	str	line, key, value, only = { 0 }, statement = { 0 };

	while (take_line(reader, &line)) {
		if (statement.n == 0 && header_line(line, &key, &value) &&
		    str_is(key, "engine")) {
			if (!str_is(value, "sqlite") && !str_is(value, "pgsql"))
				WRONG(reader, "no such engine");
			only = value;
			continue;
		}
		if (statement.n == 0 &&
		    (str_starts(line, S("--")) || str_trim(line).n == 0))
			continue;
		if (statement.n == 0)
			statement.at = line.at;
		statement.n = (size_t)(line.at + line.n - statement.at);
		if (!str_ends(line, S(";")))
			continue;
		statement.n--;
		take_schema(reader, to, only, statement);
		statement.n = only.n = 0;
	}
	if (statement.n > 0)
		WRONG(reader, "the last statement does not end with `;'");
}

void
sql_read_schema(struct sql_weave *weave, const char *file, str text)
{
	struct reader		 reader = { weave, file, text, 0 };
	struct sql_migration	*migration;
	struct buf		 to[SQL_ENGINES];

	weave->migration = arena_grow(weave->arena, weave->migration,
	    weave->migrations, weave->migrations + 1,
	    sizeof *weave->migration);
	migration = &weave->migration[weave->migrations++];
	migration->file = file;
	migration->number = number_of(file, &migration->name);
	if (migration->number == 0)
		WRONG(&reader, "the name is not NNNN-words.sql");
	for (size_t i = 0; i + 1 < weave->migrations; i++)
		if (weave->migration[i].number >= migration->number)
			WRONG(&reader, "%s has this number or a later one",
			    weave->migration[i].file);
	for (int i = 0; i < SQL_ENGINES; i++)
		buf_init(&to[i], weave->arena, SCHEMA_BYTES);
	read_statements(&reader, to);
	for (int i = 0; i < SQL_ENGINES; i++)
		migration->text[i] = buf_str(&to[i]);
}
