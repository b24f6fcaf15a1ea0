/*
 * input_value - fields as they are kept, and how they are read.
 *
 * What the files of input share; handlers ask input.h.
 *
 * Calls: base, http, input, route.
 */
#ifndef INPUT_VALUE_H
#define INPUT_VALUE_H

#include "web/input.h"

/* A field as it came, decoded and not looked at. */
struct input_pair {
	str	name;		/* of the field */
	str	value;		/* bytes */
	str	file;		/* its name, if it is a file */
	bool	is_file;	/* it was sent as one */
};

/* All of a request. */
struct input_pairs {
	struct input_pair	*at;	/* in their order */
	size_t			 n;	/* how many */
};

/* A declared field, read. */
struct input_value {
	str			 text;	/* what was typed, fit to be shown */
	int64_t			 n;	/* of an INT */
	day			 day;	/* of a DAY */
	bool			 fits;	/* something fitting was given */
	str			*texts;	/* of TEXTS */
	struct input_file	*file;	/* of FILE */
	size_t			 items;	/* of either */
};

/*
 * Cut a query or an urlencoded body into its pairs, and a multipart body.
 * ERR_INVALID "web.malformed", "web.charset", ERR_TOO_LARGE
 * "web.too_many_fields".
 */
enum err input_urlencoded(struct job *job, str bytes,
	    struct input_pairs *ret);
enum err input_multipart(struct job *job, str type, str bytes,
	    struct input_pairs *ret);

/* A parameter of a header: `name' of "form-data; name=\"x\"".  False if it is
   not there; the value is out of its quotes. */
bool	 input_parameter(str header, const char *name, str *ret);

/* Hold the pairs to the fields that the route declares; what does not fit
   becomes a remark. */
void	 input_hold(struct job *job, struct input *in,
	    const struct input_pairs *pairs);

#endif
