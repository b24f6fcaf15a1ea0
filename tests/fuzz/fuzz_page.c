/*
 * Whatever bytes come into the holes of a page, the page that is read back by
 * an HTML parser has the elements and attributes it has with harmless values,
 * in their order, and no address of it leads to code.
 *
 * Seeds: *.html
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "base/arena.h"
#include "woven/tests/page.h"

#define PAGE_BYTES	((size_t)64 << 20)
#define ROWS		4
#define QUIET		(HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | \
			HTML_PARSE_NONET | (int)XML_PARSE_HUGE)

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The next piece of the input; pieces end with a byte that text seldom has. */
static str
piece(str *rest)
{
	str	part = { 0 };

	(void)str_cut(rest, '\x1E', &part);
	return part;
}

/* Fill in the shape of the page: what decides which way it goes. */
static void
shape(struct sample *sample, struct sample_row *row, str head)
{
	uint8_t	byte[4] = { 0 };

	for (size_t i = 0; i < head.n && i < sizeof byte; i++)
		byte[i] = (uint8_t)head.at[i];
	sample->level = (int8_t)byte[0];
	sample->on = byte[1] & 1;
	sample->due = byte[1] & 2 ? DAY_NONE : byte[2] * 100;
	sample->moment = (int64_t)byte[2] << 34;
	sample->row = row;
	sample->rows = byte[3] % (ROWS + 1);
	for (size_t i = 0; i < ROWS; i++)
		row[i].bytes = byte[3] >> i;
}

static void
fill(struct arena *arena, struct sample *sample, struct sample_row *row,
    str rest)
{
	sample->title = piece(&rest);
	sample->lines = piece(&rest);
	sample->value = piece(&rest);
	sample->action = url_back(arena, piece(&rest));
	for (size_t i = 0; i < ROWS; i++) {
		row[i].tone = piece(&rest);
		row[i].to = i % 2 == 0 ? url_typed(arena, piece(&rest)) :
		    url_with(arena, URL_OF(arena, "/info/{}", piece(&rest)),
		    "from", piece(&rest));
		row[i].text = rest;
	}
}

/* An address begins as one of ours, or with a scheme that runs no code. */
static void
check_address(const xmlAttr *attr)
{
	static const char *const	heads[] = { "/", "#f-", "http://",
					    "https://", "mailto:" };
	xmlChar				*value = xmlNodeListGetString(
	    attr->doc, attr->children, 1);
	bool				 safe = value == NULL || *value == '\0';

	for (size_t i = 0; !safe && i < sizeof heads / sizeof heads[0]; i++)
		safe = strncasecmp((const char *)value, heads[i],
		    strlen(heads[i])) == 0;
	assert(safe);
	assert(value == NULL || strncmp((const char *)value, "//", 2) != 0);
	xmlFree(value);
}

/* Write down an element, its attributes and what stands in it. */
static void
outline(struct buf *buf, const xmlNode *node)
{
	for (; node != NULL; node = node->next) {
		if (node->type != XML_ELEMENT_NODE) {
			assert(node->type == XML_TEXT_NODE);
			continue;
		}
		buf_printf(buf, "<%s", (const char *)node->name);
		for (const xmlAttr *attr = node->properties; attr != NULL;
		    attr = attr->next) {
			const char	*name = (const char *)attr->name;

			buf_printf(buf, " %s", name);
			if (strcmp(name, "href") == 0 ||
			    strcmp(name, "src") == 0 ||
			    strcmp(name, "action") == 0)
				check_address(attr);
		}
		buf_byte(buf, '>');
		outline(buf, node->children);
		buf_put(buf, S("</>"));
	}
}

static str
token(void *context)
{
	(void)context;
	return S("token");
}

/* Draw the page and tell what an HTML parser sees in it. */
static str
drawn(struct arena *arena, const struct words *words,
    const struct sample *sample)
{
	struct html	html;
	struct buf	buf;
	htmlDocPtr	doc;

	html_init(&html, arena, words, (struct html_token){ token, NULL });
	page_sample(&html, sample);
	if (buf_err(&html.buf) != OK)
		return (str){ 0 };
	doc = htmlReadMemory(html.buf.at, (int)html.buf.n, NULL, "UTF-8",
	    QUIET);
	assert(doc != NULL);
	buf_init(&buf, arena, PAGE_BYTES);
	outline(&buf, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	return buf_str(&buf);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena		*kept;
	static const struct words	*words;
	struct arena			*arena = arena_new(4 * PAGE_BYTES);
	struct sample			 sample = { .lines = { 0 } };
	struct sample_row		 row[ROWS] = { 0 };
	str				 rest = { (const char *)data, size };
	str				 plain, filled;

	if (kept == NULL) {
		kept = arena_new(PAGE_BYTES);
		if (word_load(kept, LANG_ZH, &words, NULL) != OK)
			abort();	/* the words do not load */
	}
	shape(&sample, row, piece(&rest));
	plain = drawn(arena, words, &sample);
	fill(arena, &sample, row, rest);
	filled = drawn(arena, words, &sample);
	assert(filled.n == 0 || str_eq(plain, filled));
	arena_free(arena);
	return 0;
}
