#include "domain/calendar_read.h"

#include <string.h>

#include "base/arena.h"
#include "base/data.h"
#include "base/digest.h"
#include "base/yaml.h"

#define FIRST_YEAR	1949
#define LAST_YEAR	2999
#define SOURCES_MOST	2000u	/* holidays of all years together */

/* What reading a file hands on. */
struct reading {
	struct arena		*arena;
	struct calendar_list	*list;	/* being filled */
	str			 notice;
	bool			 provisional;
	struct digest_run	*run;	/* over the files */
	struct fault		*fault;
};

/* The index of a kind of day, added when it is new. */
static uint16_t
source(struct reading *reading, enum calendar_kind kind, str name)
{
	struct calendar_list	*list = reading->list;

	list->source[list->sources] = (struct calendar_day){ .kind = kind,
	    .work = kind == CALENDAR_WORK || kind == CALENDAR_MAKE_UP,
	    .provisional = reading->provisional, .name = name,
	    .notice = reading->notice };
	return (uint16_t)list->sources++;
}

static enum err
put(struct reading *reading, const struct yaml *node, day from, day until,
    uint16_t mark)
{
	struct calendar_list	*list = reading->list;

	if (from < list->first || until < from ||
	    until >= list->first + list->n ||
	    list->sources >= SOURCES_MOST)
		return yaml_wrong(node, "calendar.outside", S(""),
		    reading->fault);
	for (day d = from; d <= until; d++)
		list->mark[d - list->first] = mark;
	return OK;
}

static enum err
read_off(struct reading *reading, struct yaml *item)
{
	str		name;
	day		from, until;
	enum err	e;

	e = yaml_want_text(item, "name", &name, reading->fault);
	if (e == OK)
		e = yaml_want_day(item, "from", &from, reading->fault);
	if (e == OK)
		e = yaml_want_day(item, "until", &until, reading->fault);
	if (e == OK)
		e = yaml_done(item, reading->fault);
	if (e != OK)
		return e;
	return put(reading, item, from, until,
	    source(reading, CALENDAR_HOLIDAY, name));
}

static enum err
read_work(struct reading *reading, const struct yaml *item, uint16_t mark)
{
	day	d = item->kind == YAML_TEXT ? day_read(item->text) : DAY_NONE;

	if (d == DAY_NONE)
		return yaml_wrong(item, "yaml.want_day", S("work"),
		    reading->fault);
	if (day_weekday(d) <= 5)
		return yaml_wrong(item, "calendar.no_weekend", item->text,
		    reading->fault);
	return put(reading, item, d, d, mark);
}

/* The lists `off' and `work' of a notice, and nothing else. */
static enum err
read_lists(struct reading *reading, struct yaml *map)
{
	struct yaml	*off, *work;
	uint16_t	 make_up;
	enum err	 e;

	e = yaml_want(map, "off", YAML_LIST, &off, reading->fault);
	if (e == OK)
		e = yaml_want(map, "work", YAML_LIST, &work, reading->fault);
	for (size_t i = 0; e == OK && i < off->n; i++)
		e = read_off(reading, &off->item[i]);
	if (e != OK)
		return e;
	make_up = source(reading, CALENDAR_MAKE_UP, S(""));
	for (size_t i = 0; e == OK && i < work->n; i++)
		e = read_work(reading, &work->item[i], make_up);
	return e == OK ? yaml_done(map, reading->fault) : e;
}

/* Monday to Friday, Saturday and Sunday, before a notice is laid over. */
static void
lay_weeks(struct reading *reading, int year)
{
	struct calendar_list	*list = reading->list;
	uint16_t		 week = source(reading, CALENDAR_WORK, S(""));
	uint16_t		 end = source(reading, CALENDAR_WEEKEND, S(""));

	for (day d = day_make(year, 1, 1); d <= day_make(year, 12, 31); d++)
		list->mark[d - list->first] = day_weekday(d) <= 5 ? week : end;
}

static enum err
read_year(struct reading *reading, struct yaml *root, int want)
{
	str		amended = S(""), published;
	int64_t		year;
	enum err	e;

	e = yaml_want_int(root, "year", FIRST_YEAR, LAST_YEAR, &year,
	    reading->fault);
	if (e == OK && year != want)
		e = yaml_wrong(root, "calendar.gap", S(""), reading->fault);
	if (e == OK)
		e = yaml_want_text(root, "notice", &reading->notice,
		    reading->fault);
	if (e == OK)
		e = yaml_may_text(root, "amended", &amended, reading->fault);
	if (e == OK)
		e = yaml_want_text(root, "published", &published,
		    reading->fault);
	if (e != OK)
		return e;
	if (amended.n > 0)
		reading->notice = str_printf(reading->arena, "%.*s，%.*s",
		    STRF(reading->notice), STRF(amended));
	lay_weeks(reading, want);
	return read_lists(reading, root);
}

static enum err
open_file(struct reading *reading, str path, struct yaml **ret)
{
	const char	*name = str_c(reading->arena, path);
	str		 bytes;
	enum err	 e;

	e = data_read(reading->arena, name, &bytes, reading->fault);
	if (e == OK) {
		digest_more(reading->run, path);
		digest_more(reading->run, str_int(reading->arena,
		    (int64_t)bytes.n));
		digest_more(reading->run, bytes);
	}
	if (e == OK)
		e = yaml_read(reading->arena, name, bytes, ret,
		    reading->fault);
	return e;
}

/* Count the working days once all is laid. */
static void
count(struct arena *arena, struct calendar_list *list)
{
	list->before = arena_array(arena, (size_t)list->n,
	    sizeof *list->before);
	list->work = arena_array(arena, (size_t)list->n, sizeof *list->work);
	list->works = 0;
	for (int i = 0; i < list->n; i++) {
		list->before[i] = list->works;
		if (list->source[list->mark[i]].work)
			list->work[list->works++] = list->first + i;
	}
}

/* The year that a path "rules/calendar-2019.yaml" names; 0 if none. */
static int
year_of(str path)
{
	static const str	prefix = { "rules/calendar-", 15 };
	int			year = 0;

	for (size_t i = prefix.n; i < path.n && path.at[i] >= '0' &&
	    path.at[i] <= '9' && year < LAST_YEAR; i++)
		year = year * 10 + (path.at[i] - '0');
	return year;
}

static enum err
load_nation(struct arena *arena, struct calendar_list *list,
    struct digest_run *run, struct fault *fault)
{
	struct reading	 reading = { arena, list, S(""), false, run,
			    fault };
	struct yaml	*root;
	size_t		 n;
	str		*path;
	int		 first;
	enum err	 e;

	e = data_list(arena, "rules/calendar-", &path, &n, fault);
	if (e != OK)
		return e;
	first = n == 0 ? 0 : year_of(path[0]);
	if (first < FIRST_YEAR || first + (int)n > LAST_YEAR)
		return FAIL(fault, ERR_INVALID, "calendar.none");
	list->first = day_make(first, 1, 1);
	list->n = day_make(first + (int)n, 1, 1) - list->first;
	list->mark = arena_array(arena, (size_t)list->n, sizeof *list->mark);
	list->source = arena_array(arena, SOURCES_MOST + 4,
	    sizeof *list->source);
	for (size_t i = 0; e == OK && i < n; i++) {
		e = open_file(&reading, path[i], &root);
		if (e == OK)
			e = read_year(&reading, root, first + (int)i);
	}
	if (e == OK)
		count(arena, list);
	return e;
}

static void
copy_list(struct arena *arena, const struct calendar_list *from,
    struct calendar_list *to)
{
	*to = *from;
	to->mark = arena_array(arena, (size_t)to->n, sizeof *to->mark);
	memcpy(to->mark, from->mark, (size_t)to->n * sizeof *to->mark);
	to->source = arena_array(arena, SOURCES_MOST + 4, sizeof *to->source);
	memcpy(to->source, from->source, to->sources * sizeof *to->source);
}

static enum err
read_region(struct reading *reading, struct calendar_region *region,
    struct yaml *root)
{
	struct yaml	*years;
	bool		 confirmed;
	enum err	 e;

	e = yaml_want_text(root, "region", &region->code, reading->fault);
	if (e == OK)
		e = yaml_want_text(root, "name", &region->name,
		    reading->fault);
	if (e == OK)
		e = yaml_want_text(root, "notice", &reading->notice,
		    reading->fault);
	if (e == OK)
		e = yaml_want(root, "years", YAML_LIST, &years,
		    reading->fault);
	for (size_t i = 0; e == OK && i < years->n; i++) {
		confirmed = false;
		e = yaml_may_bool(&years->item[i], "confirmed", &confirmed,
		    reading->fault);
		reading->provisional = !confirmed;
		if (e == OK)
			e = read_lists(reading, &years->item[i]);
	}
	return e == OK ? yaml_done(root, reading->fault) : e;
}

static enum err
load_regions(struct arena *arena, struct calendar *calendar,
    struct digest_run *run, struct fault *fault)
{
	struct yaml	*root;
	str		*path;
	size_t		 n;
	enum err	 e;

	e = data_list(arena, "rules/region-", &path, &n, fault);
	if (e != OK)
		return e;
	calendar->region = arena_array(arena, n + 1, sizeof *calendar->region);
	for (size_t i = 0; e == OK && i < n; i++) {
		struct calendar_region	*region = &calendar->region[i];
		struct reading		 reading = { arena, &region->list,
					    S(""), false, run, fault };

		copy_list(arena, &calendar->nation, &region->list);
		e = open_file(&reading, path[i], &root);
		if (e == OK)
			e = read_region(&reading, region, root);
		if (e == OK)
			count(arena, &region->list);
		calendar->regions = i + 1;
	}
	return e;
}

enum err
calendar_load(struct arena *arena, const struct calendar **ret,
    struct fault *fault)
{
	struct calendar		*calendar = arena_alloc(arena,
				    sizeof *calendar);
	struct digest_run	*run = digest_begin(arena, DIGEST_SHA256);
	struct digest		 digest;
	enum err		 e;

	e = load_nation(arena, &calendar->nation, run, fault);
	if (e == OK)
		e = load_regions(arena, calendar, run, fault);
	digest = digest_end(run);
	calendar->digest = digest_text(arena, &digest);
	if (e == OK)
		*ret = calendar;
	return e;
}
