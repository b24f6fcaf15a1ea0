/*
 * form - a statutory form as data: sections, tables, rows, columns, checks.
 *
 * forms/<name>.yaml is read into this model; gongkai-form(5) describes the
 * file.  The model is pure: it knows neither figures of a body nor files.
 * Several forms of one kind (the annual report of 2019 and of 2021) stand side
 * by side in a `struct forms', and each table of a read report is matched to
 * the form whose labels it bears, never to the one its year would suggest.
 *
 * Calls: base.
 */
#ifndef FORM_H
#define FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

/*
 * A label and the other ways in which it is met in the wild.  The number in
 * front of it stands apart, because reports drop it or write it otherwise.
 */
struct form_label {
	str	 number;	/* "一、", "（一）", "1." as printed, or empty */
	str	 text;		/* the official wording, number off */
	str	*variant;	/* others, official one not among them */
	size_t	 variants;
};

/* How a cell's value is written. */
enum form_unit {
	FORM_COUNT,		/* non-negative integer */
	FORM_CHANGE,		/* integer with a sign (本年增/减) */
	FORM_AMOUNT		/* non-negative decimal, e.g. 万元 */
};

struct form_column {
	str		 key;		/* "natural" */
	struct form_label label;
	str		 group;		/* key of its group, or empty */
	enum form_unit	 unit;
	str		 unit_word;	/* "件", "万元"; empty if the form has none */
};

struct form_row {
	str		 key;		/* "denied.state_secret" */
	struct form_label label;
	str		 group;		/* key of its group, or empty */
	const struct form_column *column; /* its columns */
	size_t		 columns;
	size_t		 first;		/* index of its first cell */
	size_t		 block;		/* index of its block */
};

/* Rows under one head: a numbered item of Article 20, or the whole table. */
struct form_block {
	struct form_label head;		/* "第二十条第（一）项", may be empty */
	struct form_label corner;	/* "信息内容", or the note of table 3 */
	const struct form_column *column;
	size_t		 columns;
	size_t		 row;		/* index of its first row */
	size_t		 rows;
};

/* A line over several rows or columns ("（三）不予公开", "行政复议"). */
struct form_group {
	str		 key;		/* "denied" */
	struct form_label label;
	str		 parent;	/* key of the one around it */
	bool		 of_columns;	/* over columns, not rows */
};

/* What is added up: every column over some rows, or every row over columns. */
enum form_rule_kind {
	FORM_SUM_ROWS,		/* in each column: the terms are rows */
	FORM_SUM_COLUMNS	/* in each row: the terms are columns */
};

enum form_relation {
	FORM_EQUAL,		/* left = right */
	FORM_AT_LEAST		/* left >= right */
};

/* One term of a sum. */
struct form_term {
	size_t	 index;		/* of a row or a column */
	bool	 last;		/* read in last year's report */
};

/* A relation between cells, printed on the form or implied by it. */
struct form_rule {
	str		 id;		/* "P1": the check that holds it */
	enum form_rule_kind kind;
	enum form_relation relation;
	const struct form_term *left;	/* one side's terms */
	size_t		 lefts;
	const struct form_term *right;	/* the other's */
	size_t		 rights;
	const size_t	*row;		/* FORM_SUM_COLUMNS: rows it holds in */
	size_t		 rows;
	bool		 printed;	/* stands on the form itself */
	bool		 last;		/* some term is of last year's report */
	str		 source;	/* where the law or the form says it */
};

enum form_layout {
	FORM_DOWN,		/* a row of the form is a row of the table */
	FORM_ACROSS		/* the rows stand side by side (table 4) */
};

enum form_roll {
	FORM_ROLL_ADD,		/* a parent's cell is own plus children's */
	FORM_ROLL_NONE		/* cannot be added */
};

struct form_table {
	str		 key;		/* "t2" */
	str		 title;		/* the section's official title */
	size_t		 section;	/* index of the section it stands in */
	enum form_layout layout;
	enum form_roll	 roll;
	struct form_block *block;
	size_t		 blocks;
	struct form_row	*row;		/* in the order of the form */
	size_t		 rows;
	struct form_group *group;
	size_t		 groups;
	struct form_rule *rule;
	size_t		 rules;
	size_t		 cells;		/* of all rows together */
	int64_t		 most;		/* a figure above this cannot be */
	bool		 named;		/* JSON: cells of a row by column key */
};

/* Something a section must speak of. */
struct form_point {
	str		 key;		/* "platform" */
	struct form_label label;	/* any of these words speaks of it */
	bool		 governments;	/* asked of governments only */
};

struct form_section {
	str		 key;		/* "overview", "disclosed" ... */
	struct form_label title;	/* without its number: "总体情况" */
	const struct form_point *point;	/* what it must speak of */
	size_t		 points;
	str		 source;	/* where the law asks for it */
};

#define FORM_MOST	1000000000000	/* no figure of a form is larger */
#define FORM_OPEN	9999	/* `until' of a form without an end */

struct form {
	str		 key;		/* "2021" */
	str		 kind;		/* "annual-report" */
	struct form_label title;	/* "政府信息公开工作年度报告" */
	int		 from, until;	/* reporting years, FORM_OPEN for ever;
					   an open form ends where the next
					   one of its kind begins */
	str		 source;	/* notice that made it */
	struct form_section *section;
	size_t		 sections;
	struct form_table *table;
	size_t		 tables;
	const char	*file;		/* forms/annual-report-2021.yaml */
};

struct match_lore;

struct forms {
	struct form	*form;		/* by `from' */
	size_t		 n;
	const struct match_lore *lore;	/* their labels, indexed; NULL until
					   made, and form_match makes its own */
};

/* Load every forms/<kind>-*.yaml; years must neither overlap nor be doubled. */
enum err	 forms_load(struct arena *arena, const char *kind,
		    const struct forms **ret, struct fault *fault);

/* One form out of the bytes of a file. */
enum err	 form_read(struct arena *arena, const char *file, str bytes,
		    struct form **ret, struct fault *fault);

/* The form in force for a reporting year; NULL if none is known. */
const struct form *forms_of_year(const struct forms *forms, int year);

/* A table by key; NULL if the form has none. */
const struct form_table *form_table(const struct form *form, str key);

/* Index of a row by key; -1 if the table has none. */
ptrdiff_t	 form_row(const struct form_table *table, str key);

/* Index of a column of a row by key; -1 if it has none. */
ptrdiff_t	 form_column(const struct form_row *row, str key);

#endif
