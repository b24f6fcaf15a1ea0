#include "office/find.h"

#include "base/arena.h"
#include "domain/agency.h"

static const char *const	facet_names[SEARCH__FACETS] = { "agency",
	"year", "kind", "column", "validity" };

/* The values of the agency facet are ids: show codes. */
static enum err
name_agencies(struct job *job, struct find *find)
{
	struct search_answer	*answer = &find->answer;
	enum err		 e = OK;

	find->code = arena_array(job->arena, answer->hits,
	    sizeof *find->code);
	for (size_t i = 0; e == OK && i < answer->hits; i++)
		e = agency_code(job, answer->hit[i].agency, &find->code[i]);
	for (size_t i = 0; e == OK && i < answer->facets[SEARCH_BY_AGENCY];
	    i++) {
		struct search_count	*count;
		int64_t			 id = 0;

		count = &answer->facet[SEARCH_BY_AGENCY][i];
		for (size_t k = 0; k < count->value.n; k++)
			id = id * 10 + (count->value.at[k] - '0');
		e = agency_code(job, id, &count->value);
	}
	return e;
}

enum err
find_ask(struct job *job, struct find *find)
{
	struct agency	agency;
	enum err	e = OK;

	if (find->agency.n > 0) {
		e = agency_find(job, find->agency, &agency);
		if (e == OK)
			find->query.filter.agency = agency.id;
	}
	if (e == OK)
		e = search_find(job->db, &find->query, &find->answer);
	return e == OK ? name_agencies(job, find) : e;
}

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
json_hit(struct job *job, struct json *json, const struct search_hit *hit,
    str code)
{
	json_open_object(json);
	json_put_member(json, "id", str_int(job->arena, hit->id));
	json_put_member(json, "agency", code);
	json_put_member(json, "number", hit->number);
	json_put_member(json, "title", hit->title);
	json_put_member(json, "day", day_text(job->arena, hit->day));
	json_put_member(json, "kind", hit->kind);
	json_put_member(json, "column", hit->column);
	json_put_member(json, "validity", hit->validity);
	json_put_member(json, "snippet", hit->snippet);
	put_marks(json, "title_marks", hit->title_mark, hit->title_marks);
	put_marks(json, "snippet_marks", hit->snippet_mark,
	    hit->snippet_marks);
	json_close_object(json);
}

static void
json_facets(struct json *json, const struct search_answer *answer)
{
	json_put_name(json, "facets");
	json_open_object(json);
	for (int i = 0; i < SEARCH__FACETS; i++) {
		json_put_name(json, facet_names[i]);
		json_open_array(json);
		for (size_t k = 0; k < answer->facets[i]; k++) {
			json_open_object(json);
			json_put_member(json, "value",
			    answer->facet[i][k].value);
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
		json_hit(job, json, &answer->hit[i], find->code[i]);
	json_close_array(json);
	if (find->query.facets)
		json_facets(json, answer);
	json_put_member(json, "suggestion", answer->suggestion);
}
