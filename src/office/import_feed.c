#include "office/import_feed.h"

#include "base/arena.h"
#include "base/day.h"
#include "doc/doc_read.h"
#include "doc/doc_xml.h"
#include "office/import.h"

#define HEAD_BYTES	2000u	/* among these the first element stands */
#define HOUR		INT64_C(3600000)
#define BEIJING		(8 * HOUR)
#define COLUMNS		3	/* title, at, address */

bool
import_feed_is(str bytes)
{
	static const char *const	roots[] = { "rss", "feed",
					    "rdf:RDF" };
	str				head = str_trim(str_sub(bytes, 0,
					    HEAD_BYTES));
	bool				found = false;

	for (size_t i = 0; i < head.n && head.at[0] == '<'; i++)
		for (size_t k = 0; k < 3 && head.at[i] == '<'; k++)
			found = found || str_starts(str_sub(head, i + 1,
			    head.n), str_of(roots[k]));
	return found;
}

/* --- times ---------------------------------------------------------------- */

/* The number of a month's English name, as RFC 822 writes it; 0 for none. */
static int
month_of(str name)
{
	static const char	names[] =
				    "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (int i = 0; i < 12; i++)
		if (str_eq(name, (str){ names + i * 3, 3 }))
			return i + 1;
	return 0;
}

/* "+08:00", "-0500", "Z", "GMT" in milliseconds east; false for anything
   else. */
static bool
read_zone(str zone, int64_t *ret)
{
	int	digit[4], n = 0;

	*ret = 0;
	if (str_is(zone, "Z") || str_is(zone, "GMT") || str_is(zone, "UT") ||
	    str_is(zone, "UTC"))
		return true;
	for (size_t i = 1; i < zone.n; i++) {
		if (zone.at[i] == ':' && i == 3)
			continue;
		if (zone.at[i] < '0' || zone.at[i] > '9' || n == 4)
			return false;
		digit[n++] = zone.at[i] - '0';
	}
	if (n != 4 || (zone.at[0] != '+' && zone.at[0] != '-'))
		return false;
	*ret = ((digit[0] * 10 + digit[1]) * INT64_C(60) + digit[2] * 10 +
	    digit[3]) * 60000 * (zone.at[0] == '-' ? -1 : 1);
	return true;
}

/* The next word of a text, cut off. */
static str
next_word(str *rest)
{
	str	word = S("");

	*rest = str_trim(*rest);
	(void)str_cut(rest, ' ', &word);
	return word;
}

/* "Fri, 05 Mar 2021 10:00:00 +0800" as "2021-3-05 10:00:00" and "+0800"; the
   text itself if it is none. */
static str
turn_mail(struct arena *arena, str text, str *ret_zone)
{
	ptrdiff_t	comma = str_find(text, S(","), 0);
	str		rest, mday, month, year, time;

	*ret_zone = S("");
	rest = str_sub(text, (size_t)(comma + 1), text.n);
	mday = next_word(&rest);
	month = next_word(&rest);
	if (month_of(month) == 0)
		return text;
	year = next_word(&rest);
	time = next_word(&rest);
	*ret_zone = next_word(&rest);
	return str_printf(arena, "%.*s-%d-%.*s %.*s", STRF(year),
	    month_of(month), STRF(mday), STRF(time));
}

/* "2021-03-05T10:00:00.5+08:00" without its fraction and zone. */
static str
turn_iso(str text, str *ret_zone)
{
	ptrdiff_t	at = str_find(text, S("T"), 0);
	size_t		end;

	*ret_zone = S("");
	if (at < 0)
		return text;
	for (end = (size_t)at + 1; end < text.n; end++)
		if (text.at[end] == '+' || text.at[end] == '-' ||
		    text.at[end] == 'Z')
			break;
	*ret_zone = str_sub(text, end, text.n);
	text = str_sub(text, 0, end);
	at = str_find(text, S("."), 0);
	return at < 0 ? text : str_sub(text, 0, (size_t)at);
}

/* A time of a feed as an import reads it; unchanged if it is none. */
static str
beijing(struct arena *arena, str text)
{
	int64_t	moment, east = BEIJING;
	str	zone, plain = turn_mail(arena, text, &zone);

	if (zone.n == 0)
		plain = turn_iso(plain, &zone);
	moment = import_moment(plain);
	if (moment < 0 || (zone.n > 0 && !read_zone(zone, &east)))
		return text;
	moment += BEIJING - east;
	if (moment < 0)
		return text;
	return str_printf(arena, "%.*s:%02d", STRF(day_minute(arena,
	    moment)), (int)(moment / 1000 % 60));
}

/* --- entries -------------------------------------------------------------- */

/* The text of the first of some children that has one. */
static str
text_of(struct arena *arena, const xmlNode *entry, const char *const *name)
{
	str	text = S("");

	for (; text.n == 0 && *name != NULL; name++) {
		const xmlNode	*child = doc_xml_child(entry, *name);

		if (child != NULL)
			text = str_trim(doc_xml_text(arena, child));
	}
	return text;
}

/* Atom's link to the entry itself, or the text of RSS's. */
static str
address_of(struct arena *arena, const xmlNode *entry)
{
	const xmlNode	*link = doc_xml_child(entry, "link");

	for (; link != NULL; link = doc_xml_next(link, "link")) {
		str	rel = doc_xml_attr(link, "rel");
		str	href = doc_xml_attr(link, "href");

		if (href.n > 0 && (rel.n == 0 || str_is(rel, "alternate")))
			return str_copy(arena, href);
		if (href.n == 0)
			return str_trim(doc_xml_text(arena, link));
	}
	return S("");
}

static void
put_entry(struct arena *arena, const xmlNode *entry, struct csv_row *row)
{
	static const char *const	title[] = { "title", NULL };
	static const char *const	at[] = { "pubDate", "published",
					    "date", "updated", NULL };

	row->field = arena_array(arena, COLUMNS, sizeof *row->field);
	row->n = COLUMNS;
	row->field[0] = text_of(arena, entry, title);
	row->field[1] = beijing(arena, text_of(arena, entry, at));
	row->field[2] = address_of(arena, entry);
	row->line = entry->line;
}

enum err
import_feed_rows(struct job *job, str path, str bytes, struct csv_row **ret,
    size_t *ret_n)
{
	str		*heads = arena_array(job->arena, COLUMNS,
			    sizeof *heads);
	const xmlNode	*root, *entry;
	const char	*name = "item";
	xmlDoc		*tree;
	str		 text, charset;
	enum err	 e;

	e = doc_read_charset(job->arena, bytes, S(""), &text, &charset,
	    job->fault);
	if (e == OK)
		e = doc_xml_tree(job->arena, text, path, S("feed"), &tree,
		    job->fault);
	if (e != OK)
		return e;
	root = xmlDocGetRootElement(tree);
	if (doc_xml_is(root, "rss"))
		root = doc_xml_child(root, "channel");
	else if (doc_xml_is(root, "feed"))
		name = "entry";
	if (root == NULL)
		return FAIL(job->fault, ERR_INVALID, "import.no_feed", path);
	*ret = arena_array(job->arena, IMPORT_FEED_ENTRIES + 1,
	    sizeof **ret);
	heads[0] = S("title");
	heads[1] = S("at");
	heads[2] = S("address");
	(*ret)[0] = (struct csv_row){ 1, heads, COLUMNS };
	*ret_n = 1;
	for (entry = doc_xml_child(root, name); entry != NULL;
	    entry = doc_xml_next(entry, name)) {
		if (*ret_n > IMPORT_FEED_ENTRIES)
			return FAIL(job->fault, ERR_TOO_LARGE,
			    "import.long_feed", path);
		put_entry(job->arena, entry, &(*ret)[(*ret_n)++]);
	}
	return OK;
}
