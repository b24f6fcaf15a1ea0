/*
 * match_words - the words by which published reports are read.
 *
 * rules/reading.yaml says what a mark in a cell is, which units may stand
 * behind a number, what tells the date of publication and what on a page is
 * the site's and not the report's.  This module reads it and compares.
 *
 * Calls: base.
 */
#ifndef MATCH_WORDS_H
#define MATCH_WORDS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

/* Some words, longest first. */
struct match_list {
	const str	*at;		/* the words */
	size_t		 n;		/* how many */
};

/* The words of rules/reading.yaml, named as there. */
struct match_words {
	struct match_list marks;	/* say nothing in a cell */
	struct match_list doubtful;	/* a dash or a numeral */
	struct match_list units;	/* behind a number */
	struct match_list money;	/* units of money */
	struct match_list more;		/* signs of a change upwards */
	struct match_list less;		/* signs of a change downwards */
	struct match_list subtotals;	/* labels of added sums */
	struct match_list pages;	/* patterns of page numbers */
	struct match_list report;	/* some of these stand in any report */
	struct match_list damage;	/* in any text that is mojibake */
	struct match_list lost;		/* where characters were lost */
	struct match_list parts;	/* patterns of section numbers */
	struct match_list contents;	/* heads of a list of sections */
	struct match_list noise_lines;	/* whole lines of the site */
	struct match_list noise_words;	/* words in lines of the site */
	/* Names of facts. */
	struct match_list title, agency, index, published;
	struct match_list contact;	/* ways to reach the body */
	struct match_list period;	/* of the statistics period */
	struct match_list to;		/* between its days */
	struct match_list about;	/* in front of a title: 关于 */
	struct match_list shared;	/* by a name and a title's wording */
	/* Names of metas. */
	struct match_list meta_title, meta_agency, meta_index, meta_published;
};

/* Read rules/reading.yaml. */
enum err match_words_load(struct arena *arena,
	    const struct match_words **ret, struct fault *fault);

/* A name as it is compared: without blanks and the colon behind it. */
str	 match_words_name(struct arena *arena, str text);

/* The text is one of the words. */
bool	 match_words_is(const struct match_list *list, str text);

/* How many bytes of the text's beginning are the longest such word; or 0. */
size_t	 match_words_head(const struct match_list *list, str text);

/* Where the first of the words stands at or after `from'; -1 if none does. */
ptrdiff_t match_words_find(const struct match_list *list, str text,
	    size_t from, size_t *ret_length);

/* How many different words of the list stand in the text. */
size_t	 match_words_count(const struct match_list *list, str text);

/*
 * How many bytes of the text's beginning fit the longest pattern of the list,
 * blanks aside; or 0.
 */
size_t	 match_words_pattern(const struct match_list *list, str text);

#endif
