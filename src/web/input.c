#include "web/input.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "domain/job.h"
#include "web/html.h"
#include "web/input_value.h"

#define DIGITS	19	/* of an id */

str
input_part(const struct input *in, const char *name)
{
	str	pattern = str_of(in->route->path + 1), one;
	size_t	part = 0;

	while (str_cut(&pattern, '/', &one)) {
		if (one.n == 0 || one.at[0] != '{')
			continue;
		if (part < in->match.parts &&
		    str_is(str_sub(one, 1, one.n - 1), name))
			return in->match.part[part];
		part++;
	}
	return S("");
}

int64_t
input_part_int(const struct input *in, const char *name)
{
	str	part = input_part(in, name);
	int64_t	n = 0;

	if (part.n > DIGITS)
		return 0;
	for (size_t i = 0; i < part.n; i++) {
		if (part.at[i] < '0' || part.at[i] > '9' ||
		    n > INT64_MAX / 10 - 1)
			return 0;
		n = n * 10 + (part.at[i] - '0');
	}
	return n;
}

/* The value of a field, and the field itself; NULL for one that the route
   does not declare. */
static const struct input_value *
find(const struct input *in, const char *name, enum route_kind *ret_kind)
{
	const struct route_field	*field = in->route->form;

	for (size_t i = 0; field != NULL && field[i].name != NULL; i++)
		if (in->value != NULL && strcmp(field[i].name, name) == 0) {
			*ret_kind = field[i].kind;
			return &in->value[i];
		}
	return NULL;
}

str
input_str(const struct input *in, const char *name)
{
	enum route_kind			 kind;
	const struct input_value	*value = find(in, name, &kind);

	return value == NULL ? S("") : value->text;
}

int64_t
input_int(const struct input *in, const char *name, int64_t otherwise)
{
	enum route_kind			 kind;
	const struct input_value	*value = find(in, name, &kind);

	return value == NULL || kind != ROUTE_INT || !value->fits ?
	    otherwise : value->n;
}

day
input_day(const struct input *in, const char *name)
{
	enum route_kind			 kind;
	const struct input_value	*value = find(in, name, &kind);

	return value == NULL ? DAY_NONE : value->day;
}

bool
input_given(const struct input *in, const char *name)
{
	enum route_kind			 kind;
	const struct input_value	*value = find(in, name, &kind);

	return value != NULL && value->fits;
}

const str *
input_strs(const struct input *in, const char *name, size_t *ret_n)
{
	enum route_kind			 kind;
	const struct input_value	*value = find(in, name, &kind);

	*ret_n = value == NULL || kind != ROUTE_TEXTS ? 0 : value->items;
	return value == NULL ? NULL : value->texts;
}

const struct input_file *
input_files(const struct input *in, const char *name, size_t *ret_n)
{
	enum route_kind			 kind;
	const struct input_value	*value = find(in, name, &kind);

	*ret_n = value == NULL || kind != ROUTE_FILE ? 0 : value->items;
	return value == NULL ? NULL : value->file;
}

static void
put_remark(struct input *in, const char *field, str sentence)
{
	if (in->remarks < INPUT_REMARKS)
		in->remark[in->remarks++] = (struct input_remark){ field,
		    sentence };
}

void
input_remark(struct job *job, struct input *in, const char *field,
    const char *key)
{
	put_remark(in, field, word(job->words, key));
}

void
input_remark_fault(struct job *job, struct input *in, const char *field)
{
	put_remark(in, field, word_fault(job->arena, job->words, job->fault));
	fault_clear(job->fault);
}

str
input_wrong(const struct input *in, const char *field)
{
	for (size_t i = 0; i < in->remarks; i++)
		if (in->remark[i].field != NULL &&
		    strcmp(in->remark[i].field, field) == 0)
			return in->remark[i].sentence;
	return S("");
}

/* --- reading a request --------------------------------------------------- */

static bool
type_is(str type, const char *want)
{
	str	bare = S("");

	(void)str_cut(&type, ';', &bare);
	bare = str_trim(bare);
	return bare.n == strlen(want) &&
	    strncasecmp(bare.at, want, bare.n) == 0;
}

/* Forms are in UTF-8; another charset is not guessed at. */
static enum err
check_charset(struct job *job, str type)
{
	str	charset = S("utf-8");

	(void)input_parameter(type, "charset", &charset);
	if (charset.n == 5 && strncasecmp(charset.at, "utf-8", 5) == 0)
		return OK;
	return FAIL(job->fault, ERR_INVALID, "web.charset");
}

static enum err
read_body(struct job *job, const struct http_request *http,
    struct input_pairs *ret)
{
	str		type = http_header(http, "Content-Type");
	enum err	e = check_charset(job, type);

	*ret = (struct input_pairs){ .n = 0 };
	if (e != OK || http->body.n == 0)
		return e;
	if (type_is(type, "application/x-www-form-urlencoded"))
		return input_urlencoded(job, http->body, ret);
	if (type_is(type, "multipart/form-data"))
		return input_multipart(job, type, http->body, ret);
	return FAIL(job->fault, ERR_INVALID, "web.no_form");
}

/* The pairs of a request, from its query or its body. */
static enum err
read_pairs(struct job *job, const struct input *in, struct input_pairs *ret)
{
	if (strcmp(in->route->method, "GET") == 0)
		return input_urlencoded(job, in->query, ret);
	return read_body(job, in->http, ret);
}

enum err
input_read(struct job *job, const struct http_request *http,
    const struct route_match *match, struct input *ret)
{
	str			path = http->target;
	struct input_pairs	pairs;
	enum err		e;

	ret->http = http;
	ret->route = match->route;
	ret->match = *match;
	ret->query = S("");
	if (str_has(path, S("?"))) {
		ret->query = path;
		(void)str_cut(&ret->query, '?', &path);
	}
	e = read_pairs(job, ret, &pairs);
	if (e != OK)
		return e;
	for (size_t i = 0; i < pairs.n; i++)
		if (str_is(pairs.at[i].name, HTML_CSRF))
			ret->sent = pairs.at[i].value;
	input_hold(job, ret, &pairs);
	return OK;
}

/* A form of all fields that came, each a text as long as it is. */
static const struct route_field *
form_of(struct job *job, const struct input_pairs *pairs)
{
	struct route_field	*form;
	size_t			 n = 0;

	form = arena_array(job->arena, pairs->n + 1, sizeof *form);
	for (size_t i = 0; i < pairs->n; i++)
		if (!str_is(pairs->at[i].name, HTML_CSRF))
			form[n++] = (struct route_field){
			    .name = str_c(job->arena, pairs->at[i].name),
			    .kind = ROUTE_LINES, .max = SIZE_MAX };
	return form;
}

enum err
input_read_again(struct job *job, struct input *in,
    const struct route_field *form)
{
	struct route		*route = arena_alloc(job->arena,
				    sizeof *route);
	struct input_pairs	 pairs;
	enum err		 e = read_pairs(job, in, &pairs);

	if (e != OK)
		return e;
	*route = *in->route;
	route->form = form != NULL ? form : form_of(job, &pairs);
	in->route = route;
	in->remarks = 0;
	input_hold(job, in, &pairs);
	return OK;
}
