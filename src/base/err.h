/*
 * err - what can go wrong, and the sentence that says so.
 *
 * A function that can fail returns enum err; the fault it is handed keeps the
 * key of a sentence in words/ and what stands in its holes, so that the
 * sentence is made in the reader's language where it is shown.  What somebody
 * typed wrong is not an error but a remark; a broken invariant is assert.
 *
 * Calls: str.
 */
#ifndef ERR_H
#define ERR_H

#include <stddef.h>

#include "base/str.h"

enum err {
	OK = 0,
	ERR_NOT_FOUND,		/* the thing named is not there */
	ERR_INVALID,		/* cannot be understood or is not allowed */
	ERR_FORBIDDEN,		/* not by this person */
	ERR_CONFLICT,		/* not in this state, or changed meanwhile */
	ERR_TOO_LARGE,		/* past a limit */
	ERR_BUSY,		/* later it may work */
	ERR_STORE,		/* reading or writing failed */
	ERR_OUTSIDE,		/* another program or machine failed */
	ERR__MAX
};

#define FAULT_ARGS	6
#define FAULT_TEXT	1024

struct fault {
	enum err	 code;			/* OK while nothing failed */
	const char	*key;			/* a key of words/ */
	const char	*file;			/* where it was said first */
	int		 line;			/* line of that file */
	size_t		 n;			/* holes filled */
	str		 arg[FAULT_ARGS];	/* views into text */
	char		 text[FAULT_TEXT];	/* their bytes, cut to fit */
};

/*
 * Say what failed and return the code, so that failing is one line:
 *
 *	return FAIL(fault, ERR_INVALID, "doc.encrypted", path);
 *
 * The words after the key are str; none is allowed too.  `fault' may be NULL
 * where nobody wants the sentence.
 */
#define FAIL(fault, code, ...) \
	FAIL_PICK(__VA_ARGS__, FAIL_ARGS, FAIL_ARGS, FAIL_ARGS, FAIL_ARGS, \
	    FAIL_ARGS, FAIL_ARGS, FAIL_NONE, 0)((fault), (code), __VA_ARGS__)
#define FAIL_PICK(a, b, c, d, e, f, g, pick, ...)	pick
#define FAIL_NONE(fault, code, key) \
	fault_fail((fault), (code), __FILE__, __LINE__, (key), NULL, 0)
#define FAIL_ARGS(fault, code, key, ...) \
	fault_fail((fault), (code), __FILE__, __LINE__, (key), \
	    (const str[]){ __VA_ARGS__ }, \
	    sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

/* Set the fault; the arguments are copied. */
enum err fault_set(struct fault *fault, enum err code, const char *file,
	    int line, const char *key, const str *args, size_t n);

/* What FAIL calls: inline, so that an analyzer sees which code it gives. */
static inline enum err
fault_fail(struct fault *fault, enum err code, const char *file, int line,
    const char *key, const str *args, size_t n)
{
	(void)fault_set(fault, code, file, line, key, args, n);
	return code;
}

/* Forget what was said. */
void	 fault_clear(struct fault *fault);

/* Exit status of a command that ended with this code (2 or 3; 0 for OK). */
int	 err_exit(enum err code);

#endif
