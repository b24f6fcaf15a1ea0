/*
 * rich_sound - what holds for every text that rich gives back.
 *
 * For the fuzz target and for the tests: it asserts.  It reads the text by
 * itself, strictly, so that what the parser would repair is an error here.
 */
#ifndef RICH_SOUND_H
#define RICH_SOUND_H

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/rich.h"

#define RICH_SOUND_DEPTH	40

/* An element may bear these attributes, each followed by a blank. */
static const struct {
	const char	*name;
	const char	*attributes;
	int		 empty;		/* it has no end tag */
} rich_sound_tags[] = {
	{ "p", "", 0 }, { "h2", "", 0 }, { "h3", "", 0 }, { "h4", "", 0 },
	{ "h5", "", 0 }, { "ul", "", 0 }, { "ol", "start ", 0 },
	{ "li", "", 0 }, { "table", "", 0 }, { "caption", "", 0 },
	{ "thead", "", 0 }, { "tbody", "", 0 }, { "tr", "", 0 },
	{ "th", "rowspan colspan ", 0 }, { "td", "rowspan colspan ", 0 },
	{ "strong", "", 0 }, { "em", "", 0 }, { "u", "", 0 },
	{ "s", "", 0 }, { "sub", "", 0 }, { "sup", "", 0 },
	{ "blockquote", "", 0 }, { "pre", "", 0 }, { "br", "", 1 },
	{ "hr", "", 1 }, { "a", "href ", 0 },
	{ "img", "src alt width height ", 1 }, { "figure", "", 0 },
	{ "figcaption", "", 0 },
};

static inline size_t
rich_sound_tag(str name)
{
	size_t	n = sizeof rich_sound_tags / sizeof *rich_sound_tags;

	for (size_t i = 0; i < n; i++)
		if (str_is(name, rich_sound_tags[i].name))
			return i;
	assert(false && "an element that is not allowed");
	return 0;
}

/* A number from 0 to 65534, or an address that leads nowhere bad. */
static inline void
rich_sound_value(str name, str value)
{
	if (str_is(name, "alt"))
		return;
	if (str_is(name, "src")) {
		assert(str_starts(value, S(RICH_FILES)));
		assert(!str_has(value, S("..")) && !str_has(value, S("//")));
		return;
	}
	assert(value.n > 0);
	if (!str_is(name, "href")) {
		for (size_t i = 0; i < value.n; i++)
			assert(value.at[i] >= '0' && value.at[i] <= '9');
		assert(value.n <= 5);
		return;
	}
	assert(!str_has(value, S("\\")) && !str_starts(value, S("//")));
	for (size_t i = 0; i < value.n; i++)
		assert((unsigned char)value.at[i] > 0x20);
	for (size_t i = 0; i < value.n && !strchr("/?#", value.at[i]); i++)
		assert(value.at[i] != ':' ||
		    strncasecmp(value.at, "http://", 7) == 0 ||
		    strncasecmp(value.at, "https://", 8) == 0 ||
		    strncasecmp(value.at, "mailto:", 7) == 0 ||
		    strncasecmp(value.at, "tel:", 4) == 0);
}

/* From behind a tag's name to its end; where that is. */
static inline size_t
rich_sound_attributes(str html, size_t at, size_t tag)
{
	while (html.at[at] == ' ') {
		ptrdiff_t	equals = str_find(html, S("=\""), at);
		ptrdiff_t	quote;
		str		name;

		assert(equals > 0);
		quote = str_find(html, S("\""), (size_t)equals + 2);
		assert(quote > 0);
		name = str_sub(html, at + 1, (size_t)equals);
		for (size_t i = 0; i < name.n; i++)
			assert(name.at[i] >= 'a' && name.at[i] <= 'z');
		assert(memmem(rich_sound_tags[tag].attributes,
		    strlen(rich_sound_tags[tag].attributes), name.at,
		    name.n + 1) != NULL || str_find(str_of(
		    rich_sound_tags[tag].attributes), name, 0) >= 0);
		rich_sound_value(name, str_sub(html, (size_t)equals + 2,
		    (size_t)quote));
		at = (size_t)quote + 1;
		assert(at < html.n);
	}
	return at;
}

/* Only what is allowed stands there, each element within another. */
static inline void
rich_sound_html(str html)
{
	size_t	open[RICH_SOUND_DEPTH], n = 0, at = 0, from, tag;
	int	ends;

	assert(utf8_valid(html));
	while (at < html.n) {
		unsigned char	byte = (unsigned char)html.at[at];

		if (byte != '<') {
			assert(byte != '>' && byte != 0x7F);
			assert(byte >= 0x20 || byte == '\n' || byte == '\t');
			at++;
			continue;
		}
		at++;
		ends = at < html.n && html.at[at] == '/';
		from = at += (size_t)ends;
		while (at < html.n && strchr(" />", html.at[at]) == NULL)
			at++;
		tag = rich_sound_tag(str_sub(html, from, at));
		assert(at < html.n);
		if (ends) {
			assert(n > 0 && open[--n] == tag);
			assert(html.at[at++] == '>');
			continue;
		}
		at = rich_sound_attributes(html, at, tag);
		if (rich_sound_tags[tag].empty) {
			assert(html.at[at] == '/' && html.at[at + 1] == '>');
			at += 2;
			continue;
		}
		assert(html.at[at] == '>' && n < RICH_SOUND_DEPTH);
		at++;
		open[n++] = tag;
	}
	assert(n == 0);
}

static inline void
rich_sound(struct arena *arena, const struct rich *rich)
{
	const struct rich	*again = NULL;

	rich_sound_html(rich->html);
	assert(utf8_valid(rich->text));
	assert(rich->notes <= RICH_NOTES);
	for (size_t i = 0; i < rich->notes; i++)
		assert(utf8_valid(rich->note[i].what) &&
		    rich->note[i].what.n <= RICH_ADDRESS &&
		    rich->note[i].times > 0);
	if (rich_clean(arena, rich->html, &again, NULL) != OK)
		assert(false && "it cannot be cleaned again");
	assert(again != NULL && str_eq(again->html, rich->html));
	assert(str_eq(again->text, rich->text));
	assert(again->links == rich->links && again->images == rich->images);
}

#endif
