#include "check/check_json.h"

#include "form/form_json.h"

static void
place(struct json *json, const struct doc_place *place)
{
	json_put_name(json, "source");
	json_open_object(json);
	if (place->line != 0) {
		json_put_name(json, "line");
		json_put_int(json, place->line);
	}
	if (place->page != 0) {
		json_put_name(json, "page");
		json_put_int(json, place->page);
	}
	if (place->xpath.n != 0)
		json_put_member(json, "xpath", place->xpath);
	json_close_object(json);
}

static void
finding(struct json *json, const struct finding *finding)
{
	json_open_object(json);
	json_put_member(json, "rule", str_of(finding->check->id));
	json_put_member(json, "severity",
	    str_of(check_severity_name(finding->severity)));
	json_put_member_or_null(json, "table", finding->table);
	json_put_member_or_null(json, "row", finding->row);
	json_put_member_or_null(json, "column", finding->column);
	json_put_member_or_null(json, "quote", finding->quote);
	json_put_member_or_null(json, "expected", finding->expected);
	json_put_member_or_null(json, "found", finding->found);
	json_put_member(json, "message", finding->message);
	place(json, &finding->place);
	json_close_object(json);
}

static void
summary(struct json *json, const struct check_run *run)
{
	json_put_name(json, "summary");
	json_open_object(json);
	json_put_name(json, "errors");
	json_put_int(json, (int64_t)check_total(run, CHECK_ERROR));
	json_put_name(json, "warnings");
	json_put_int(json, (int64_t)check_total(run, CHECK_WARNING));
	json_put_name(json, "notes");
	json_put_int(json, (int64_t)check_total(run, CHECK_NOTE));
	json_close_object(json);
}

void
check_json_report(struct json *json, struct arena *arena,
    const struct check_run *run, str file)
{
	json_open_object(json);
	json_put_member(json, "file", file);
	form_json_facts(json, arena, run->report);
	json_put_name(json, "findings");
	json_open_array(json);
	for (size_t i = 0; i < run->n; i++)
		finding(json, &run->finding[i]);
	json_close_array(json);
	summary(json, run);
	json_close_object(json);
}

void
check_json_failure(struct json *json, str file, str error)
{
	json_open_object(json);
	json_put_member(json, "file", file);
	json_put_member(json, "error", error);
	json_close_object(json);
}
