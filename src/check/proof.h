/*
 * proof - read a record before it is published (发布前校对).
 *
 * Personal data left in, marks of secrecy, a wrong number or day, a doubled
 * record, wrong words, dead links, what files hold that nobody sees.  A rule
 * is an entry: PROOF(name, .key = "name") followed by the function's head and
 * body; the build gathers them.  How grave a rule is, its article and the
 * words it rests on are data (rules/proof.yaml); its sentences stand in words/
 * under proof.<key>: `title', and one a message with holes.
 *
 * A rule adds findings; it never prints, never guesses and never writes.
 * What a finding quotes shows no personal number.  A false alarm is a defect
 * of the same rank as a miss.
 *
 * Calls: base, doc, form (dates as people write them).
 */
#ifndef PROOF_H
#define PROOF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/str.h"
#include "base/word.h"
#include "check/proof_rules.h"

struct arena;
struct doc_meta_list;
struct proof_run;

/* --- what is read ------------------------------------------------------ */

/* A file that goes out with the record. */
struct proof_file {
	str				 name;	/* "附件1.docx" */
	str				 type;	/* what it is said to be,
						   "application/pdf" */
	str				 text;	/* its words; empty: none were
						   found in it */
	const struct doc_meta_list	*meta;	/* what doc_meta_read found,
						   or NULL: nobody looked */
};

/* The look of a text, to be held against another's: see proof_shingle. */
#define PROOF_SHINGLES	64

struct proof_shingle {
	uint32_t	least[PROOF_SHINGLES];	/* of 64 orders of all runs of
						   four characters */
	uint32_t	runs;			/* how many runs there were */
};

/* A record that may be the same one; candidates are the caller's to find. */
struct proof_other {
	str			number;	/* its document number, may be empty */
	str			title;	/* its title */
	struct proof_shingle	shingle; /* of its text */
};

struct proof_subject {
	str			 title;		/* as it will be shown */
	str			 number;	/* 文号; empty: none */
	str			 html;		/* the body as safe HTML */
	str			 text;		/* the body as plain text, a
						   paragraph or a cell a line */
	str			 kind;		/* "通知"; may be empty */
	day			 date;		/* 成文日期, or DAY_NONE */
	day			 today;		/* the legal day */
	const struct proof_file	*file;
	size_t			 files;
	const struct proof_other *other;
	size_t			 others;
	const struct proof_pair	*pair;		/* an office's own wrong words,
						   besides the program's */
	size_t			 pairs;
	str			 site;		/* our own host; may be empty */
	/* A link leads nowhere; NULL: nobody looks, only its form counts. */
	bool			(*dead)(void *context, str target);
	void			*context;	/* for `dead' */
};

/* --- what is found ----------------------------------------------------- */

enum proof_where { PROOF_RECORD, PROOF_TITLE, PROOF_BODY, PROOF_FILE };

#define PROOF_ARGS	4

struct proof_finding {
	const struct proof_rule	*rule;
	enum proof_level	 level;		/* the rule's */
	enum proof_where	 where;		/* RECORD: its number, its
						   day, no place in a text */
	str			 file;		/* its name, of PROOF_FILE */
	const char		*key;		/* of the sentence in words/ */
	str			 arg[PROOF_ARGS]; /* what stands in its holes */
	size_t			 args;
	str			 quote;		/* the words found, personal
						   numbers hidden; or empty */
	size_t			 at, length;	/* bytes of the title, of
						   subject->text or of the
						   file's text; length 0: no
						   place in it */
};

#define PROOF_FINDINGS	500u	/* more of them are counted, not kept */

struct proof_report {
	struct proof_finding	*finding;	/* by place, then by rule */
	size_t			 n;		/* how many are kept */
	size_t			 blocks;	/* of all: those that block, */
	size_t			 warns;		/* and those that warn */
};

/*
 * Hold a record against every rule that holds on subject->today.  The report
 * and its texts live in the arena.
 */
void	 proof_read(struct arena *arena, const struct proof_rules *rules,
	    const struct proof_subject *subject, struct proof_report *ret);

/* The sentence of a finding, and the title of its rule. */
str	 proof_say(struct arena *arena, const struct words *words,
	    const struct proof_finding *finding);
str	 proof_title(struct arena *arena, const struct words *words,
	    const struct proof_rule *rule);

/* "warn", "block"; "record", "title", "body", "file". */
const char *proof_level_name(enum proof_level level);
const char *proof_where_name(enum proof_where where);

/*
 * The look of a text: 64 numbers by which it is told how much of two texts is
 * the same without keeping either.  Blanks and marks do not count.
 */
void	 proof_shingle(str text, struct proof_shingle *ret);

/* Of 100 runs of four characters in either text, about so many are in both;
   0 where a text is too short to tell. */
unsigned proof_shingle_alike(const struct proof_shingle *a,
	    const struct proof_shingle *b);

/* So many bytes keep one in a store. */
#define PROOF_SHINGLE_BYTES	(4 * (PROOF_SHINGLES + 1))

/* As these bytes, and back; false for bytes that are none. */
str	 proof_shingle_bytes(struct arena *arena,
	    const struct proof_shingle *shingle);
bool	 proof_shingle_read(str bytes, struct proof_shingle *ret);

/* --- for rules --------------------------------------------------------- */

/*
 * PROOF(identity, .key = "identity")
 * (struct proof_run *run)
 * {
 *	...
 * }
 */
struct proof {
	const char	*key;		/* "identity", as in rules/proof.yaml */
	void		(*run)(struct proof_run *run);	/* the body */
};

#define PROOF(name, ...) \
	static void proof_run_##name(struct proof_run *run); \
	const struct proof proof_##name = { __VA_ARGS__, \
	    .run = proof_run_##name }; \
	static void proof_run_##name

/* All rules; made by the build. */
extern const struct proof *const proof_index[];
extern const size_t proof_count;

#endif
