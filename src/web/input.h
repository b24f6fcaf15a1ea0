/*
 * input - what came with a request, as the route declared it.
 *
 * Only declared fields are seen.  Text is valid UTF-8 without control
 * characters but line breaks, within its length; what does not fit is a
 * remark at the field, and the handler shows the same page again:
 *
 *	if (in->remarks > 0)
 *		return show_form(job, in, out);
 *
 * Calls: base, cookie, http, route.
 */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"
#include "web/cookie.h"
#include "web/html.h"
#include "web/http.h"
#include "web/route.h"

struct job;
struct session;

#define INPUT_FIELDS	1000	/* in one request, declared or not */
#define INPUT_REMARKS	40

/* A file as it was uploaded. */
struct input_file {
	str	name;		/* without any path, at most 255 bytes */
	str	bytes;		/* what it holds */
};

/* What is wrong with a field; field NULL: with the whole. */
struct input_remark {
	const char	*field;		/* its name */
	str		 sentence;	/* in the reader's language */
};

struct input_value;

struct input {
	const struct http_request	*http;	/* as it came */
	const struct route		*route;	/* that it was matched to */
	struct route_match		 match;	/* with the path's parts */
	const struct input_value	*value;	/* in the route's order */
	str				 query;	/* as it came, without '?' */
	str				 client; /* its address, by the trusted
						    proxy's word */
	bool				 secure; /* came by https */
	enum cookie_way			 way;	/* of the cookies */
	str				 host;	/* as asked for, checked */
	str				 token;	/* of the session; empty */
	const struct session		*session; /* who; NULL: nobody */
	struct html_token		 form;	/* for those of the page */
	str				 sent;	/* its token as it came back in
						   the field "csrf" */
	struct input_remark		 remark[INPUT_REMARKS];
	size_t				 remarks; /* how many */
};

/* A part of the path by its name in the route ("code"). */
str	 input_part(const struct input *in, const char *name);

/* The same as the number of something; 0, which nothing has, for anything
   else. */
int64_t	 input_part_int(const struct input *in, const char *name);

/*
 * The values of declared fields; empty, DAY_NONE, false, `otherwise' where
 * nothing fitting was given.  A field of text, a number or a day is also had
 * by input_str as it was typed, so that it can be shown again beside its
 * remark.
 */
str	 input_str(const struct input *in, const char *name);
int64_t	 input_int(const struct input *in, const char *name,
	    int64_t otherwise);
day	 input_day(const struct input *in, const char *name);
bool	 input_given(const struct input *in, const char *name);
const str *input_strs(const struct input *in, const char *name,
	    size_t *ret_n);
const struct input_file *input_files(const struct input *in,
	    const char *name, size_t *ret_n);

/* Say what is wrong with a field (NULL: with the whole): a sentence of
   words/.  Behind INPUT_REMARKS they are dropped. */
void	 input_remark(struct job *job, struct input *in, const char *field,
	    const char *key);

/* The same from the job's fault, which is cleared: what the domain refused
   (ERR_INVALID, ERR_CONFLICT, ERR_FORBIDDEN) is shown beside the field. */
void	 input_remark_fault(struct job *job, struct input *in,
	    const char *field);

/* The remark at a field; empty if there is none. */
str	 input_wrong(const struct input *in, const char *field);

/*
 * Fill in what a request brings: the query or the body (urlencoded or
 * multipart/form-data) by the route's form.  ERR_INVALID "web.malformed",
 * ERR_TOO_LARGE "web.too_many_fields" for what is refused as a whole.
 */
enum err input_read(struct job *job, const struct http_request *http,
	    const struct route_match *match, struct input *ret);

/*
 * Read the fields anew by another form than the route's, where only the thing
 * at hand tells which there are.  With no form each field that came is text of
 * any length; in->route->form then names them.
 */
enum err input_read_again(struct job *job, struct input *in,
	    const struct route_field *form);

#endif
