#include "web/item.h"

#include "base/arena.h"
#include "domain/agency.h"

/* What a record's validity is called. */
static const struct {
	const char	*value;
	const char	*key;
	enum view_tone	 tone;
} validities[] = {
	{ "in_force", "public.validity.in_force", VIEW_GOOD },
	{ "amended", "public.validity.amended", VIEW_WARN },
	{ "repealed", "public.validity.repealed", VIEW_PLAIN },
	{ "expired", "public.validity.expired", VIEW_PLAIN },
};

struct view_tag
item_validity(struct job *job, str validity)
{
	for (size_t i = 0; i < sizeof validities / sizeof validities[0]; i++)
		if (str_is(validity, validities[i].value))
			return (struct view_tag){ word(job->words,
			    validities[i].key), validities[i].tone };
	return (struct view_tag){ validity, VIEW_PLAIN };
}

struct url
item_url(struct job *job, str index, int64_t id)
{
	return URL_OF(job->arena, "/info/{}", index.n > 0 ? index :
	    str_int(job->arena, id));
}

/* A text in pieces, marked and not. */
static struct view_marked
marked(struct arena *arena, str text, const struct search_mark *mark, size_t n)
{
	struct view_marked	view = { .runs = 0 };
	size_t			at = 0;

	view.run = arena_array(arena, 2 * n + 1, sizeof *view.run);
	for (size_t i = 0; i < n; i++) {
		if (mark[i].from > at)
			view.run[view.runs++] = (struct view_run){
			    str_sub(text, at, mark[i].from), false };
		view.run[view.runs++] = (struct view_run){
		    str_sub(text, mark[i].from, mark[i].to), true };
		at = mark[i].to;
	}
	if (at < text.n)
		view.run[view.runs++] = (struct view_run){
		    str_sub(text, at, text.n), false };
	return view;
}

void
items_of_find(struct job *job, const struct find *find,
    struct view_items *ret)
{
	const struct search_answer	*answer = &find->answer;

	ret->n = answer->hits;
	ret->item = arena_array(job->arena, ret->n, sizeof *ret->item);
	for (size_t i = 0; i < ret->n; i++) {
		const struct search_hit	*hit = &answer->hit[i];
		struct view_item	*item = &ret->item[i];

		item->to = item_url(job, find->index[i], hit->id);
		item->title = marked(job->arena, hit->title, hit->title_mark,
		    hit->title_marks);
		if (find->query.text.n > 0)
			item->snippet = marked(job->arena, hit->snippet,
			    hit->snippet_mark, hit->snippet_marks);
		item->validity = item_validity(job, hit->validity);
		item->number = hit->number;
		item->day = hit->day;
		item->agency = find->body[i].name;
	}
}

enum err
items_of_records(struct job *job, const struct record *record, size_t n,
    struct view_items *ret)
{
	enum err	e = OK;

	ret->n = n;
	ret->item = arena_array(job->arena, n, sizeof *ret->item);
	for (size_t i = 0; e == OK && i < n; i++) {
		struct view_item	*item = &ret->item[i];
		str			 code;

		item->to = item_url(job, record[i].index, record[i].id);
		item->title = marked(job->arena, record[i].title, NULL, 0);
		item->validity = item_validity(job, record[i].validity);
		item->number = record[i].number;
		item->day = record[i].day;
		e = agency_called(job, record[i].agency, &code,
		    &item->agency);
	}
	return e;
}
