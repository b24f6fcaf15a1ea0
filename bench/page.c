/*
 * page - checking one HTML report against libxml2's bare parse of it.
 *
 *	page FILE ROUNDS
 *
 * Both are timed in each round, one right after the other; what counts is
 * the middle of the rounds' ratios.  The last line is the middle time of a
 * check in microseconds, for run.sh.
 */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/file.h"
#include "check/check.h"
#include "form/form_open.h"

#define MEMORY		((size_t)512 << 20)
#define ROUNDS_MOST	10000
#define PAGE_BYTES	((size_t)16 << 20)

/* What all rounds share. */
struct bench {
	const char			*path;
	str				 bytes;
	const struct forms		*forms;
	const struct check_rules	*rules;
	const struct words		*words;
	struct fault			 fault;
};

static double
now(void)
{
	struct timespec	t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
bare_parse(const struct bench *bench)
{
	xmlFreeDoc(htmlReadMemory(bench->bytes.at, (int)bench->bytes.n, NULL,
	    "UTF-8", HTML_PARSE_RECOVER | HTML_PARSE_NONET |
	    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING));
}

static enum err
check(struct bench *bench, struct arena *arena)
{
	struct job		 job = { .arena = arena, .words = bench->words,
				    .today = 0, .fault = &bench->fault };
	struct check_run	 run = { .job = &job, .rules = bench->rules };
	struct filled		*filled;
	enum err		 e;

	e = form_open(arena, bench->forms, bench->bytes, str_of(bench->path),
	    &filled, &bench->fault);
	if (e != OK)
		return e;
	run.report = filled;
	check_report(&run);
	return OK;
}

static int
by_size(const void *a, const void *b)
{
	double	x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static enum err
measure(struct bench *bench, int rounds)
{
	static double	 ratio[ROUNDS_MOST], parse[ROUNDS_MOST],
			 whole[ROUNDS_MOST];
	struct arena	*arena = arena_new(MEMORY);
	enum err	 e = OK;

	for (int i = 0; e == OK && i < rounds; i++) {
		double	start = now(), between;

		bare_parse(bench);
		between = now();
		e = check(bench, arena);
		arena_reset(arena);
		whole[i] = now() - between;
		parse[i] = between - start;
		ratio[i] = whole[i] / parse[i];
	}
	arena_free(arena);
	if (e != OK)
		return e;
	qsort(ratio, (size_t)rounds, sizeof *ratio, by_size);
	qsort(parse, (size_t)rounds, sizeof *parse, by_size);
	qsort(whole, (size_t)rounds, sizeof *whole, by_size);
	printf("checking a page of %zu bytes: %.2f times libxml2's parse "
	    "(half of %d rounds from %.2f to %.2f); %.2f ms against %.2f\n",
	    bench->bytes.n, ratio[rounds / 2], rounds, ratio[rounds / 4],
	    ratio[rounds * 3 / 4], whole[rounds / 2] / 1e3,
	    parse[rounds / 2] / 1e3);
	printf("%.0f\n", whole[rounds / 2]);
	return OK;
}

int
main(int argc, char **argv)
{
	struct arena	*arena = arena_new(MEMORY);
	struct bench	 bench = { .path = argc == 3 ? argv[1] : NULL };
	long		 rounds = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
	enum err	 e;

	if (rounds < 4 || rounds > ROUNDS_MOST) {
		fputs("usage: page FILE ROUNDS\n", stderr);
		return 2;
	}
	e = file_read(arena, bench.path, PAGE_BYTES, &bench.bytes,
	    &bench.fault);
	if (e == OK)
		e = word_load(arena, LANG_ZH, &bench.words, &bench.fault);
	if (e == OK)
		e = forms_load(arena, "annual-report", &bench.forms,
		    &bench.fault);
	if (e == OK)
		e = check_rules_load(arena, &bench.rules, &bench.fault);
	if (e == OK)
		e = measure(&bench, (int)rounds);
	if (e != OK)
		fprintf(stderr, "page: %s\n", bench.fault.key);
	arena_free(arena);
	return e == OK ? 0 : 1;
}
