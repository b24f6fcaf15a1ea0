#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/show.h"
#include "office/find.h"

#define REBUILD_ROWS	500	/* records of one job */

static const struct command_option	options[] = {
	OPEN_OPTION,
	{ "agency", 0, COMMAND_TEXT, "CODE" },
	{ "year", 0, COMMAND_TEXT, "Y" },
	{ "kind", 0, COMMAND_TEXT, "KIND" },
	{ "column", 0, COMMAND_TEXT, "COLUMN" },
	{ "validity", 0, COMMAND_TEXT, "VALIDITY" },
	{ "newest", 0, COMMAND_FLAG, NULL },
	{ "best", 0, COMMAND_FLAG, NULL },
	{ "from", 0, COMMAND_TEXT, "N" },
	{ "most", 0, COMMAND_TEXT, "N" },
	{ "after", 0, COMMAND_TEXT, "PLACE" },
	{ "facets", 0, COMMAND_FLAG, NULL },
	{ "rebuild", 0, COMMAND_FLAG, NULL },
	{ "json", 0, COMMAND_FLAG, NULL },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static const char *const	facet_words[SEARCH__FACETS] = {
	"search.by_agency", "search.by_year", "search.by_kind",
	"search.by_column", "search.by_validity" };

/* A search and its answer. */
struct asking {
	struct command_line	*line;
	struct find		 find;
};

static str
given(const struct command_line *line, const char *option)
{
	const struct command_given	*it = command_option(line, option);

	return it->set ? str_of(it->value[0]) : S("");
}

static enum err
take_int(struct command_line *line, const char *option, int *ret)
{
	int64_t		n;
	enum err	e;

	if (!command_option(line, option)->set)
		return OK;
	e = show_want_int(line, option, &n);
	if (e == OK && (n < 0 || n > SEARCH_DEEP))
		return FAIL(line->job->fault, ERR_INVALID,
		    "command.search.range", str_of(option));
	*ret = (int)n;
	return e;
}

/* The query as the words and options say. */
static enum err
read_query(struct asking *asking)
{
	struct command_line	*line = asking->line;
	struct search_query	*query = &asking->find.query;
	struct arena		*arena = line->job->arena;
	enum err		 e;

	query->text = S("");
	for (size_t i = 0; i < line->words; i++)
		query->text = str_printf(arena, "%.*s%s%s",
		    STRF(query->text), i > 0 ? " " : "", line->word[i]);
	query->filter.kind = given(line, "kind");
	asking->find.column = given(line, "column");
	query->filter.validity = given(line, "validity");
	query->after = given(line, "after");
	asking->find.agency = given(line, "agency");
	query->facets = command_option(line, "facets")->set;
	query->order = command_option(line, "best")->set ? SEARCH_BEST :
	    SEARCH_NEWEST;
	query->most = 20;
	if (command_option(line, "best")->set &&
	    command_option(line, "newest")->set)
		return FAIL(line->job->fault, ERR_INVALID,
		    "command.search.one_order");
	e = take_int(line, "year", &query->filter.year);
	if (e == OK)
		e = take_int(line, "from", &query->from);
	if (e == OK)
		e = take_int(line, "most", &query->most);
	return e;
}

static enum err
ask_body(struct job *job, void *context)
{
	struct asking	*asking = context;

	return find_ask(job, &asking->find);
}

/* --- for people ----------------------------------------------------------- */

/* A text with its marks in brackets. */
static void
put_marked(struct buf *buf, str s, const struct search_mark *mark, size_t n)
{
	size_t	at = 0;

	for (size_t i = 0; i < n; i++) {
		buf_put(buf, str_sub(s, at, mark[i].from));
		buf_put(buf, S("【"));
		buf_put(buf, str_sub(s, mark[i].from, mark[i].to));
		buf_put(buf, S("】"));
		at = mark[i].to;
	}
	buf_put(buf, str_sub(s, at, s.n));
	buf_byte(buf, '\n');
}

static void
put_hit(struct job *job, struct buf *buf, const struct search_hit *hit,
    str code, int place)
{
	buf_printf(buf, "%d. ", place);
	put_marked(buf, hit->title, hit->title_mark, hit->title_marks);
	buf_printf(buf, "   %.*s %.*s %.*s\n   ", STRF(hit->day == DAY_NONE ?
	    S("") : day_iso(job->arena, hit->day)), STRF(hit->number),
	    STRF(code));
	put_marked(buf, hit->snippet, hit->snippet_mark,
	    hit->snippet_marks);
}

static void
show_text(struct job *job, struct buf *buf, const struct find *find)
{
	const struct search_answer	*answer = &find->answer;

	buf_put(buf, WORD(job->arena, job->words, answer->more_than ?
	    "search.more_than" : "search.total", str_int(job->arena,
	    answer->total)));
	buf_byte(buf, '\n');
	for (size_t i = 0; i < answer->hits; i++)
		put_hit(job, buf, &answer->hit[i], find->body[i].code,
		    find->query.from + (int)i + 1);
	for (int i = 0; i < SEARCH__FACETS; i++) {
		if (answer->facets[i] == 0)
			continue;
		buf_put(buf, word(job->words, facet_words[i]));
		for (size_t k = 0; k < answer->facets[i]; k++) {
			str	name = find_called(find, (enum search_facet)i,
				    answer->facet[i][k].value);

			buf_printf(buf, " %.*s(%lld)", STRF(name.n > 0 ?
			    name : S("-")),
			    (long long)answer->facet[i][k].n);
		}
		buf_byte(buf, '\n');
	}
	if (answer->suggestion.n > 0) {
		buf_put(buf, WORD(job->arena, job->words, "search.meant",
		    answer->suggestion));
		buf_byte(buf, '\n');
	}
	if (answer->further.n > 0) {
		buf_put(buf, WORD(job->arena, job->words, "search.unread",
		    answer->further));
		buf_byte(buf, '\n');
	}
}

/* --- for programs --------------------------------------------------------- */

static void
show_json(struct job *job, struct buf *buf, const struct find *find)
{
	struct json	json;

	json_init(&json, buf, true);
	json_open_object(&json);
	find_json(job, &json, find);
	json_close_object(&json);
	buf_byte(buf, '\n');
}

/* --- rebuilding ----------------------------------------------------------- */

static enum err
rebuild_body(struct job *job, void *context)
{
	int64_t		*cursor = context;
	int64_t		 next = *cursor;
	enum err	 e = search_rebuild(job->db, REBUILD_ROWS, &next);

	if (e == OK)
		*cursor = next;
	return e;
}

/* The index anew, many jobs; readers go on. */
static enum err
rebuild(struct job *job)
{
	int64_t		cursor = 0;
	enum err	e;

	do {
		struct arena_mark	mark = arena_mark(job->arena);

		e = job_write(job, rebuild_body, &cursor);
		arena_rewind(job->arena, mark);
	} while (e == OK && cursor != 0);
	return e;
}

COMMAND(search, .options = options)
(struct command_line *line)
{
	struct asking	asking = { .line = line };
	struct job	*job = line->job;
	struct buf	buf;
	enum err	e = read_query(&asking);

	if (e == OK)
		e = open_store(line);
	if (e == OK && command_option(line, "rebuild")->set) {
		e = rebuild(job);
		return e == OK ? show_out(line, word(job->words,
		    "search.rebuilt")) : command_fail(line);
	}
	if (e == OK)
		e = job_read(job, ask_body, &asking);
	if (e != OK)
		return command_fail(line);
	buf_init(&buf, job->arena, SHOW_BYTES);
	if (command_option(line, "json")->set)
		show_json(job, &buf, &asking.find);
	else
		show_text(job, &buf, &asking.find);
	return show_out(line, buf_str(&buf));
}
