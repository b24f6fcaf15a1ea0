/*
 * proof_link - links that lead nowhere, pictures without words.
 *
 * The body is safe HTML, so its tags are whole; links are judged by their
 * form, and by whoever the caller lets look.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "check/proof_run.h"
#include "doc/doc_html_tag.h"

#define MOST	1000u	/* links and pictures of a body */

/* The tag that begins at a place, up to its bracket; quotes may hold one. */
static str
tag_at(str html, size_t at)
{
	char	quote = 0;
	size_t	to = at;

	for (; to < html.n; to++) {
		char	c = html.at[to];

		if (quote == 0 && c == '>')
			break;
		if (quote == 0 && (c == '"' || c == '\''))
			quote = c;
		else if (quote == c)
			quote = 0;
	}
	return str_sub(html, at, to);
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* An attribute's value, with &amp; put right; false if it is not there. */
static bool
attribute(struct arena *arena, str tag, const char *name, str *ret)
{
	size_t		n = str_of(name).n;
	ptrdiff_t	at = 0;
	struct buf	buf;
	str		value, part;

	do {
		at = str_find(tag, str_of(name), (size_t)at + 1);
		if (at < 0)
			return false;
	} while (!is_space(tag.at[at - 1]) || (size_t)at + n >= tag.n ||
	    (tag.at[(size_t)at + n] != '=' && !is_space(tag.at[(size_t)at +
	    n])));
	value = str_trim(str_sub(tag, (size_t)at + n, tag.n));
	if (!str_starts(value, S("="))) {
		*ret = S("");
		return true;
	}
	value = str_trim(str_sub(value, 1, value.n));
	if (value.n > 0 && (value.at[0] == '"' || value.at[0] == '\'')) {
		char	quote = value.at[0];

		value = str_sub(value, 1, value.n);
		(void)str_cut(&value, quote, &part);
	} else {
		(void)str_cut(&value, ' ', &part);
	}
	buf_init(&buf, arena, part.n + 1);
	for (size_t i = 0; i < part.n; i++) {
		buf_byte(&buf, part.at[i]);
		if (str_starts(str_sub(part, i, part.n), S("&amp;")))
			i += 4;
	}
	*ret = str_trim(buf_str(&buf));
	return true;
}

/* --- links --------------------------------------------------------------- */

/* The host of "//host:port/..."; empty if there is none. */
static str
host_of(str s)
{
	size_t	to;

	if (!str_starts(s, S("//")))
		return S("");
	for (to = 2; to < s.n && s.at[to] != '/' && s.at[to] != '?' &&
	    s.at[to] != '#' && s.at[to] != ':'; to++)
		;
	return str_sub(s, 2, to);
}

/* A host that only an office's own network knows. */
static bool
is_inside(str host)
{
	int	second;

	if (!str_has(host, S(".")) || str_starts(host, S("127.")) ||
	    str_starts(host, S("10.")) || str_starts(host, S("192.168.")) ||
	    str_ends(host, S(".local")) || str_ends(host, S(".lan")))
		return true;
	if (!str_starts(host, S("172.")) || host.n < 7 || host.at[6] != '.')
		return false;
	second = (host.at[4] - '0') * 10 + host.at[5] - '0';
	return second >= 16 && second <= 31;
}

/* "https" of "https://..."; empty: an address on this site. */
static str
scheme_of(str target)
{
	size_t	n = 0;

	while (n < target.n && ((target.at[n] >= 'a' && target.at[n] <= 'z') ||
	    (target.at[n] >= 'A' && target.at[n] <= 'Z') || (n > 0 &&
	    ((target.at[n] >= '0' && target.at[n] <= '9') ||
	    target.at[n] == '+' || target.at[n] == '-'))))
		n++;
	return n < target.n && target.at[n] == ':' ? str_sub(target, 0, n) :
	    S("");
}

/* What is wrong with a link, as the last part of a sentence's key. */
static const char *
fault_of(const struct proof_subject *subject, str target)
{
	static const str	known[] = { { "http", 4 }, { "https", 5 },
				    { "mailto", 6 }, { "tel", 3 },
				    { "ftp", 3 } };
	str			scheme = scheme_of(target), host;

	if (target.n == 0 || str_is(target, "#") || str_is(target, "/#"))
		return "nowhere";
	if (str_starts(target, S("#")))
		return NULL;
	if (str_starts(target, S("\\")) || (scheme.n > 0 &&
	    !str_among(known, sizeof known / sizeof *known, scheme)))
		return "kind";
	if (str_is(scheme, "mailto") || str_is(scheme, "tel"))
		return NULL;
	host = host_of(scheme.n == 0 ? target :
	    str_sub(target, scheme.n + 1, target.n));
	if (scheme.n > 0 && host.n == 0)
		return "kind";
	if (host.n > 0 && !str_eq(host, subject->site) && is_inside(host))
		return "inside";
	if (subject->dead != NULL && subject->dead(subject->context, target))
		return "dead";
	return NULL;
}

PROOF(link, .key = "link")
(struct proof_run *run)
{
	str		html = run->subject->html, target;
	ptrdiff_t	at = -1;

	for (size_t n = 0; n < MOST; n++) {
		const char	*wrong;

		at = doc_html_tag_find(html, (size_t)(at + 1), "a");
		if (at < 0)
			return;
		if (!attribute(run->arena, tag_at(html, (size_t)at), "href",
		    &target))
			continue;
		wrong = fault_of(run->subject, target);
		if (wrong != NULL)
			(void)PROOF_FIND(run, &run->passage[1], wrong,
			    target);
	}
}

PROOF(image_text, .key = "image_text")
(struct proof_run *run)
{
	str		html = run->subject->html, words, source;
	ptrdiff_t	at = -1;

	for (size_t n = 0; n < MOST; n++) {
		str	tag;

		at = doc_html_tag_find(html, (size_t)(at + 1), "img");
		if (at < 0)
			return;
		tag = tag_at(html, (size_t)at);
		if (attribute(run->arena, tag, "alt", &words) && words.n > 0)
			continue;
		if (!attribute(run->arena, tag, "src", &source) ||
		    str_starts(source, S("data:")))
			source = S("");
		(void)PROOF_FIND(run, &run->passage[1], "none", source);
	}
}
