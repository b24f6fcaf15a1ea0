/*
 * route - what can be asked of the server.
 *
 * ROUTE(name, fields) followed by the handler's head and body makes an entry;
 * the build gathers them.  The row says everything that is policy: who may,
 * which fields are read, whether it writes.  From the same rows come the
 * access table, the site map, help and OpenAPI.  Its sentence stands in words/
 * under route.<name>.
 *
 *	ROUTE(agency_show, .method = "GET", .path = "/agency/{code}")
 *	(struct job *job, struct input *in, struct response *out)
 *	{
 *		...
 *	}
 *
 * Calls: base, job.
 */
#ifndef ROUTE_H
#define ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

struct arena;
struct input;
struct response;

/* How the handler is run. */
enum route_mode {
	ROUTE_BY_METHOD,	/* GET in a reading job, others in a writing */
	ROUTE_READS,		/* in a reading job: a POST that calculates */
	ROUTE_BARE		/* outside of one: it runs its own, as whom
				   it likes */
};

/* What a field may hold; what does not fit becomes a remark at the field. */
enum route_kind {
	ROUTE_TEXT,		/* one line, trimmed */
	ROUTE_LINES,		/* text of several lines */
	ROUTE_SECRET,		/* a password: kept as typed, never shown */
	ROUTE_INT,		/* a whole number */
	ROUTE_DAY,		/* 2026-03-18 */
	ROUTE_TICK,		/* a box: given or not */
	ROUTE_CHOICE,		/* one of `choice' */
	ROUTE_TEXTS,		/* a field that may come several times */
	ROUTE_FILE		/* an uploaded file, or several */
};

struct route_field {
	const char	*name;		/* as in the form; NULL ends a table */
	enum route_kind	 kind;
	size_t		 max;		/* bytes, or items of TEXTS and FILE;
					   0: 500 bytes, 20 items */
	bool		 required;	/* empty is a remark */
	const char	*choice;	/* "zh en" of a CHOICE */
};

/* Who may come in. */
#define ROUTE_ANYBODY	NULL	/* .need of a public page */
#define ROUTE_SIGNED_IN	""	/* .need of whoever is signed in */

struct route {
	const char			*name;	  /* "agency_show" */
	const char			*method;  /* "GET" (HEAD too), "POST" */
	const char			*path;	  /* "/agency/{code}" */
	const char			*need;	  /* a need of rules/roles.yaml
						     held anywhere, or one of
						     the above; the handler
						     asks person_may for the
						     body at hand */
	const struct route_field	*form;	  /* of the query of a GET, of
						     the body of a POST */
	enum route_mode			 mode;
	bool				 kept;	  /* the same for everybody who
						     is not signed in: may be
						     cached until something
						     changes */
	size_t				 body;	  /* bytes a body may have; 0:
						     ROUTE_BODY */
	bool				 due;	  /* open to who must change his
						     password or enrol first */
	bool				 costly;  /* what one client may ask of
						     it is limited closely:
						     signing in, reading
						     reports */
	/* OK, or the code of job->fault, which becomes an error page. */
	enum err	(*run)(struct job *job, struct input *in,
			    struct response *out);
};

#define ROUTE_BODY	((size_t)256 << 10)

#define ROUTE(name_, ...) \
	static enum err route_run_##name_(struct job *job, \
	    struct input *in, struct response *out); \
	const struct route route_##name_ = { .name = #name_, \
	    __VA_ARGS__, .run = route_run_##name_ }; \
	static enum err route_run_##name_

extern const struct route *const route_index[];
extern const size_t route_count;

#define ROUTE_PARTS	4	/* of a path at most */

/* What a path was matched to. */
struct route_match {
	const struct route	*route;
	str			 part[ROUTE_PARTS]; /* the {}s, decoded */
	size_t			 parts;		    /* how many */
};

/*
 * The route of a path as it came, among rows: it is cut at its slashes first
 * and decoded then, so that %2F stays within a part.  Literal parts stand
 * before {}s.  ERR_NOT_FOUND, also for a path that is empty in places, is no
 * text, or means another folder; ERR_CONFLICT where only another method is
 * answered: then `ret->route' is one of them.
 */
enum err route_find(struct arena *arena, const struct route *const *index,
	    size_t n, str method, str path, struct route_match *ret);

/* What a route's path answers to, for an Allow header: "GET, HEAD, POST". */
str	 route_methods(struct arena *arena, const struct route *const *index,
	    size_t n, const struct route *route);

/* It answers below /api/: errors are Problem Details, tokens are taken. */
bool	 route_is_api(const struct route *route);

#endif
