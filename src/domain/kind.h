/*
 * kind - kinds of public information and what is noted about each record.
 *
 * rules/kind.yaml tells the fields (著录项) with their names and types, and
 * for each kind the working days within which it is published (Regulation,
 * Art. 26, or a shorter period of its own), which fields it must have and
 * which it may have beside those that every kind may have.
 *
 * Calls: base, record_meta.
 */
#ifndef KIND_H
#define KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/record_meta.h"

struct arena;

#define KIND_TEXT	2000		/* bytes of a field of one line */
#define KIND_LONG	((size_t)64 << 10) /* ... of several */

enum kind_type { KIND_LINE, KIND_LINES, KIND_DAY, KIND_URL, KIND_CHOICE };

/* One of the values a field can have. */
struct kind_choice {
	str	key, name;	/* "made", 本机关制作 */
};

struct kind_field {
	str			 key;		/* "summary" */
	str			 name;		/* 内容概述 */
	str			 source;	/* who asks for it; may be
						   empty */
	enum kind_type		 type;		/* what it looks like */
	const struct kind_choice *choice;	/* of KIND_CHOICE */
	size_t			 choices;	/* how many */
	bool			 search;	/* its words are found */
	bool			 own;		/* only kinds that name it
						   have it */
};

struct kind {
	str			 key;		/* "policy" */
	str			 name;		/* 政策文件 */
	str			 source;	/* of its period */
	int			 days;		/* working days, from formation
						   or change to publication */
	const str		*need;		/* fields it must have */
	size_t			 needs;		/* how many */
	const str		*show;		/* ... it may have */
	size_t			 shows;		/* how many */
	bool			 number;	/* it has a document number */
	bool			 until;		/* it is taken down after its
						   `ends' */
};

struct kinds {
	struct kind_field	*field;		/* in the order of display */
	size_t			 fields;	/* how many */
	struct kind		*kind;		/* in the order of the file */
	size_t			 n;		/* how many */
};

/* Load them; a fault names file, line and column. */
enum err kind_load(struct arena *arena, const struct kinds **ret,
	    struct fault *fault);

/* By key; NULL if there is none. */
const struct kind *kind_find(const struct kinds *kinds, str key);
const struct kind_field *kind_field(const struct kinds *kinds, str key);

/* Records of the kind have the field, or must have it. */
bool	 kind_has(const struct kind *kind, const struct kind_field *field);
bool	 kind_needs(const struct kind *kind, str field);

/* What people call the key of a kind: its name, or the key itself where it
   is none of ours. */
str	 kind_name(const struct kinds *kinds, str key);

/*
 * What is wrong with a value of a field, in the fault: ERR_INVALID
 * "kind.wrong_day", "kind.wrong_url", "kind.wrong_choice", ERR_TOO_LARGE
 * "kind.long", each with the field's name.  An empty one is right.
 */
enum err kind_check_value(const struct kind_field *field, str value,
	    struct fault *fault);

/* All of them: each known, right and of the kind.  ERR_INVALID
   "kind.no_field". */
enum err kind_check(const struct kinds *kinds, const struct kind *kind,
	    const struct record_meta *meta, struct fault *fault);

/* What search reads of a record: its text, and behind it the notes whose
   words are to be found. */
str	 kind_text(struct arena *arena, const struct kinds *kinds, str text,
	    const struct record_meta *meta);

/* By key or by name, as somebody wrote it: the key, or the text where it is
   none of ours. */
str	 kind_key(const struct kinds *kinds, str text);

/* A field by key or by name; NULL if there is none. */
const struct kind_field *kind_field_told(const struct kinds *kinds,
	    str text);

/* What must be there is: ERR_INVALID "kind.missing" with the first name that
   is not.  Asked before publication; drafts may lack it. */
enum err kind_complete(const struct kinds *kinds, const struct kind *kind,
	    const struct record_meta *meta, struct fault *fault);

#endif
