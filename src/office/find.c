#include "office/find.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "domain/agency.h"
#include "domain/person.h"
#include "domain/recall.h"
#include "domain/record.h"

#define KEY	4096	/* bytes of what an answer is kept under */

static const char *const	facet_names[SEARCH__FACETS] = { "agency",
	"year", "kind", "column", "validity" };

/* --- bodies --------------------------------------------------------------- */

/* A body of a list, whose neighbours are often the same one. */
static enum err
name_one(struct job *job, struct find_body *body, size_t i)
{
	for (size_t k = i; k-- > 0;)
		if (body[k].id == body[i].id) {
			body[i] = body[k];
			return OK;
		}
	return agency_called(job, body[i].id, &body[i].code, &body[i].name);
}

/* The values of the agency facet are ids: show codes; hits have numbers. */
static enum err
name_things(struct job *job, struct find *find)
{
	struct search_answer	*answer = &find->answer;
	struct search_count	*count = answer->facet[SEARCH_BY_AGENCY];
	size_t			 n = answer->facets[SEARCH_BY_AGENCY];
	enum err		 e = OK;

	find->body = arena_array(job->arena, answer->hits,
	    sizeof *find->body);
	find->faceted = arena_array(job->arena, n, sizeof *find->faceted);
	find->index = arena_array(job->arena, answer->hits,
	    sizeof *find->index);
	for (size_t i = 0; e == OK && i < answer->hits; i++) {
		find->body[i].id = answer->hit[i].agency;
		e = name_one(job, find->body, i);
		if (e == OK)
			e = record_index(job, answer->hit[i].id,
			    &find->index[i]);
	}
	for (size_t i = 0; e == OK && i < n; i++) {
		int64_t	id = 0;

		for (size_t k = 0; k < count[i].value.n; k++)
			id = id * 10 + (count[i].value.at[k] - '0');
		find->faceted[i].id = id;
		e = name_one(job, find->faceted, i);
		count[i].value = find->faceted[i].code;
	}
	return e;
}

/* --- recalling ------------------------------------------------------------ */

static void
put_number(struct buf *buf, int64_t n)
{
	buf_put(buf, (str){ (const char *)&n, sizeof n });
}

static void
put_part(struct buf *buf, str s)
{
	put_number(buf, (int64_t)s.n);
	buf_put(buf, s);
}

/* The bodies whose records are seen; who sees all sees no more by being
   given some. */
static void
put_scope(struct buf *buf, const struct actor *actor)
{
	if (actor == NULL)
		return;
	for (size_t i = 0; i < actor->grants; i++)
		if (actor->grant[i].agency == DB_EVERYTHING)
			return;
	put_number(buf, -1);
	for (size_t i = 0; i < actor->grants; i++)
		put_number(buf, actor->grant[i].agency);
}

/* All that an answer depends on but the rows; empty: it is too long. */
static str
key_of(const struct job *job, const struct search_query *query)
{
	const struct search_filter	*filter = &query->filter;
	const int64_t			 number[] = { filter->agency,
		filter->year, filter->month, query->order, query->from,
		query->most,
		query->facets, query->checks };
	struct buf			 buf;

	buf_init(&buf, job->arena, KEY);
	buf_put(&buf, S("find "));
	for (size_t i = 0; i < sizeof number / sizeof number[0]; i++)
		put_number(&buf, number[i]);
	put_part(&buf, query->text);
	put_part(&buf, filter->kind);
	put_part(&buf, filter->column);
	put_part(&buf, filter->validity);
	put_part(&buf, query->after);
	put_scope(&buf, job->actor);
	return buf_err(&buf) == OK ? buf_str(&buf) : S("");
}

static struct search_mark *
copy_marks(struct arena *arena, const struct search_mark *mark, size_t n)
{
	struct search_mark	*copy = arena_array(arena, n, sizeof *copy);

	if (n > 0)
		memcpy(copy, mark, n * sizeof *copy);
	return copy;
}

static void
copy_hit(struct arena *arena, const struct search_hit *hit,
    struct search_hit *ret)
{
	*ret = *hit;
	ret->number = str_copy(arena, hit->number);
	ret->title = str_copy(arena, hit->title);
	ret->kind = str_copy(arena, hit->kind);
	ret->column = str_copy(arena, hit->column);
	ret->validity = str_copy(arena, hit->validity);
	ret->snippet = str_copy(arena, hit->snippet);
	ret->title_mark = copy_marks(arena, hit->title_mark,
	    hit->title_marks);
	ret->snippet_mark = copy_marks(arena, hit->snippet_mark,
	    hit->snippet_marks);
}

static struct find_body *
copy_bodies(struct arena *arena, const struct find_body *body, size_t n)
{
	struct find_body	*copy = arena_array(arena, n, sizeof *copy);

	for (size_t i = 0; i < n; i++)
		copy[i] = (struct find_body){ body[i].id, str_copy(arena,
		    body[i].code), str_copy(arena, body[i].name) };
	return copy;
}

/* A copy of what was found, all of it in another arena. */
static struct find *
copy(struct arena *arena, const struct find *find)
{
	struct find			*copy = arena_alloc(arena,
					    sizeof *copy);
	const struct search_answer	*from = &find->answer;
	struct search_answer		*to = &copy->answer;

	*to = *from;
	to->further = str_copy(arena, from->further);
	to->suggestion = str_copy(arena, from->suggestion);
	to->hit = arena_array(arena, from->hits, sizeof *to->hit);
	for (size_t i = 0; i < from->hits; i++)
		copy_hit(arena, &from->hit[i], &to->hit[i]);
	for (int k = 0; k < SEARCH__FACETS; k++) {
		size_t	n = from->facets[k];

		to->facet[k] = arena_array(arena, n, sizeof *to->facet[k]);
		for (size_t i = 0; i < n; i++)
			to->facet[k][i] = (struct search_count){
			    str_copy(arena, from->facet[k][i].value),
			    from->facet[k][i].n };
	}
	copy->index = arena_array(arena, from->hits, sizeof *copy->index);
	for (size_t i = 0; i < from->hits; i++)
		copy->index[i] = str_copy(arena, find->index[i]);
	copy->body = copy_bodies(arena, find->body, from->hits);
	copy->faceted = copy_bodies(arena, find->faceted,
	    from->facets[SEARCH_BY_AGENCY]);
	return copy;
}

/* --- asking --------------------------------------------------------------- */

static enum err
search(struct job *job, const struct search_query *query, struct find *find)
{
	enum err	e = search_find(job->db, query, &find->answer);

	if (e != OK)
		return e;
	find_fold(find->rules->catalogue, &find->answer);
	return name_things(job, find);
}

/* The same as an earlier job's answer, or for later ones. */
static enum err
search_kept(struct job *job, const struct search_query *query,
    struct find *find)
{
	str			 key = key_of(job, query);
	const struct find	*made = key.n == 0 ? NULL :
				    recall_get(job, key);
	struct arena		*arena;
	enum err		 e;

	if (made == NULL) {
		e = search(job, query, find);
		arena = e == OK && key.n > 0 ? recall_arena(job) : NULL;
		if (arena == NULL)
			return e;
		made = copy(arena, find);
		recall_keep(job, key, made);
	}
	find->answer = made->answer;
	find->index = made->index;
	find->body = made->body;
	find->faceted = made->faceted;
	return OK;
}

/* All pages of a list that was not searched for have the same counts, which
   take longer than a page: they are found by themselves, once. */
static enum err
list_kept(struct job *job, struct find *find)
{
	struct search_query	 page = find->query, counts = find->query;
	struct find		 counted = { .query = find->query,
				    .rules = find->rules };
	struct search_answer	*answer = &find->answer;
	enum err		 e;

	counts.from = counts.most = 0;
	counts.order = SEARCH_NEWEST;
	page.facets = false;
	e = search_kept(job, &counts, &counted);
	if (e == OK)
		e = search_kept(job, &page, find);
	for (int i = 0; e == OK && i < SEARCH__FACETS; i++) {
		answer->facet[i] = counted.answer.facet[i];
		answer->facets[i] = counted.answer.facets[i];
	}
	find->faceted = counted.faceted;
	return e;
}

enum err
find_ask(struct job *job, struct find *find)
{
	struct agency	agency;
	enum err	e = rules_of(job, &find->rules);

	if (e == OK)
		find->query.filter.column = find_held(job->arena,
		    find->rules->catalogue, find->column);
	if (e == OK && find->agency.n > 0) {
		e = agency_find(job, find->agency, &agency);
		if (e == OK)
			find->query.filter.agency = agency.id;
	}
	if (e != OK)
		return e;
	return find->query.facets && find->query.text.n == 0 &&
	    recall_arena(job) != NULL ? list_kept(job, find) :
	    search_kept(job, &find->query, find);
}

/* --- as JSON -------------------------------------------------------------- */

static void
put_marks(struct json *json, const char *name, const struct search_mark *mark,
    size_t n)
{
	json_put_name(json, name);
	json_open_array(json);
	for (size_t i = 0; i < n; i++) {
		json_open_array(json);
		json_put_int(json, (int64_t)mark[i].from);
		json_put_int(json, (int64_t)mark[i].to);
		json_close_array(json);
	}
	json_close_array(json);
}

static void
json_hit(struct job *job, struct json *json, const struct find *find,
    size_t i)
{
	const struct search_hit	*hit = &find->answer.hit[i];

	json_open_object(json);
	json_put_member(json, "id", str_int(job->arena, hit->id));
	json_put_member(json, "index", find->index[i]);
	json_put_member(json, "agency", find->body[i].code);
	json_put_member(json, "number", hit->number);
	json_put_member(json, "title", hit->title);
	json_put_member(json, "day", day_text(job->arena, hit->day));
	json_put_member(json, "kind", hit->kind);
	json_put_member(json, "kind_name", find_called(find, SEARCH_BY_KIND,
	    hit->kind));
	json_put_member(json, "column", hit->column);
	json_put_member(json, "column_name", find_called(find,
	    SEARCH_BY_COLUMN, hit->column));
	json_put_member(json, "validity", hit->validity);
	json_put_member(json, "snippet", hit->snippet);
	put_marks(json, "title_marks", hit->title_mark, hit->title_marks);
	put_marks(json, "snippet_marks", hit->snippet_mark,
	    hit->snippet_marks);
	json_close_object(json);
}

static void
json_facets(struct json *json, const struct find *find)
{
	const struct search_answer	*answer = &find->answer;

	json_put_name(json, "facets");
	json_open_object(json);
	for (int i = 0; i < SEARCH__FACETS; i++) {
		json_put_name(json, facet_names[i]);
		json_open_array(json);
		for (size_t k = 0; k < answer->facets[i]; k++) {
			str	value = answer->facet[i][k].value;

			json_open_object(json);
			json_put_member(json, "value", value);
			json_put_member(json, "name", i == SEARCH_BY_AGENCY ?
			    find->faceted[k].name : find_called(find,
			    (enum search_facet)i, value));
			json_put_name(json, "n");
			json_put_int(json, answer->facet[i][k].n);
			json_close_object(json);
		}
		json_close_array(json);
	}
	json_close_object(json);
}

void
find_json(struct job *job, struct json *json, const struct find *find)
{
	const struct search_answer	*answer = &find->answer;

	json_put_name(json, "total");
	json_put_int(json, answer->total);
	json_put_name(json, "more_than");
	json_put_bool(json, answer->more_than);
	json_put_member(json, "further", answer->further);
	json_put_name(json, "hits");
	json_open_array(json);
	for (size_t i = 0; i < answer->hits; i++)
		json_hit(job, json, find, i);
	json_close_array(json);
	if (find->query.facets)
		json_facets(json, find);
	json_put_member(json, "suggestion", answer->suggestion);
}
