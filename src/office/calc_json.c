#include "office/calc_json.h"

#include "base/arena.h"

static const char *const	kind_name[] = {
	[CALENDAR_WORK] = "work", [CALENDAR_WEEKEND] = "weekend",
	[CALENDAR_HOLIDAY] = "holiday", [CALENDAR_MAKE_UP] = "make_up",
};

static void
json_step(struct json *json, struct arena *arena,
    const struct deadline_step *step)
{
	json_open_object(json);
	json_put_member(json, "day", day_iso(arena, step->day));
	json_put_member(json, "kind", str_of(kind_name[step->what.kind]));
	if (step->what.name.n > 0)
		json_put_member(json, "name", step->what.name);
	if (step->what.notice.n > 0)
		json_put_member(json, "notice", step->what.notice);
	json_put_name(json, "count");
	if (step->count > 0)
		json_put_int(json, step->count);
	else
		json_put_null(json);
	json_close_object(json);
}

void
calc_json_deadline(struct arena *arena, struct json *json,
    const struct deadline *deadline)
{
	json_open_object(json);
	json_put_member(json, "from", day_iso(arena, deadline->from));
	json_put_name(json, "days");
	json_put_int(json, deadline->days);
	json_put_member(json, "due", day_iso(arena, deadline->due));
	json_put_name(json, "provisional");
	json_put_bool(json, deadline->provisional);
	json_put_name(json, "steps");
	json_open_array(json);
	for (size_t i = 0; i < deadline->n; i++)
		json_step(json, arena, &deadline->step[i]);
	json_close_array(json);
	json_close_object(json);
}

static void
json_line(struct json *json, const struct fee_line *line)
{
	json_open_object(json);
	json_put_name(json, "from");
	json_put_int(json, line->from);
	json_put_name(json, "until");
	json_put_int(json, line->until);
	json_put_name(json, "each");
	json_put_int(json, line->each);
	json_put_name(json, "yuan");
	json_put_int(json, line->yuan);
	json_close_object(json);
}

void
calc_json_fee(struct json *json, const struct fee *fee, enum fee_by by)
{
	json_open_object(json);
	json_put_name(json, by == FEE_ITEMS ? "items" : "pages");
	json_put_int(json, fee->n);
	json_put_name(json, "yuan");
	json_put_int(json, fee->yuan);
	json_put_name(json, "lines");
	json_open_array(json);
	for (size_t i = 0; i < fee->lines; i++)
		json_line(json, &fee->line[i]);
	json_close_array(json);
	json_put_member(json, "source", fee->source);
	json_put_member(json, "article", fee->article);
	json_close_object(json);
}
