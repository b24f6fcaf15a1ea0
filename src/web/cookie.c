#include "web/cookie.h"

#define YEAR	"31536000"	/* seconds */

static const char *const	names[COOKIE__MAX][2] = {
	[COOKIE_SESSION] = { "__Host-gongkai", "gongkai" },
	[COOKIE_FORM] = { "__Host-gongkai-form", "gongkai-form" },
};

static str
header(struct arena *arena, const char *name, enum cookie_way way, str value,
    const char *age)
{
	return str_printf(arena, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax"
	    "%s%s", name, STRF(value), way == COOKIE_SECURE ? "; Secure" : "",
	    value.n == 0 ? "; Max-Age=0" : age);
}

str
cookie_get(const struct http_request *request, enum cookie cookie,
    enum cookie_way way)
{
	return http_cookie(request, names[cookie][way]);
}

str
cookie_set(struct arena *arena, enum cookie cookie, enum cookie_way way,
    str value)
{
	return header(arena, names[cookie][way], way, value, "");
}

str
cookie_choice(struct arena *arena, const char *name, enum cookie_way way,
    str value)
{
	return header(arena, name, way, value, "; Max-Age=" YEAR);
}
