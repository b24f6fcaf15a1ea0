#include <jansson.h>
#include <stdlib.h>

#include "base/json.h"
#include "domain/attachment.h"
#include "domain/step.h"
#include "tests/flow/flow.h"

#define COLUMNS		12
#define FILES		1000
#define FILE_BYTES	((size_t)8 << 20)
#define DAY_MS		86400000
#define SHOWN		3	/* rows that a failure tells */

/* Letters and `_', so that it can stand in a statement. */
static bool
is_name(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.at[i] < 'a' || s.at[i] > 'z') && s.at[i] != '_')
			return false;
	return s.n > 0;
}

static bool
matches(const struct flow_word *word, str is)
{
	return word->part ? str_has(is, word->value) :
	    str_eq(is, word->value);
}

/* `n=N' of the line, or -1. */
static long
wanted(const struct flow *flow)
{
	str	n = flow_value(flow->line->word, flow->line->words, "n");

	return n.n == 0 ? -1 : strtol(str_c(flow->t->job.arena, n), NULL, 10);
}

static void
compare(const struct flow *flow, long found, const struct buf *rows)
{
	long	want = wanted(flow);

	if (want < 0 ? found > 0 : found == want)
		return;
	flow_fail(flow, "expected: %s%ld; found: %ld; there is:%.*s",
	    want < 0 ? "at least " : "", want < 0 ? 1 : want, found,
	    STRF(buf_str(rows)));
}

/* --- tables ------------------------------------------------------------ */

/* A statement that no woven one is: the columns of a table, as text. */
struct table {
	struct sql		 sql;
	struct db_column	 column[COLUMNS];
	const struct flow_word	*word[COLUMNS];
	size_t			 n;
	const str		**row;	/* of nullable texts */
	size_t			 rows;
};

static enum err
read_table(struct job *job, void *context)
{
	struct table	*table = context;
	void		*rows;
	enum err	 e;

	e = db_rows(job->db, &table->sql, NULL, &rows, &table->rows);
	table->row = rows;
	return e;
}

static void
make_statement(const struct flow *flow, struct table *table, str name)
{
	struct arena	*arena = flow->t->job.arena;
	struct buf	 text;

	if (!is_name(name))
		flow_fail(flow, "no table is named `%.*s'", STRF(name));
	buf_init(&text, arena, 4096);
	buf_put(&text, S("select "));
	for (size_t i = 0; i < flow->line->words; i++) {
		const struct flow_word	*word = &flow->line->word[i];

		if (word->key.n == 0 || str_is(word->key, "n"))
			continue;
		if (table->n == COLUMNS || !is_name(word->key))
			flow_fail(flow, "no column is named `%.*s'",
			    STRF(word->key));
		buf_printf(&text, "cast(%.*s as text) as c%zu, ",
		    STRF(word->key), table->n);
		table->column[table->n] = (struct db_column){
		    .name = arena_printf(arena, "c%zu", table->n),
		    .type = DB_TEXT, .nullable = true,
		    .offset = table->n * sizeof(str *) };
		table->word[table->n++] = word;
	}
	buf_printf(&text, "cast(1 as text) as one from %.*s", STRF(name));
	table->column[table->n] = (struct db_column){ .name = "one",
	    .type = DB_TEXT, .nullable = true,
	    .offset = table->n * sizeof(str *) };
	table->sql = (struct sql){ .name = "flow", .text = {
	    buf_str(&text).at, buf_str(&text).at }, .out = table->column,
	    .outs = table->n + 1, .yield = DB_MANY,
	    .row_size = (table->n + 1) * sizeof(str *) };
}

static unsigned
nibble(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* A value as text: null is `-', and PostgreSQL writes bytes as \x616263. */
static str
shown(struct arena *arena, const str *value)
{
	char	*bytes;
	size_t	 n;

	if (value == NULL)
		return S("-");
	if (!str_starts(*value, S("\\x")))
		return *value;
	n = value->n / 2 - 1;
	bytes = arena_alloc(arena, n + 1);
	for (size_t i = 0; i < n; i++)
		bytes[i] = (char)(nibble(value->at[2 + 2 * i]) << 4 |
		    nibble(value->at[3 + 2 * i]));
	return (str){ bytes, n };
}

void
flow_expect(struct flow *flow)
{
	struct job	*job = &flow->t->job;
	struct table	*table = arena_alloc(job->arena, sizeof *table);
	struct buf	 there;
	long		 found = 0;

	make_statement(flow, table, flow_bare(flow, 0));
	job->actor = NULL;
	fault_clear(job->fault);
	if (job_read(job, read_table, table) != OK)
		flow_fail(flow, "the store refuses: %.*s",
		    STRF(word_fault(job->arena, job->words, job->fault)));
	buf_init(&there, job->arena, 4096);
	for (size_t i = 0; i < table->rows; i++) {
		const str *const	*row = &table->row[i * (table->n + 1)];
		bool			 all = true;

		for (size_t j = 0; j < table->n; j++) {
			str	is = shown(job->arena, row[j]);

			all = all && matches(table->word[j], is);
			if (i < SHOWN)
				buf_printf(&there, " %.*s=%.*s",
				    STRF(table->word[j]->key), STRF(is));
		}
		found += all;
		if (i < SHOWN)
			buf_put(&there, S(";"));
	}
	compare(flow, found, &there);
}

/* --- messages ---------------------------------------------------------- */

static bool
message_matches(const struct flow *flow, str file, struct buf *there)
{
	struct job	*job = &flow->t->job;
	struct json_t	*root;
	bool		 all = true;
	str		 bytes;

	check_ok(file_read(job->arena, str_c(job->arena, file), FILE_BYTES,
	    &bytes, &flow->t->fault), flow->t->fault);
	check_ok(json_read(job->arena, bytes, FILE_BYTES, &root,
	    &flow->t->fault), flow->t->fault);
	for (size_t i = 0; i < flow->line->words; i++) {
		const struct flow_word	*word = &flow->line->word[i];
		str			 is;

		if (str_is(word->key, "n"))
			continue;
		is = str_of(json_string_value(json_object_get(root,
		    str_c(job->arena, word->key))));
		all = all && matches(word, is);
		buf_printf(there, " %.*s=%.*s", STRF(word->key), STRF(is));
	}
	buf_put(there, S(";"));
	return all;
}

void
flow_mail(struct flow *flow)
{
	struct arena	*arena = flow->t->job.arena;
	const char	*folder = arena_printf(arena, "%s/outbox",
			    flow->t->store->dir);
	struct buf	 there;
	size_t		 n = 0;
	long		 found = 0;
	str		*path;

	buf_init(&there, arena, 4096);
	if (file_kind(folder) == FILE_DIRECTORY)
		check_ok(file_list(arena, folder, FILES, &path, &n,
		    &flow->t->fault), flow->t->fault);
	for (size_t i = 0; i < n; i++)
		found += message_matches(flow, path[i], &there);
	compare(flow, found, &there);
}

/* --- attachments ------------------------------------------------------- */

/* A file attached to a thing, of which the checks found nothing. */
struct attaching {
	const char		*kind;
	int64_t			 thing;
	enum attachment_state	 state;
	struct attachment	 file;
};

static enum err
load_owner(struct job *job, void *context)
{
	struct attaching	*attaching = context;
	struct thing		*thing;
	enum err		 e;

	e = step_load(job, attaching->kind, attaching->thing, &thing);
	if (e != OK)
		return e;
	attaching->file.agency = thing->agency;
	attaching->file.owner = thing->id;
	return OK;
}

static enum err
add(struct job *job, void *context)
{
	struct attaching	*attaching = context;
	enum err		 e = attachment_add(job, &attaching->file,
				    S("flow"));

	return e != OK || attaching->state == ATTACHMENT_QUARANTINE ? e :
	    attachment_judge(job, &attaching->file, attaching->state,
	    S("flow"));
}

void
flow_attach(struct flow *flow)
{
	const struct flow_line	*line = flow->line;
	struct job		*job = &flow->t->job;
	str			 kind = flow_bare(flow, 0), state;
	struct attaching	 attaching = { .kind = str_c(job->arena,
				    kind), .thing = flow_thing(flow, kind),
				    .state = ATTACHMENT_CLEAN, .file = {
				    .owner_kind = kind, .name =
				    flow_bare(flow, 1), .type =
				    S("application/pdf") } };
	int64_t			 now = job->now;
	enum err		 e;

	state = flow_value(line->word, line->words, "state");
	if (str_is(state, "refused"))
		attaching.state = ATTACHMENT_REFUSED;
	else if (str_is(state, "quarantine"))
		attaching.state = ATTACHMENT_QUARANTINE;
	else if (state.n > 0)
		flow_fail(flow, "no attachment is `%.*s'", STRF(state));
	job->actor = NULL;
	fault_clear(job->fault);
	e = job_read(job, load_owner, &attaching);
	if (e == OK)
		e = attachment_keep(job, &attaching.file, S("a scan"));
	/* The server checks what is new at once: not what a flow wants to
	   lie there. */
	if (flow->served != NULL && attaching.state == ATTACHMENT_QUARANTINE)
		job->now += DAY_MS;
	if (e == OK)
		e = job_write(job, add, &attaching);
	job->now = now;
	if (e != OK)
		flow_fail(flow, "it cannot be attached: %s", job->fault->key);
	flow->attachment = attaching.file.id;
}
