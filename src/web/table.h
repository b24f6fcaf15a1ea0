/*
 * table - records as a table of open data: CSV, XLSX or JSON.
 *
 * Its columns have fixed names and a fixed order, in all three forms; new
 * ones come behind (the page /data tells them).
 *
 * Calls: base, domain, response.
 */
#ifndef TABLE_H
#define TABLE_H

#include "domain/record.h"
#include "web/response.h"

enum table_format { TABLE_CSV, TABLE_XLSX, TABLE_JSON, TABLE__FORMATS };

#define TABLE_COLUMNS	14

/* Their names, in order. */
extern const char *const	table_column[TABLE_COLUMNS];

/* What is wanted of the records. */
struct table_query {
	str	agency;		/* our code, with all below; empty: all */
	str	column;		/* key or name, with all below; empty: any */
	str	kind;		/* empty: any */
	str	validity;	/* empty: any */
	int	year;		/* of the document; 0: any */
	str	site;		/* "https://host", before addresses */
};

/* Write the whole file; ERR_TOO_LARGE "public.data.large" where it does not go
   into one.  ERR_NOT_FOUND "agency.unknown". */
enum err table_write(struct job *job, const struct table_query *query,
	    enum table_format format, struct buf *to);

#endif
