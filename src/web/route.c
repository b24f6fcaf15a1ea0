#include "web/route.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "web/percent.h"

#define SEGMENTS	16	/* of a path that is looked at */
#define METHODS		200	/* bytes of an Allow header */

/* A path, cut at its slashes and decoded. */
struct segments {
	str	at[SEGMENTS];
	size_t	n;
};

/* Whether a decoded segment can be anything we have: text, and neither of
   the two that mean another folder. */
static bool
sound(str s)
{
	return s.n > 0 && memchr(s.at, '\0', s.n) == NULL && utf8_valid(s) &&
	    !str_is(s, ".") && !str_is(s, "..");
}

/* False for a path that no route can have. */
static bool
cut(struct arena *arena, str path, struct segments *ret)
{
	str	one;

	ret->n = 0;
	if (path.n == 0 || path.at[0] != '/')
		return false;
	path = str_sub(path, 1, path.n);
	if (path.n > 0 && path.at[path.n - 1] == '/')
		return false;
	while (str_cut(&path, '/', &one)) {
		if (ret->n == SEGMENTS ||
		    !percent_path(arena, one, &ret->at[ret->n]) ||
		    !sound(ret->at[ret->n]))
			return false;
		ret->n++;
	}
	return true;
}

/*
 * How a route's path fits: 0 if not, else a figure that is the larger the
 * earlier literal segments stand.
 */
static unsigned
fits(const struct route *route, const struct segments *path,
    struct route_match *ret)
{
	str		pattern = str_of(route->path + 1), one;
	unsigned	how = 1;
	size_t		at = 0;

	ret->parts = 0;
	while (str_cut(&pattern, '/', &one)) {
		if (at == path->n)
			return 0;
		how *= 2;
		if (one.at[0] == '{' && ret->parts < ROUTE_PARTS)
			ret->part[ret->parts++] = path->at[at];
		else if (str_eq(one, path->at[at]))
			how++;
		else
			return 0;
		at++;
	}
	return at == path->n ? how : 0;
}

enum err
route_find(struct arena *arena, const struct route *const *index, size_t n,
    str method, str path, struct route_match *ret)
{
	struct segments		 segments;
	struct route_match	 match;
	unsigned		 best = 0;
	bool			 answered = false;

	*ret = (struct route_match){ .route = NULL };
	if (str_is(method, "HEAD"))
		method = S("GET");
	if (!cut(arena, path, &segments))
		return ERR_NOT_FOUND;
	for (size_t i = 0; i < n; i++) {
		unsigned	how = fits(index[i], &segments, &match);
		bool		same = str_is(method, index[i]->method);

		if (how < best || how == 0 || (how == best && !same))
			continue;
		match.route = index[i];
		*ret = match;
		best = how;
		answered = same;
	}
	if (best == 0)
		return ERR_NOT_FOUND;
	return answered ? OK : ERR_CONFLICT;
}

str
route_methods(struct arena *arena, const struct route *const *index,
    size_t n, const struct route *route)
{
	struct buf	buf;

	buf_init(&buf, arena, METHODS);
	for (size_t i = 0; i < n; i++) {
		const struct route	*other = index[i];

		if (strcmp(other->path, route->path) != 0)
			continue;
		if (buf.n > 0)
			buf_put(&buf, S(", "));
		buf_put(&buf, str_of(other->method));
		if (strcmp(other->method, "GET") == 0)
			buf_put(&buf, S(", HEAD"));
	}
	return buf_str(&buf);
}

bool
route_is_api(const struct route *route)
{
	return str_starts(str_of(route->path), S("/api/"));
}
