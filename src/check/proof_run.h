/*
 * proof_run - one reading of a record, as its rules see it.
 *
 * Calls: base, proof.
 */
#ifndef PROOF_RUN_H
#define PROOF_RUN_H

#include "check/proof.h"
#include "check/proof_trace.h"

/* A text that is read: the title, the body or a file's. */
struct proof_passage {
	enum proof_where	 where;
	str			 file;		/* its name, of PROOF_FILE */
	str			 text;		/* all of it */
	str			 hidden;	/* the text without personal
						   numbers, as long in bytes */
	struct proof_trace	*trace;		/* the personal data in it, in
						   the order of the text */
	size_t			 traces;
};

struct proof_run {
	struct arena			*arena;
	const struct proof_rules	*rules;
	const struct proof_subject	*subject;
	const struct proof_rule		*rule;		/* that is running */
	struct proof_passage		*passage;	/* all texts */
	size_t				 passages;
	struct proof_report		*report;	/* what was found */
	size_t				 room;		/* in report->finding */
};

/*
 * Add a finding of the running rule in a text; `passage' NULL: one on the
 * record itself.  `message' is the last part of the key proof.<rule>.<message>.
 * Fill the other fields of what is returned.
 */
struct proof_finding *proof_run_find(struct proof_run *run,
	    const struct proof_passage *passage, const char *message,
	    const str *args, size_t n);

#define PROOF_FIND(run, passage, message, ...) \
	proof_run_find((run), (passage), (message), \
	    (const str[]){ __VA_ARGS__ }, \
	    sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

/* Let a finding point at bytes [from, to) of its text and quote them. */
void	 proof_run_mark(struct proof_finding *finding,
	    const struct proof_passage *passage, size_t from, size_t to);

/* The line of a text around a byte: where it begins, where it ends. */
void	 proof_run_line(str text, size_t at, size_t *ret_from,
	    size_t *ret_to);

#endif
