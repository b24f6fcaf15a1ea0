#include "base/arena.h"
#include "office/find.h"
#include "web/frame.h"
#include "web/response.h"
#include "web/route.h"
#include "web/table.h"
#include "web/view_list.h"
#include "woven/page.h"

static const struct route_field	form[] = {
	{ .name = "agency" },
	{ .name = "column" },
	{ .name = "year", .kind = ROUTE_INT },
	{ .name = "kind" },
	{ .name = "validity" },
	{ .name = NULL }
};

static const struct {
	const char	*name;	/* as it is called */
	const char	*path;	/* where it is */
	const char	*type;	/* what it is sent as */
	const char	*file;	/* what it is saved as */
} formats[TABLE__FORMATS] = {
	[TABLE_CSV] = { "CSV", "/data/records.csv",
	    "text/csv; charset=utf-8", "records.csv" },
	[TABLE_XLSX] = { "XLSX", "/data/records.xlsx",
	    "application/vnd.openxmlformats-officedocument.spreadsheetml."
	    "sheet", "records.xlsx" },
	[TABLE_JSON] = { "JSON", "/data/records.json",
	    "application/json; charset=utf-8", "records.json" },
};

/* --- the files ------------------------------------------------------------ */

static enum err
send(struct job *job, struct input *in, struct response *out,
    enum table_format format)
{
	int64_t			year = input_int(in, "year", 0);
	struct table_query	query = { .agency = input_str(in, "agency"),
				    .column = input_str(in, "column"),
				    .kind = input_str(in, "kind"),
				    .validity = input_str(in, "validity"),
				    .year = year > 0 && year <= 9999 ?
				    (int)year : 0 };

	query.site = str_printf(job->arena, "%s://%.*s", in->secure ?
	    "https" : "http", STRF(in->host));
	return table_write(job, &query, format, response_bytes(job, out,
	    formats[format].type, str_of(formats[format].file)));
}

ROUTE(data_csv, .method = "GET", .path = "/data/records.csv", .form = form,
    .costly = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return send(job, in, out, TABLE_CSV);
}

ROUTE(data_xlsx, .method = "GET", .path = "/data/records.xlsx", .form = form,
    .costly = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return send(job, in, out, TABLE_XLSX);
}

ROUTE(data_json, .method = "GET", .path = "/data/records.json", .form = form,
    .costly = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	return send(job, in, out, TABLE_JSON);
}

/* --- what there is -------------------------------------------------------- */

/* The three files, of a year or of all. */
static struct view_link *
links(struct job *job, str year)
{
	struct view_link	*link = arena_array(job->arena,
				    TABLE__FORMATS, sizeof *link);

	for (int i = 0; i < TABLE__FORMATS; i++)
		link[i] = (struct view_link){ .count = -1,
		    .text = str_of(formats[i].name),
		    .to = url_with(job->arena, url_fill(job->arena,
		    formats[i].path, NULL, 0), "year", year) };
	return link;
}

static void
build_years(struct job *job, const struct search_answer *answer,
    struct view_data *view)
{
	size_t	n = answer->facets[SEARCH_BY_YEAR];

	view->year = arena_array(job->arena, n, sizeof *view->year);
	for (size_t i = 0; i < n; i++) {
		str	year = answer->facet[SEARCH_BY_YEAR][i].value;

		if (year.n > 0)
			view->year[view->years++] = (struct view_group){
			    .title = year, .links = TABLE__FORMATS,
			    .link = links(job, year) };
	}
}

/* What the columns say, in their order. */
static const char *const	column_keys[TABLE_COLUMNS] = {
	"public.data.index", "public.data.record_title",
	"public.data.number", "public.data.agency", "public.data.agency_name",
	"public.data.day", "public.data.published", "public.data.changed",
	"public.data.kind", "public.data.kind_name", "public.data.column",
	"public.data.column_name", "public.data.validity", "public.data.page",
};

static const char *const	choices[] = { "agency", "column", "year",
	"kind", "validity" };
static const char *const	choice_keys[] = { "public.data.by_agency",
	"public.data.by_column", "public.data.by_year", "public.data.by_kind",
	"public.data.by_validity" };

static struct view_datum *
told(struct job *job, const char *const *name, const char *const *key,
    size_t n)
{
	struct view_datum	*datum = arena_array(job->arena, n,
				    sizeof *datum);

	for (size_t i = 0; i < n; i++)
		datum[i] = (struct view_datum){ str_of(name[i]),
		    word(job->words, key[i]) };
	return datum;
}

ROUTE(data, .method = "GET", .path = "/data", .kept = true,
    .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct find		find = { .query = { .facets = true } };
	struct view_data	view = { .years = 0 };
	enum err		e = find_ask(job, &find);

	if (e != OK)
		return e;
	view.frame = frame_public(job, in, S("public.data.title"));
	view.data = TABLE_COLUMNS;
	view.datum = told(job, table_column, column_keys, TABLE_COLUMNS);
	view.choices = sizeof choices / sizeof choices[0];
	view.choice = told(job, choices, choice_keys, view.choices);
	view.takes = TABLE__FORMATS;
	view.take = links(job, S(""));
	build_years(job, &find.answer, &view);
	page_data(response_page(job, in, out, 200), &view);
	return OK;
}
