/*
 * check - the rules a report is held against, and what they find.
 *
 * A rule is an entry: CHECK(name, fields) followed by the function's head and
 * body; the build gathers them.  Its title and sentences stand in words/ under
 * check.<id>: `title', `source' (the article), and one sentence a message with
 * holes.  A rule reads filled forms and adds findings; it never prints, never
 * guesses, and says nothing about what it cannot know.  A false alarm is a
 * defect of the same rank as a miss.
 *
 * Calls: base, doc, form, domain.
 */
#ifndef CHECK_H
#define CHECK_H

#include <stddef.h>

#include "domain/job.h"
#include "form/filled.h"

enum check_severity { CHECK_NOTE, CHECK_WARNING, CHECK_ERROR };

/* Which reports a rule looks at. */
enum check_scope {
	CHECK_ONE,		/* the report itself */
	CHECK_PREVIOUS,		/* the report and last year's */
	CHECK_CHILDREN		/* the report and its children's */
};

struct check_run;

struct check {
	const char		*id;		/* "P1" */
	enum check_severity	 severity;	/* unless a finding says less */
	enum check_scope	 scope;
	void			(*run)(struct check_run *run); /* the body */
};

/*
 * CHECK(balance, .id = "P1", .severity = CHECK_ERROR)
 * (struct check_run *run)
 * {
 *	...
 * }
 */
#define CHECK(name, ...) \
	static void check_run_##name(struct check_run *run); \
	const struct check check_##name = { __VA_ARGS__, \
	    .run = check_run_##name }; \
	static void check_run_##name

/* All rules by id; made by the build. */
extern const struct check *const check_index[];
extern const size_t check_count;

struct finding {
	const struct check	*check;
	enum check_severity	 severity;
	str			 table, row, column;	/* keys or empty */
	str			 quote;		/* the words of the report */
	str			 expected, found;	/* or empty */
	str			 message;	/* the sentence, filled */
	struct doc_place	 place;
	const struct doc_cell	*cell;		/* for marking, or NULL */
	const struct filled_text *text;		/* for marking, or NULL */
	size_t			 from, to;	/* bytes of text->text */
};

/* The data that rules rest on, read once for all reports. */
struct check_rules {
	const struct facts	*facts;		/* rules/facts.yaml */
	const struct prose_rules *prose;	/* rules/prose.yaml */
};

/* Read them; read-only afterwards, shared by all threads. */
enum err check_rules_load(struct arena *arena,
	    const struct check_rules **ret, struct fault *fault);

struct check_run {
	struct job		*job;
	const struct check	*check;		/* the rule that is running */
	const struct filled	*report; /* held against the rules; then what
					    may be shown of it */
	const struct check_rules *rules;	/* the data the rules rest on */
	const struct filled	*previous;	/* NULL if not given */
	const struct filled *const *child; /* reports of the children */
	const str		*child_name;	/* for the sentence */
	size_t			 children;
	struct finding		*finding;	/* what was found so far */
	size_t			 n;
	struct prose		*prose;		/* read once, by prose_of */
};

/*
 * Run every rule whose reports are there.  Findings come out in the order
 * table, row, column, then place, then rule; neither they nor run->report, as
 * it then is, show a personal number.
 */
void	 check_report(struct check_run *run);

/*
 * Add a finding of the running rule.  `message' is the last part of the key
 * check.<id>.<message>; fill the other fields of the returned finding.
 */
struct finding *check_find(struct check_run *run, const char *message,
	    const str *args, size_t n);

#define FIND(run, message, ...) \
	check_find((run), (message), (const str[]){ __VA_ARGS__ }, \
	    sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

/* How many findings of a severity there are. */
size_t	 check_total(const struct check_run *run,
	    enum check_severity severity);

/* "error", "warning", "note": the contract's words. */
const char *check_severity_name(enum check_severity severity);

#endif
