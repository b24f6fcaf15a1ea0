/*
 * rich - cleaning pages against libxml2's bare parse of them.
 *
 *	rich ROUNDS FILE...
 *
 * A file .md becomes a page of HTML first.  All pages are cleaned, then all
 * are parsed; what counts is the middle of the rounds' ratios.
 */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/file.h"
#include "doc/rich.h"

#define MEMORY		((size_t)1 << 30)
#define ROUNDS_MOST	1000
#define FILES_MOST	4096

static double
seconds(void)
{
	struct timespec	now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The page a file holds, or a Markdown file becomes. */
static str
page_of(struct arena *arena, const char *path)
{
	struct fault		 fault = { .code = OK };
	const struct rich	*rich;
	str			 text;

	if (file_read(arena, path, RICH_BYTES, &text, &fault) != OK)
		exit(1);
	if (!str_ends(str_of(path), S(".md")))
		return text;
	if (rich_from_markdown(arena, text, &rich, &fault) != OK)
		exit(1);
	return rich->html;
}

static double
clean_all(const str *page, int n)
{
	double	start = seconds();

	for (int i = 0; i < n; i++) {
		struct arena		*arena = arena_new(MEMORY);
		struct fault		 fault = { .code = OK };
		const struct rich	*rich;

		if (rich_clean(arena, page[i], &rich, &fault) != OK)
			exit(1);
		arena_free(arena);
	}
	return seconds() - start;
}

static double
parse_all(const str *page, int n)
{
	double	start = seconds();

	for (int i = 0; i < n; i++)
		xmlFreeDoc(htmlReadMemory(page[i].at, (int)page[i].n, NULL,
		    "UTF-8", HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
		    HTML_PARSE_NOWARNING | HTML_PARSE_NONET));
	return seconds() - start;
}

static int
compare(const void *a, const void *b)
{
	double	x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int
main(int argc, char **argv)
{
	static double	 ratio[ROUNDS_MOST], took[ROUNDS_MOST];
	static str	 page[FILES_MOST];
	struct arena	*arena = arena_new(MEMORY);
	int		 rounds = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 0;
	int		 n = 0;
	size_t		 bytes = 0;

	for (int i = 2; i < argc && n < FILES_MOST; i++, n++) {
		page[n] = page_of(arena, argv[i]);
		bytes += page[n].n;
	}
	if (n == 0 || rounds < 1 || rounds > ROUNDS_MOST)
		return 1;
	for (int i = 0; i < rounds; i++) {
		took[i] = clean_all(page, n);
		ratio[i] = took[i] / parse_all(page, n);
	}
	qsort(took, (size_t)rounds, sizeof *took, compare);
	qsort(ratio, (size_t)rounds, sizeof *ratio, compare);
	printf("cleaning %d texts: %.1f MB/s, %.2f times libxml2's parse\n",
	    n, (double)bytes / 1e6 / took[rounds / 2], ratio[rounds / 2]);
	return 0;
}
