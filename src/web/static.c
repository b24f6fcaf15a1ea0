#include "web/static.h"

#include "base/arena.h"
#include "base/data.h"
#include "web/http_mhd.h"
#include "web/pack.h"

#define FOLDER	"static/"

static const struct kind {
	const char	*ending;
	const char	*type;
	bool		 small;		/* it can be compressed */
} kinds[] = {
	{ ".css", "text/css; charset=utf-8", true },
	{ ".js", "text/javascript; charset=utf-8", true },
	{ ".svg", "image/svg+xml", true },
	{ ".txt", "text/plain; charset=utf-8", true },
	{ ".ico", "image/x-icon", true },
	{ ".png", "image/png", false },
	{ ".woff2", "font/woff2", false },
};

struct file {
	str			 target;	/* "/static/gongkai.css" */
	const struct kind	*kind;
	struct pack		 pack;
};

struct statics {
	struct file	*file;
	size_t		 n;
};

/* NULL: it is not for browsers. */
static const struct kind *
kind_of(str path)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (str_ends(path, str_of(kinds[i].ending)))
			return &kinds[i];
	return NULL;
}

enum err
static_new(struct arena *arena, struct statics **ret, struct fault *fault)
{
	struct statics	*statics = arena_alloc(arena, sizeof *statics);
	str		*path, bytes;
	size_t		 n = 0;
	enum err	 e = data_list(arena, FOLDER, &path, &n, fault);

	*ret = statics;
	if (e == OK)
		statics->file = arena_array(arena, n, sizeof *statics->file);
	for (size_t i = 0; e == OK && i < n; i++) {
		struct file	*file = &statics->file[statics->n];

		file->kind = kind_of(path[i]);
		if (file->kind == NULL)
			continue;
		file->target = str_printf(arena, "/%.*s", STRF(path[i]));
		e = data_read(arena, str_c(arena, path[i]), &bytes, fault);
		if (e == OK)
			pack_make(arena, bytes, file->kind->small,
			    &file->pack);
		statics->n++;
	}
	return e;
}

struct url
static_url(struct arena *arena, const char *name)
{
	str	version = data_version(arena, arena_printf(arena,
		    FOLDER "%s", name));

	return url_with(arena, URL_OF(arena, "/static/{}", str_of(name)), "v",
	    version);
}

bool
static_answer(const struct statics *statics,
    const struct http_request *request, struct http_ready *ret)
{
	str	rest = request->target, path;

	(void)str_cut(&rest, '?', &path);
	for (size_t i = 0; i < statics->n; i++) {
		const struct file	*file = &statics->file[i];

		if (!str_eq(path, file->target))
			continue;
		ret->reply.route = "static";
		http_reply_header(&ret->reply, S("Content-Type"),
		    str_of(file->kind->type));
		/* Without its version in the address it may change. */
		http_reply_header(&ret->reply, S("Cache-Control"),
		    rest.n == 0 ? S("no-cache") :
		    S("public, max-age=31536000, immutable"));
		pack_reply(&file->pack, request, &ret->reply);
		return true;
	}
	return false;
}
