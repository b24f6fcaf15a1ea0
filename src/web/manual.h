/*
 * manual - the manual's own sources (man/, in mdoc) as pages of help.
 *
 * Those in Chinese are in man/zh_CN/; what is not there is shown in English.
 *
 * Reads as much of mdoc as our pages are written in; tests hold every page to
 * that.  What no macro of ours is becomes plain text, so nothing is lost.
 *
 * Calls: base, job, view_public.
 */
#ifndef MANUAL_H
#define MANUAL_H

#include "base/err.h"
#include "domain/job.h"
#include "web/view_public.h"

/* A page as it is listed. */
struct manual {
	str	path;	/* "man/gongkai-fee.1" */
	str	name;	/* "gongkai-fee" */
	str	about;	/* what it is in a line */
	str	lang;	/* in which it is: "zh-CN", "en" */
};

/* All pages, sorted by name, in a language as far as they are there. */
enum err manual_list(struct job *job, str lang, struct manual **ret,
	    size_t *ret_n);

/* One of them by its name: ERR_NOT_FOUND "web.not_found"; its text in
   blocks. */
enum err manual_find(struct job *job, str lang, str name,
	    struct manual *ret);
enum err manual_read(struct job *job, const struct manual *manual,
	    struct view_block **ret, size_t *ret_n);

#endif
