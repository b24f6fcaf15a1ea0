#include "sql.h"

#include "base/buf.h"
#include "out.h"

/* In the order of enum sql_type and enum sql_yield. */
static const char *const db_types[] = { "DB_INT", "DB_TEXT", "DB_DAY",
    "DB_BYTES" };
static const char *const c_types[] = { "int64_t ", "str ", "day ", "str " };
static const char *const db_yields[] = { "DB_NOTHING", "DB_ONE", "DB_MANY" };
static const char *const db_calls[] = { "db_run", "db_row", "db_rows" };

/* "const int64_t *": how C holds a nullable or other value. */
static void
put_type(struct buf *buf, const struct sql_column *column)
{
	bool	pointer = column->nullable && column->type != SQL_DAY;

	if (pointer)
		buf_put(buf, S("const "));
	buf_put(buf, str_of(c_types[column->type]));
	if (pointer)
		buf_byte(buf, '*');
}

static void
put_struct(struct buf *buf, const struct sql_statement *statement)
{
	buf_printf(buf, "/* A row of the statement below. */\n"
	    "struct sql_%.*s_row {\n", STRF(statement->name));
	for (size_t i = 0; i < statement->out.n; i++) {
		buf_byte(buf, '\t');
		put_type(buf, &statement->out.at[i]);
		buf_printf(buf, "%.*s;\n", STRF(statement->out.at[i].name));
	}
	buf_put(buf, S("};\n"));
}

/* The head of a statement's function.  A parameter's name ends in `_', as
   that of a column may be a type's. */
static void
put_head(struct buf *buf, const struct sql_statement *statement, char after)
{
	buf_printf(buf, "enum err%csql_%.*s(struct db *db", after,
	    STRF(statement->name));
	for (size_t i = 0; i < statement->in.n; i++) {
		buf_put(buf, S(",\n    "));
		put_type(buf, &statement->in.at[i]);
		buf_printf(buf, "%.*s_", STRF(statement->in.at[i].name));
	}
	if (statement->yield != SQL_NOTHING)
		buf_printf(buf, ",\n    struct sql_%.*s_row %sret",
		    STRF(statement->name),
		    statement->yield == SQL_MANY ? "**" : "*");
	if (statement->yield == SQL_MANY)
		buf_put(buf, S(", size_t *ret_n"));
	buf_byte(buf, ')');
}

static void
put_columns(struct buf *buf, const struct sql_statement *statement,
    const char *which, const struct sql_columns *columns, bool result)
{
	buf_printf(buf, "static const struct db_column\t%s_%.*s[] = {\n",
	    which, STRF(statement->name));
	for (size_t i = 0; i < columns->n; i++) {
		const struct sql_column	*column = &columns->at[i];

		buf_printf(buf, "\t{ .name = \"%.*s\", .type = %s",
		    STRF(column->name), db_types[column->type]);
		if (column->nullable)
			buf_put(buf, S(", .nullable = true"));
		if (result)
			buf_printf(buf, ",\n\t    .offset = offsetof(struct "
			    "sql_%.*s_row, %.*s)", STRF(statement->name),
			    STRF(column->name));
		buf_put(buf, S(" },\n"));
	}
	buf_put(buf, S("};\n"));
}

static void
put_statement(struct buf *buf, const struct sql_statement *statement)
{
	str	name = statement->name;

	if (statement->in.n > 0)
		put_columns(buf, statement, "in", &statement->in, false);
	if (statement->out.n > 0)
		put_columns(buf, statement, "out", &statement->out, true);
	buf_printf(buf, "static const struct sql\tstatement_%.*s = {\n"
	    "\t.name = \"%.*s\",\n\t.text = {", STRF(name), STRF(name));
	out_literal(buf, statement->text[SQL_SQLITE]);
	buf_byte(buf, ',');
	out_literal(buf, statement->text[SQL_PGSQL]);
	buf_printf(buf, "\n\t},\n\t.yield = %s,\n\t.writes = %s,\n"
	    "\t.scoped = %s,\n\t.later = %s,\n",
	    db_yields[statement->yield],
	    statement->writes ? "true" : "false",
	    statement->scoped ? "true" : "false",
	    statement->later ? "true" : "false");
	if (statement->in.n > 0)
		buf_printf(buf, "\t.in = in_%.*s,\n\t.ins = %zu,\n",
		    STRF(name), statement->in.n);
	if (statement->out.n > 0)
		buf_printf(buf, "\t.out = out_%.*s,\n\t.outs = %zu,\n"
		    "\t.row_size = sizeof(struct sql_%.*s_row),\n",
		    STRF(name), statement->out.n, STRF(name));
	buf_put(buf, S("};\n\n"));
}

static void
put_value(struct buf *buf, const struct sql_column *column)
{
	const char	*field = column->type == SQL_INT ||
	    column->type == SQL_DAY ? "n" : "s";
	const char	*none = *field == 'n' ? "0" : "(str){ 0 }";
	str		 name = column->name;

	buf_printf(buf, "\t\t{ .type = %s, ", db_types[column->type]);
	if (column->type == SQL_DAY)
		buf_printf(buf, ".null = %.*s_ == DAY_NONE, .n = %.*s_",
		    STRF(name), STRF(name));
	else if (column->nullable)
		buf_printf(buf, ".null = %.*s_ == NULL,\n"
		    "\t\t    .%s = %.*s_ == NULL ? %s : *%.*s_", STRF(name),
		    field, STRF(name), none, STRF(name));
	else
		buf_printf(buf, ".%s = %.*s_", field, STRF(name));
	buf_put(buf, S(" },\n"));
}

static void
put_function(struct buf *buf, const struct sql_statement *statement)
{
	put_head(buf, statement, '\n');
	buf_put(buf, S("\n{\n"));
	if (statement->in.n > 0) {
		buf_put(buf, S("\tconst struct db_value\tin[] = {\n"));
		for (size_t i = 0; i < statement->in.n; i++)
			put_value(buf, &statement->in.at[i]);
		buf_put(buf, S("\t};\n\n"));
	}
	if (statement->yield == SQL_MANY)
		buf_put(buf, S("\tvoid\t*rows = NULL;\n\tenum err\te;\n\n"
		    "\te = "));
	else
		buf_put(buf, S("\treturn "));
	buf_printf(buf, "%s(db, &statement_%.*s, %s",
	    db_calls[statement->yield], STRF(statement->name),
	    statement->in.n > 0 ? "in" : "NULL");
	if (statement->yield == SQL_ONE)
		buf_put(buf, S(", ret"));
	if (statement->yield == SQL_MANY)
		buf_put(buf, S(", &rows, ret_n);\n\t*ret = rows;\n"
		    "\treturn e"));
	buf_put(buf, statement->yield == SQL_MANY ? S(";\n}\n\n") :
	    S(");\n}\n\n"));
}

static bool
write_header(const struct sql_weave *weave, const char *directory)
{
	struct buf	buf;

	buf_init(&buf, weave->arena, OUT_BYTES);
	buf_put(&buf, S("/* Made by tools/weave; not to be changed. */\n"
	    "#ifndef WOVEN_SQL_H\n#define WOVEN_SQL_H\n\n"
	    "#include \"store/db.h\"\n\n"
	    "/* Every statement, sorted as they were read. */\n"
	    "extern const struct sql *const sql_index[];\n"
	    "extern const size_t sql_count;\n"));
	for (size_t i = 0; i < weave->statements; i++) {
		const struct sql_statement	*at = &weave->statement[i];

		if (at->merged)
			continue;
		buf_byte(&buf, '\n');
		if (at->yield != SQL_NOTHING)
			put_struct(&buf, at);
		buf_printf(&buf, "/* %.*s */\n", STRF(at->sentence));
		put_head(&buf, at, ' ');
		buf_put(&buf, S(";\n"));
	}
	buf_put(&buf, S("\n#endif\n"));
	return out_write(weave->arena, directory, "sql.h", &buf);
}

static bool
write_source(const struct sql_weave *weave, const char *directory)
{
	struct buf	buf;
	size_t		n = 0;

	buf_init(&buf, weave->arena, OUT_BYTES);
	buf_put(&buf, S("/* Made by tools/weave; not to be changed. */\n"
	    "#include \"woven/sql.h\"\n\n"));
	for (size_t i = 0; i < weave->statements; i++)
		if (!weave->statement[i].merged) {
			put_statement(&buf, &weave->statement[i]);
			put_function(&buf, &weave->statement[i]);
		}
	buf_put(&buf, S("const struct sql *const sql_index[] = {\n"));
	for (size_t i = 0; i < weave->statements; i++)
		if (!weave->statement[i].merged) {
			buf_printf(&buf, "\t&statement_%.*s,\n",
			    STRF(weave->statement[i].name));
			n++;
		}
	buf_printf(&buf, "\tNULL\n};\nconst size_t sql_count = %zu;\n", n);
	return out_write(weave->arena, directory, "sql.c", &buf);
}

static bool
write_schema(const struct sql_weave *weave, const char *directory)
{
	struct buf	buf;

	buf_init(&buf, weave->arena, OUT_BYTES);
	buf_put(&buf, S("/* Made by tools/weave; not to be changed. */\n"
	    "#include \"store/schema.h\"\n\n"
	    "const struct schema_migration schema_index[] = {\n"));
	for (size_t i = 0; i < weave->migrations; i++) {
		const struct sql_migration	*at = &weave->migration[i];

		buf_printf(&buf, "\t{ .number = %u, .name = \"%.*s\","
		    " .text = {", at->number, STRF(at->name));
		out_literal(&buf, at->text[SQL_SQLITE]);
		buf_byte(&buf, ',');
		out_literal(&buf, at->text[SQL_PGSQL]);
		buf_put(&buf, S("\n\t} },\n"));
	}
	buf_printf(&buf, "\t{ .name = NULL }\n};\n"
	    "const size_t schema_count = %zu;\n", weave->migrations);
	return out_write(weave->arena, directory, "schema.c", &buf);
}

bool
sql_write(struct sql_weave *weave, const char *directory)
{
	return write_header(weave, directory) &&
	    write_source(weave, directory) && write_schema(weave, directory);
}
