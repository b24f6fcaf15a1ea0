#include "base/arena.h"
#include "domain/agency.h"
#include "domain/attachment.h"
#include "domain/record.h"
#include "domain/record_meta.h"
#include "domain/rules.h"
#include "office/find.h"
#include "web/api.h"
#include "web/item.h"
#include "web/problem.h"

#define ID_DIGITS	19

static const struct route_field	list_form[] = {
	{ .name = "agency", .kind = ROUTE_TEXT },
	{ .name = "after", .kind = ROUTE_TEXT },
	{ .name = "most", .kind = ROUTE_INT },
	{ .name = NULL }
};

/* An id as programs write it; ids are above 0. */
static int64_t
read_id(str s)
{
	int64_t	id = 0;

	if (s.n == 0 || s.n > ID_DIGITS)
		return 0;
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] < '0' || s.at[i] > '9' || __builtin_mul_overflow(
		    id, 10, &id) || __builtin_add_overflow(id, s.at[i] - '0',
		    &id))
			return 0;
	return id;
}

/* Where its page is. */
static str
page_of(struct job *job, const struct record *record)
{
	return item_url(job, record->index, record->id).s;
}

/* A record as an object that is left open. */
static enum err
put_record(struct job *job, struct json *json, const struct record *record)
{
	const struct rules	*rules = NULL;
	str			 code, column;
	enum err		 e = agency_code(job, record->agency, &code);

	if (e == OK)
		e = rules_of(job, &rules);
	if (e != OK)
		return e;
	column = catalogue_key(rules->catalogue, record->column);
	json_open_object(json);
	json_put_member(json, "id", str_int(job->arena, record->id));
	json_put_member(json, "index", record->index);
	json_put_member(json, "page", page_of(job, record));
	json_put_member(json, "agency", code);
	json_put_member(json, "number", record->number);
	json_put_member(json, "title", record->title);
	json_put_member_or_null(json, "day", day_text(job->arena,
	    record->day));
	json_put_member_or_null(json, "published", record->published == 0 ?
	    S("") : day_stamp(job->arena, record->published));
	json_put_member(json, "kind", record->kind);
	json_put_member(json, "kind_name", kind_name(rules->kinds,
	    record->kind));
	json_put_member(json, "column", column);
	json_put_member(json, "column_name", catalogue_name(rules->catalogue,
	    column));
	json_put_member(json, "validity", record->validity);
	json_put_member(json, "state", record->state);
	return OK;
}

static enum err
put_meta(struct job *job, struct json *json, const struct record *record)
{
	struct record_meta	meta;
	enum err		e = record_meta_read(job->arena, record->meta,
				    &meta, job->fault);

	json_put_name(json, "meta");
	json_open_object(json);
	for (size_t i = 0; e == OK && i < meta.n; i++) {
		json_put_name_str(json, meta.note[i].name);
		json_put_str(json, meta.note[i].value);
	}
	json_close_object(json);
	return e;
}

/* The files that go out with it. */
static enum err
put_files(struct job *job, struct json *json, const struct record *record)
{
	struct attachment	*file;
	size_t			 n = 0;
	enum err		 e = attachment_of(job, S(RECORD_FILE),
				    record->id, &file, &n);

	if (!str_is(record->state, RECORD_PUBLISHED))
		n = 0;
	json_put_name(json, "files");
	json_open_array(json);
	for (size_t i = 0; e == OK && i < n; i++) {
		if (file[i].state != ATTACHMENT_CLEAN)
			continue;
		json_open_object(json);
		json_put_member(json, "name", file[i].name);
		json_put_member(json, "type", file[i].type);
		json_put_name(json, "bytes");
		json_put_int(json, file[i].size);
		json_put_member(json, "url", URL_OF(job->arena,
		    "/file/{}/{}", str_int(job->arena, file[i].id),
		    file[i].name).s);
		json_close_object(json);
	}
	json_close_array(json);
	return e;
}

ROUTE(api_records, .method = "GET", .path = "/api/v1/records",
    .need = ROUTE_ANYBODY, .form = list_form)
(struct job *job, struct input *in, struct response *out)
{
	struct agency	 above = { .id = DB_EVERYTHING };
	struct record	*record;
	struct json	*json;
	size_t		 n, most = api_most(job, in);
	int64_t		 after = read_id(input_str(in, "after"));
	enum err	 e = OK;

	if (input_given(in, "after") && after == 0)
		input_remark(job, in, "after", "input.not_whole");
	if (in->remarks > 0)
		return problem_remarks(job, in, out);
	if (input_given(in, "agency"))
		e = agency_find(job, input_str(in, "agency"), &above);
	if (e == OK)
		e = record_list(job, above.id, after, (int)most + 1, &record,
		    &n);
	if (e != OK)
		return e;
	json = api_open(job, out);
	for (size_t i = 0; e == OK && i < n && i < most; i++) {
		e = put_record(job, json, &record[i]);
		json_close_object(json);
	}
	api_close(job, in, out, n > most ? str_int(job->arena,
	    record[most - 1].id) : S(""));
	return e;
}

ROUTE(api_record, .method = "GET", .path = "/api/v1/records/{id}",
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct record	 record;
	struct json	*json;
	enum err	 e;

	e = record_find(job, input_part(in, "id"), &record);
	if (e != OK)
		return e;
	json = response_json(job, out, 200);
	e = put_record(job, json, &record);
	json_put_member(json, "reason", record.reason);
	json_put_member(json, "body", record.body);
	json_put_member(json, "html", record.html);
	if (e == OK)
		e = put_meta(job, json, &record);
	if (e == OK)
		e = put_files(job, json, &record);
	json_close_object(json);
	return e;
}

/* --- search --------------------------------------------------------------- */

static const struct route_field	search_form[] = {
	{ .name = "q", .kind = ROUTE_TEXT, .max = 2000 },
	{ .name = "agency", .kind = ROUTE_TEXT },
	{ .name = "year", .kind = ROUTE_INT },
	{ .name = "kind", .kind = ROUTE_TEXT },
	{ .name = "column", .kind = ROUTE_TEXT },
	{ .name = "validity", .kind = ROUTE_TEXT },
	{ .name = "order", .kind = ROUTE_CHOICE, .choice = "newest best" },
	{ .name = "facets", .kind = ROUTE_TICK },
	{ .name = "from", .kind = ROUTE_INT },
	{ .name = "after", .kind = ROUTE_TEXT },
	{ .name = "most", .kind = ROUTE_INT },
	{ .name = NULL }
};

/* The hits behind those that are told, within what is counted or behind it;
   empty where there are none. */
static str
further(struct job *job, const struct input *in, const struct find *find)
{
	const struct search_answer	*answer = &find->answer;
	int64_t				 from = find->query.from +
					    (int64_t)answer->hits;

	if (answer->hits > 0 && from < answer->total && from <= SEARCH_DEEP)
		return api_next(job, in, (const struct api_field[]){
		    { "from", str_int(job->arena, from) } }, 1);
	if (answer->further.n > 0)
		return api_next(job, in, (const struct api_field[]){
		    { "from", S("") }, { "after", answer->further } }, 2);
	return S("");
}

ROUTE(api_search, .method = "GET", .path = "/api/v1/search",
    .need = ROUTE_ANYBODY, .form = search_form)
(struct job *job, struct input *in, struct response *out)
{
	int64_t		from = input_int(in, "from", 0);
	int64_t		year = input_int(in, "year", 0);
	struct find	find = { .agency = input_str(in, "agency"),
			    .column = input_str(in, "column") };
	struct json	*json;
	enum err	e;

	if (from < 0 || from > SEARCH_DEEP)
		input_remark(job, in, "from", "input.not_so_many");
	if (year < 0 || year > 9999)
		input_remark(job, in, "year", "input.no_year");
	find.query = (struct search_query){ .text = input_str(in, "q"),
	    .filter = { .year = (int)year, .kind = input_str(in, "kind"),
	    .validity = input_str(in, "validity") },
	    .after = input_str(in, "after"),
	    .order = str_is(input_str(in, "order"), "best") ? SEARCH_BEST :
	    SEARCH_NEWEST, .from = (int)from,
	    .most = (int)api_most(job, in),
	    .facets = input_given(in, "facets") };
	if (in->remarks > 0)
		return problem_remarks(job, in, out);
	e = find_ask(job, &find);
	if (e != OK)
		return e;
	json = response_json(job, out, 200);
	json_open_object(json);
	find_json(job, json, &find);
	json_put_member_or_null(json, "next", further(job, in, &find));
	json_close_object(json);
	return OK;
}
