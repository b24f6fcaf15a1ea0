/*
 * channel_kind - the kinds of ways on which information is made public.
 *
 * What rules/channel.yaml tells: how each kind is called, in which unit its
 * postings are counted, the article of the law, and what a posting on it has
 * to tell of itself.
 *
 * Calls: base.
 */
#ifndef CHANNEL_KIND_H
#define CHANNEL_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

struct channel_kind {
	str	key;		/* "wechat" */
	str	name;		/* 微信公众号 */
	str	unit;		/* 条 */
	str	article;	/* of the law */
	bool	address;	/* a posting must have one, ... */
	bool	place;		/* this, */
	bool	proof;		/* this, */
	bool	issue;		/* and this */
	bool	by_issue;	/* different issues are counted, whatever
				   stands in them */
};

struct channel_kinds {
	struct channel_kind	*kind;	/* in the order of the file */
	size_t			 n;
};

/* Load them; a fault names file, line and column. */
enum err channel_kind_load(struct arena *arena,
	    const struct channel_kinds **ret, struct fault *fault);

/* One by its key; NULL for none. */
const struct channel_kind *channel_kind_find(
	    const struct channel_kinds *kinds, str key);

#endif
