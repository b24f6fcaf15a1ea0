#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "domain/job.h"
#include "web/input_value.h"

#define BOUNDARY	70	/* bytes of one, RFC 2046 5.1.1 */
#define HEAD		8192	/* bytes of a part's headers */
#define FILE_NAME	255

/* A body being cut into its parts. */
struct parts {
	struct job	*job;
	str		 rest;		/* behind the last delimiter */
	str		 delimiter;	/* CR LF "--" boundary */
};

static bool
same(str s, const char *other)
{
	return s.n == strlen(other) && strncasecmp(s.at, other, s.n) == 0;
}

/* Out of its quotes; browsers write a quote within as %22, others as \". */
static str
unquote(str s)
{
	size_t	end = 1;

	if (s.n == 0 || s.at[0] != '"')
		return str_trim(s);
	while (end < s.n && s.at[end] != '"')
		end += s.at[end] == '\\' && end + 1 < s.n ? 2 : 1;
	return str_sub(s, 1, end);
}

/* The end of a header's part: the next `;' that is not within quotes. */
static size_t
part_end(str s)
{
	bool	quoted = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] == '"')
			quoted = !quoted;
		else if (s.at[i] == '\\' && quoted)
			i++;
		else if (s.at[i] == ';' && !quoted)
			return i;
	}
	return s.n;
}

bool
input_parameter(str header, const char *name, str *ret)
{
	size_t	end = part_end(header);

	while (end < header.n) {
		str	one, key;

		header = str_sub(header, end + 1, header.n);
		end = part_end(header);
		one = str_sub(header, 0, end);
		if (str_cut(&one, '=', &key) && same(str_trim(key), name)) {
			*ret = unquote(str_trim(one));
			return true;
		}
	}
	return false;
}

/* Without any path, whichever way its slashes lean; bytes at most. */
static str
bare_name(str name)
{
	for (size_t i = name.n; i > 0; i--)
		if (name.at[i - 1] == '/' || name.at[i - 1] == '\\')
			return utf8_head(str_sub(name, i, name.n), FILE_NAME);
	return utf8_head(name, FILE_NAME);
}

static enum err
malformed(const struct parts *parts)
{
	return FAIL(parts->job->fault, ERR_INVALID, "web.malformed");
}

/* What a part's header says of it. */
static enum err
take_header(const struct parts *parts, str line, struct input_pair *pair)
{
	str	name, value = line, charset;

	if (!str_has(line, S(":")) || !str_cut(&value, ':', &name))
		return malformed(parts);
	value = str_trim(value);
	if (same(name, "Content-Disposition")) {
		if (!same(str_trim(str_sub(value, 0, part_end(value))),
		    "form-data") ||
		    !input_parameter(value, "name", &pair->name))
			return malformed(parts);
		pair->is_file = input_parameter(value, "filename",
		    &pair->file);
		pair->file = bare_name(utf8_clean(parts->job->arena,
		    pair->file));
	} else if (same(name, "Content-Type")) {
		if (value.n >= 10 &&
		    strncasecmp(value.at, "multipart/", 10) == 0)
			return malformed(parts);
		if (input_parameter(value, "charset", &charset) &&
		    !pair->is_file && !same(charset, "utf-8"))
			return FAIL(parts->job->fault, ERR_INVALID,
			    "web.charset");
	} else if (same(name, "Content-Transfer-Encoding")) {
		if (!same(value, "8bit") && !same(value, "binary") &&
		    !same(value, "7bit"))
			return malformed(parts);
	}
	return OK;
}

static enum err
read_head(const struct parts *parts, str head, struct input_pair *pair)
{
	enum err	e = OK;
	str		line;

	if (head.n > HEAD || !utf8_valid(head) ||
	    memchr(head.at, '\0', head.n) != NULL)
		return malformed(parts);
	while (e == OK && str_cut(&head, '\n', &line)) {
		if (line.n > 0 && line.at[line.n - 1] == '\r')
			line.n--;
		e = take_header(parts, line, pair);
	}
	return e == OK && pair->name.n == 0 ? malformed(parts) : e;
}

/* One part, up to the next delimiter, and past that. */
static enum err
read_part(struct parts *parts, struct input_pair *pair)
{
	str		rest = parts->rest;
	ptrdiff_t	body, end;

	*pair = (struct input_pair){ .is_file = false };
	body = str_find(str_sub(rest, 0, HEAD + 4), S("\r\n\r\n"), 0);
	if (body < 0)
		return malformed(parts);
	end = str_find(rest, parts->delimiter, (size_t)body + 4);
	if (end < 0)
		return malformed(parts);
	pair->value = str_sub(rest, (size_t)body + 4, (size_t)end);
	parts->rest = str_sub(rest, (size_t)end + parts->delimiter.n, rest.n);
	return read_head(parts, str_sub(rest, 0, (size_t)body), pair);
}

/* Behind a delimiter: true if it is the last one; else its line is passed. */
static bool
is_last(struct parts *parts, enum err *e)
{
	if (str_starts(parts->rest, S("--")))
		return true;
	if (!str_starts(parts->rest, S("\r\n")))
		*e = malformed(parts);
	else
		parts->rest = str_sub(parts->rest, 2, parts->rest.n);
	return false;
}

enum err
input_multipart(struct job *job, str type, str bytes,
    struct input_pairs *ret)
{
	struct parts	parts = { .job = job, .rest = bytes };
	str		boundary;
	enum err	e = OK;

	*ret = (struct input_pairs){ .at = arena_array(job->arena,
	    INPUT_FIELDS, sizeof *ret->at) };
	if (!input_parameter(type, "boundary", &boundary) ||
	    boundary.n == 0 || boundary.n > BOUNDARY)
		return malformed(&parts);
	parts.delimiter = str_printf(job->arena, "\r\n--%.*s",
	    STRF(boundary));
	if (!str_starts(bytes, str_sub(parts.delimiter, 2,
	    parts.delimiter.n)))
		return malformed(&parts);
	parts.rest = str_sub(bytes, parts.delimiter.n - 2, bytes.n);
	while (!is_last(&parts, &e) && e == OK) {
		if (ret->n == INPUT_FIELDS)
			return FAIL(job->fault, ERR_TOO_LARGE,
			    "web.too_many_fields");
		e = read_part(&parts, &ret->at[ret->n]);
		if (e != OK)
			return e;
		ret->n++;
	}
	return e;
}
