#include "check/check_json.h"

#include "form/form_json.h"

static void
member(struct json *json, const char *name, str value)
{
	json_put_name(json, name);
	json_put_str(json, value);
}

/* A member that is null where there is nothing to say. */
static void
may_member(struct json *json, const char *name, str value)
{
	json_put_name(json, name);
	if (value.n == 0)
		json_put_null(json);
	else
		json_put_str(json, value);
}

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
		member(json, "xpath", place->xpath);
	json_close_object(json);
}

static void
finding(struct json *json, const struct finding *finding)
{
	json_open_object(json);
	member(json, "rule", str_of(finding->check->id));
	member(json, "severity",
	    str_of(check_severity_name(finding->severity)));
	may_member(json, "table", finding->table);
	may_member(json, "row", finding->row);
	may_member(json, "column", finding->column);
	may_member(json, "quote", finding->quote);
	may_member(json, "expected", finding->expected);
	may_member(json, "found", finding->found);
	member(json, "message", finding->message);
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
	member(json, "file", file);
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
	member(json, "file", file);
	member(json, "error", error);
	json_close_object(json);
}
