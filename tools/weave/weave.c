/*
 * weave - writes the C that is gathered from the sources.
 *
 *	weave registry OUT FILE...	the indexes of COMMAND(, CHECK( ...
 *	weave sql DIRECTORY FILE...	sql.h, sql.c and schema.c of sql/
 *	weave pages DIRECTORY FILE...	page.h and page.c of pages/
 *
 * A build tool: it is no part of the program.  Mistakes are told as
 * file:line: sentence, and nothing is written then.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "page.h"
#include "registry.h"
#include "sql.h"

#define MEMORY	((size_t)256 << 20)

int
main(int argc, char **argv)
{
	struct arena	*arena;
	int		 status;

	if (argc < 3 || (strcmp(argv[1], "registry") != 0 &&
	    strcmp(argv[1], "sql") != 0 && strcmp(argv[1], "pages") != 0)) {
		fputs("usage: weave registry OUT FILE...\n"
		    "       weave sql DIRECTORY FILE...\n"
		    "       weave pages DIRECTORY FILE...\n", stderr);
		return 2;
	}
	arena = arena_new(MEMORY);
	if (strcmp(argv[1], "sql") == 0)
		status = sql_weave(arena, argv[2], argv + 3, argc - 3);
	else if (strcmp(argv[1], "pages") == 0)
		status = page_weave(arena, argv[2], argv + 3, argc - 3);
	else
		status = registry_weave(arena, argv[2], argv + 3, argc - 3);
	arena_free(arena);
	return status;
}
