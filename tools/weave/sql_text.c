#include "sql.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "scan.h"

#define TEXT_BYTES	((size_t)256 << 10)
#define DEPTH		64
#define PARAMS		31	/* and the scope: DB_PARAMS */

/*
 * Words that one engine does not know, or takes otherwise.  They may stand in
 * sql/sqlite and sql/pgsql, where a statement has a text for each.
 */
static const char *const dialect[] = {
	"autoincrement", "collate", "ctid", "current_date", "current_time",
	"current_timestamp", "false", "for", "glob", "ilike", "interval",
	"lateral", "locked", "oid", "pragma", "regexp", "rowid", "similar",
	"true", "vacuum",
};

/* The same of functions. */
static const char *const dialect_functions[] = {
	"age", "array_agg", "char_length", "concat", "date", "datetime",
	"extract", "format", "greatest", "group_concat", "ifnull", "iif",
	"instr", "json", "json_agg", "json_extract", "julianday", "least",
	"now", "position", "printf", "random", "string_agg",
	"strftime", "strpos", "to_char", "total", "typeof", "unixepoch",
};

/* A text being held to the rules and written anew for an engine. */
struct writer {
	struct sql_weave	*weave;
	struct sql_statement	*statement;
	enum sql_engine		 engine;
	struct buf		 buf;
	bool			 used[SQL_COLUMNS];
	bool			 locks;		/* the last word was `for' */
	bool			 or_next;	/* ... or `insert' */
	bool			 table_next;	/* a table's name comes next */
	int			 depth;
	bool			 in_from[DEPTH]; /* a comma joins a table */
};

static void
wrong_at(struct writer *writer, size_t at, const char *what, str word)
{
	const struct sql_statement	*statement = writer->statement;
	unsigned			 line = statement->text_line;

	for (size_t i = 0; i < at; i++)
		line += statement->raw.at[i] == '\n';
	scan_wrong(statement->file, line, "%.*s: `%.*s' %s",
	    STRF(statement->name), STRF(word), what);
	writer->weave->wrong = true;
}

/* ?1 or $1 for the parameter. */
static void
put_place(struct writer *writer, size_t number)
{
	buf_printf(&writer->buf, "%c%zu",
	    writer->engine == SQL_SQLITE ? '?' : '$', number);
}

static void
put_param(struct writer *writer, const struct sql_token *token)
{
	const struct sql_columns	*in = &writer->statement->in;
	str				 name = str_sub(token->s, 1,
					    token->s.n);

	for (size_t i = 0; i < in->n; i++)
		if (str_eq(in->at[i].name, name)) {
			writer->used[i] = true;
			put_place(writer, i + 1);
			return;
		}
	wrong_at(writer, token->at, "does not stand in its in: line",
	    token->s);
}

static bool
is_one_of(str word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(word, list[i]))
			return true;
	return false;
}

#define IS_ONE_OF(word, list) \
	is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

/* A bracket follows the word. */
static bool
called(const struct writer *writer, const struct sql_token *token)
{
	size_t	next = token->at + token->s.n;
	str	raw = writer->statement->raw;

	return next < raw.n && raw.at[next] == '(';
}

/* What only one engine would understand. */
static void
refuse_dialect(struct writer *writer, const struct sql_token *token)
{
	bool	bad = false;

	if (token->kind == SQL_WORD)
		bad = IS_ONE_OF(token->s, dialect) ||
		    (called(writer, token) &&
		    IS_ONE_OF(token->s, dialect_functions)) ||
		    (writer->or_next && str_is(token->s, "or"));
	else if (token->kind == SQL_QUOTED)
		bad = token->s.at[0] == '"';
	else if (token->kind == SQL_OTHER)
		bad = strchr(":@#~`[]?{}^", token->s.at[0]) != NULL;
	if (bad)
		wrong_at(writer, token->at,
		    "is not understood by both engines", token->s);
	if (token->kind != SQL_BLANK)
		writer->or_next = str_is(token->s, "insert");
}

/* A table with an agency needs the scope, or a reason. */
static void
hold_table(struct writer *writer, const struct sql_token *token)
{
	const struct sql_weave	*weave = writer->weave;

	for (size_t i = 0; i < weave->scopeds; i++)
		if (str_eq(token->s, weave->scoped[i]) &&
		    !writer->statement->scoped && !writer->statement->unscoped)
			wrong_at(writer, token->at, "has an agency: the "
			    "statement needs $scope( or a line "
			    "`-- unscoped: reason'", token->s);
}

/* Follow where tables are named: behind from, join, into, update, using, and
   behind a comma of a from. */
static void
watch_tables(struct writer *writer, const struct sql_token *token)
{
	static const char *const	before[] = { "from", "join", "into",
	    "update", "using" };
	static const char *const	ends[] = { "where", "group", "order",
	    "set", "values", "select", "union", "limit", "having",
	    "returning", "except", "intersect" };
	bool				*in_from;

	if (str_is(token->s, "(") && writer->depth + 1 < DEPTH)
		writer->in_from[++writer->depth] = false;
	if (str_is(token->s, ")") && writer->depth > 0)
		writer->depth--;
	in_from = &writer->in_from[writer->depth];
	if (token->kind == SQL_WORD && IS_ONE_OF(token->s, before)) {
		writer->table_next = true;
		*in_from = str_is(token->s, "from") ||
		    str_is(token->s, "using") || *in_from;
		return;
	}
	if (token->kind == SQL_WORD && writer->table_next)
		hold_table(writer, token);
	writer->table_next = *in_from && str_is(token->s, ",");
	if (token->kind == SQL_WORD && IS_ONE_OF(token->s, ends))
		*in_from = false;
}

/* It changes something: insert, update or delete, also behind `with'; but
   not `for update'. */
static void
watch_writing(struct writer *writer, const struct sql_token *token)
{
	static const char *const	words[] = { "insert", "update",
	    "delete" };

	if (token->kind == SQL_WORD && IS_ONE_OF(token->s, words) &&
	    !writer->locks)
		writer->statement->writes = true;
	if (token->kind != SQL_BLANK)
		writer->locks = str_is(token->s, "for");
}

static void put_text(struct writer *writer, size_t *at, size_t end);

/* $scope(expression), *at being behind the word. */
static void
put_scope(struct writer *writer, const struct sql_token *scope, size_t *at)
{
	str	raw = writer->statement->raw;
	size_t	from = *at + 1, end = from;
	int	depth = 1;

	while (end < raw.n && depth > 0) {
		str	s = sql_token(raw, &end).s;

		depth += str_is(s, "(") - str_is(s, ")");
	}
	if (*at >= raw.n || raw.at[*at] != '(' || depth != 0) {
		wrong_at(writer, scope->at, "is not followed by (expression)",
		    scope->s);
		return;
	}
	buf_put(&writer->buf, S("exists (select 1 from agency_closure as "
	    "scope_ where scope_.below = ("));
	put_text(writer, &from, end - 1);
	buf_put(&writer->buf, S(") and "));
	put_place(writer, writer->statement->in.n + 1);
	buf_put(&writer->buf, S(" like '%,' || cast(scope_.above as text) || "
	    "',%')"));
	*at = end;
}

/* Write the raw text from *at to `end'. */
static void
put_text(struct writer *writer, size_t *at, size_t end)
{
	struct sql_token	token;

	while (*at < end) {
		token = sql_token(writer->statement->raw, at);
		if (token.kind == SQL_COMMENT)
			continue;
		if (str_is(token.s, ";"))
			wrong_at(writer, token.at, "is not written",
			    token.s);
		if (writer->statement->variant.n == 0)
			refuse_dialect(writer, &token);
		if (token.kind != SQL_BLANK) {
			watch_writing(writer, &token);
			watch_tables(writer, &token);
		}
		if (str_is(token.s, "$scope"))
			put_scope(writer, &token, at);
		else if (token.kind == SQL_PARAM)
			put_param(writer, &token);
		else
			buf_put(&writer->buf, token.s);
	}
}

static void
make_text(struct sql_weave *weave, struct sql_statement *statement,
    enum sql_engine engine)
{
	struct writer	writer = { .weave = weave, .statement = statement,
	    .engine = engine };
	size_t		at = 0;

	buf_init(&writer.buf, weave->arena, TEXT_BYTES);
	put_text(&writer, &at, statement->raw.n);
	statement->text[engine] = str_trim(buf_str(&writer.buf));
	for (size_t i = 0; i < statement->in.n; i++)
		if (!writer.used[i])
			wrong_at(&writer, 0, "is not used",
			    statement->in.at[i].name);
}

static void
wrong(struct sql_weave *weave, const struct sql_statement *statement,
    const char *what)
{
	scan_wrong(statement->file, statement->line, "%.*s: %s",
	    STRF(statement->name), what);
	weave->wrong = true;
}

static void
hold_to_rules(struct sql_weave *weave, struct sql_statement *statement)
{
	if (statement->raw.n == 0)
		wrong(weave, statement, "there is no statement");
	if (statement->in.n > PARAMS)
		wrong(weave, statement, "more than 31 parameters");
	if (statement->yield != SQL_NOTHING && statement->out.n == 0)
		wrong(weave, statement, "a row without columns");
	if (statement->yield != SQL_NOTHING && statement->later)
		wrong(weave, statement, "rows cannot come later");
	statement->scoped = str_has(statement->raw, S("$scope("));
	if (statement->variant.n == 0) {
		make_text(weave, statement, SQL_SQLITE);
		if (!weave->wrong)
			make_text(weave, statement, SQL_PGSQL);
	} else {
		make_text(weave, statement,
		    str_is(statement->variant, "sqlite") ? SQL_SQLITE :
		    SQL_PGSQL);
	}
}

static bool
same_columns(const struct sql_columns *a, const struct sql_columns *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (!str_eq(a->at[i].name, b->at[i].name) ||
		    a->at[i].type != b->at[i].type ||
		    a->at[i].nullable != b->at[i].nullable)
			return false;
	return a->n == b->n;
}

/* Keep the text of the second variant in the first. */
static void
join(struct sql_weave *weave, struct sql_statement *a,
    struct sql_statement *b)
{
	enum sql_engine	of_b = str_is(b->variant, "sqlite") ? SQL_SQLITE :
	    SQL_PGSQL;

	if (!same_columns(&a->in, &b->in) || !same_columns(&a->out, &b->out) ||
	    a->yield != b->yield || a->scoped != b->scoped ||
	    a->later != b->later ||
	    !str_eq(a->sentence, b->sentence))
		wrong(weave, b, "the header is not that of the other engine");
	a->text[of_b] = b->text[of_b];
	a->writes = a->writes || b->writes;
	b->merged = true;
}

static void
pair(struct sql_weave *weave, struct sql_statement *statement)
{
	struct sql_statement	*at = weave->statement;

	for (; at < statement; at++) {
		if (!str_eq(at->name, statement->name))
			continue;
		if (at->variant.n > 0 && statement->variant.n > 0 &&
		    !str_eq(at->variant, statement->variant)) {
			join(weave, at, statement);
			return;
		}
		scan_wrong(statement->file, statement->line,
		    "%.*s stands already at %s:%u", STRF(statement->name),
		    at->file, at->line);
		weave->wrong = true;
		return;
	}
}

void
sql_text(struct sql_weave *weave)
{
	struct sql_statement	*at = weave->statement;

	for (size_t i = 0; i < weave->statements; i++)
		hold_to_rules(weave, &at[i]);
	for (size_t i = 0; i < weave->statements; i++)
		pair(weave, &at[i]);
	for (size_t i = 0; i < weave->statements && !weave->wrong; i++)
		if (!at[i].merged && (at[i].text[SQL_SQLITE].n == 0 ||
		    at[i].text[SQL_PGSQL].n == 0) && at[i].raw.n > 0)
			wrong(weave, &at[i], "the other engine has no text");
}
