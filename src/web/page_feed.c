#include "base/arena.h"
#include "base/utf8.h"
#include "doc/markup.h"
#include "domain/agency.h"
#include "domain/record.h"
#include "domain/record_meta.h"
#include "office/find.h"
#include "web/input.h"
#include "web/item.h"
#include "web/response.h"

#define ENTRIES	40	/* of a feed */
#define SUMMARY	600	/* bytes of a text that stand for it */
#define SPACE	S("http://www.w3.org/2005/Atom")

static const struct route_field	form[] = {
	{ .name = "agency" },
	{ .name = "column" },
	{ .name = "kind" },
	{ .name = NULL }
};

/* A feed being written. */
struct feed {
	struct job		*job;
	const struct input	*in;
	struct find		 find;
	struct record		*record;	/* of each hit */
	struct markup		 markup;
};

static str
address(const struct feed *feed, struct url url)
{
	return str_printf(feed->job->arena, "%s://%.*s%.*s",
	    feed->in->secure ? "https" : "http", STRF(feed->in->host),
	    STRF(url.s));
}

/* What stays when it gets a number, or the site another scheme or port. */
static str
id_of(const struct feed *feed, const struct record *record)
{
	str	host = feed->in->host;
	str	name;

	(void)str_cut(&host, ':', &name);
	return str_printf(feed->job->arena, "tag:%.*s,2026:record/%lld",
	    STRF(name), (long long)record->id);
}

static str
summary_of(const struct feed *feed, const struct record *record)
{
	struct record_meta	meta = { .n = 0 };
	str			summary;

	if (record_meta_read(feed->job->arena, record->meta, &meta,
	    feed->job->fault) != OK)
		fault_clear(feed->job->fault);
	summary = record_meta_get(&meta, S("summary"));
	return summary.n > 0 ? summary : utf8_head(record->body, SUMMARY);
}

static void
put_link(struct feed *feed, const char *rel, struct url to)
{
	markup_open(&feed->markup, "link");
	markup_attr(&feed->markup, "rel", str_of(rel));
	markup_attr(&feed->markup, "href", address(feed, to));
	markup_void(&feed->markup);
}

static void
put_entry(struct feed *feed, const struct record *record,
    const struct search_hit *hit, str agency)
{
	struct markup	*to = &feed->markup;
	struct arena	*arena = feed->job->arena;

	markup_open(to, "entry");
	markup_element(to, "title", record->title);
	markup_element(to, "id", id_of(feed, record));
	put_link(feed, "alternate", item_url(feed->job, record->index,
	    record->id));
	markup_element(to, "published", day_stamp(arena, record->published));
	markup_element(to, "updated", day_stamp(arena, record->changed));
	markup_open(to, "author");
	markup_element(to, "name", agency);
	markup_close(to);
	if (hit->column.n > 0) {
		markup_open(to, "category");
		markup_attr(to, "term", hit->column);
		markup_attr(to, "label", find_called(&feed->find,
		    SEARCH_BY_COLUMN, hit->column));
		markup_void(to);
	}
	markup_element(to, "summary", summary_of(feed, record));
	markup_close(to);
}

static enum err
load(struct feed *feed, int64_t *ret_updated)
{
	const struct search_answer	*answer = &feed->find.answer;
	enum err			 e = OK;

	feed->record = arena_array(feed->job->arena, answer->hits,
	    sizeof *feed->record);
	for (size_t i = 0; e == OK && i < answer->hits; i++) {
		e = record_load(feed->job, answer->hit[i].id,
		    &feed->record[i]);
		if (e == OK && feed->record[i].changed > *ret_updated)
			*ret_updated = feed->record[i].changed;
	}
	return e;
}

/* What it is about: a column, a body, or the whole site. */
static enum err
title_of(const struct feed *feed, str *ret)
{
	struct job	*job = feed->job;
	struct agency	 agency;
	str		 column = feed->find.column;
	enum err	 e = agency_root_name(job, &agency.name);

	if (e == OK && feed->find.agency.n > 0)
		e = agency_find(job, feed->find.agency, &agency);
	if (e != OK)
		return e;
	column = column.n == 0 ? word(job->words, "frame.site_note") :
	    catalogue_name(feed->find.rules->catalogue, column);
	*ret = str_printf(job->arena, "%.*s %.*s", STRF(agency.name),
	    STRF(column));
	return OK;
}

static void
put_head(struct feed *feed, str title, int64_t updated)
{
	struct markup	*to = &feed->markup;
	struct arena	*arena = feed->job->arena;
	struct url	 page = URL("/catalogue"), self = URL("/feed.atom");

	for (size_t i = 0; form[i].name != NULL; i++) {
		str	value = input_str(feed->in, form[i].name);

		page = url_with(arena, page, form[i].name, value);
		self = url_with(arena, self, form[i].name, value);
	}
	markup_declare_xml(to);
	markup_open(to, "feed");
	markup_attr(to, "xmlns", SPACE);
	markup_attr(to, "xml:lang", S("zh-CN"));
	markup_element(to, "title", title);
	markup_element(to, "id", address(feed, self));
	put_link(feed, "self", self);
	put_link(feed, "alternate", page);
	markup_element(to, "updated", day_stamp(arena, updated));
}

ROUTE(feed, .method = "GET", .path = "/feed.atom", .form = form,
    .kept = true, .need = ROUTE_ANYBODY)
(struct job *job, struct input *in, struct response *out)
{
	struct feed	feed = { .job = job, .in = in, .find = {
			    .query = { .most = ENTRIES, .filter = {
			    .kind = input_str(in, "kind") } },
			    .agency = input_str(in, "agency"),
			    .column = input_str(in, "column") } };
	int64_t		updated = day_morning(day_make(2000, 1, 1));
	str		title;
	enum err	e = find_ask(job, &feed.find);

	if (e == OK)
		e = load(&feed, &updated);
	if (e == OK)
		e = title_of(&feed, &title);
	if (e != OK)
		return e;
	markup_init(&feed.markup, response_bytes(job, out,
	    "application/atom+xml; charset=utf-8", S("")));
	put_head(&feed, title, updated);
	for (size_t i = 0; i < feed.find.answer.hits; i++)
		put_entry(&feed, &feed.record[i], &feed.find.answer.hit[i],
		    feed.find.body[i].name);
	markup_close(&feed.markup);
	return OK;
}
