/*
 * check_contact - how the body is reached, where it publishes, which number
 * the report bears, and what a template left behind (S5, S6, N1, N2, N3).
 */
#include <string.h>

#include "base/han.h"
#include "base/utf8.h"
#include "check/check.h"
#include "check/extent.h"
#include "check/facts.h"
#include "check/passage.h"
#include "check/prose.h"

/* Whether the document tells it anywhere, the page's footer included. */
static bool
told_in_document(const struct check_run *run)
{
	const struct doc	*doc = run->report->doc;

	for (size_t i = 0; doc != NULL && i < doc->n; i++)
		if (doc->block[i].kind != DOC_TABLE &&
		    facts_any(&run->rules->facts->contact, han_repair(
		    run->job->arena, doc->block[i].text)))
			return true;
	return false;
}

/* The report says how the body is reached. */
CHECK(contact, .id = "S5", .severity = CHECK_NOTE)
(struct check_run *run)
{
	struct passage	passage = { .report = run->report };

	if (run->report->contact.text.n > 0 || !extent_end(run->report) ||
	    prose_of(run)->skips > 0)
		return;
	while (passage_next(&passage))
		if (facts_any(&run->rules->facts->contact, passage.text->text))
			return;
	if (!told_in_document(run))
		(void)FIND(run, "missing", S(""));
}

/* The next run of two and more of a mark (XX, XXX): where, and its end. */
static bool
next_run(str text, str mark, size_t from, size_t *ret_from, size_t *ret_to)
{
	ptrdiff_t	at = str_find(text, mark, from);

	for (; at >= 0; at = str_find(text, mark, *ret_to)) {
		*ret_from = (size_t)at;
		*ret_to = (size_t)at + mark.n;
		while (str_starts(str_sub(text, *ret_to, text.n), mark))
			*ret_to += mark.n;
		if (*ret_to - *ret_from > mark.n)
			return true;
	}
	return false;
}

static bool
word_behind(const struct facts *facts, str rest)
{
	for (size_t i = 0; i < facts->stand_in_before.n; i++)
		if (str_starts(rest, facts->stand_in_before.text[i]))
			return true;
	return false;
}

/* The first text of a template in a paragraph. */
static bool
find_left(const struct facts *facts, str text, size_t *ret_from,
    size_t *ret_to)
{
	for (size_t i = 0; i < facts->placeholder.n; i++) {
		str		word = facts->placeholder.text[i];
		ptrdiff_t	at = str_find(text, word, 0);

		if (at < 0)
			continue;
		*ret_from = (size_t)at;
		*ret_to = (size_t)at + word.n;
		return true;
	}
	for (size_t i = 0; i < facts->stand_in.n; i++)
		for (size_t next = 0; next_run(text, facts->stand_in.text[i],
		    next, ret_from, ret_to); next = *ret_to)
			if (word_behind(facts, str_sub(text, *ret_to,
			    text.n)))
				return true;
	return false;
}

/* Nothing is left of a template: XX, 某某, protected mail addresses. */
CHECK(placeholder, .id = "S6", .severity = CHECK_WARNING)
(struct check_run *run)
{
	struct passage	passage = { .report = run->report };

	while (passage_next(&passage)) {
		size_t	from, to;

		if (find_left(run->rules->facts, passage.text->text, &from,
		    &to))
			passage_mark(FIND(run, "left", str_sub(
			    passage.text->text, from, to)), &passage, from,
			    to);
	}
}

static bool
host_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	    (byte >= '0' && byte <= '9') || byte == '.' || byte == '-';
}

/* The host of the address that begins at `from', its end in *ret_to. */
static str
host_at(str text, size_t from, size_t *ret_to)
{
	static const str	scheme[] = { { "http://", 7 },
				    { "https://", 8 } };
	size_t			to;

	for (size_t i = 0; i < 2; i++)
		if (str_starts(str_sub(text, from, text.n), scheme[i]))
			from += scheme[i].n;
	for (to = from; to < text.n && host_byte(text.at[to]); )
		to++;
	while (to > from && text.at[to - 1] == '.')
		to--;
	*ret_to = to;
	return str_sub(text, from, to);
}

/* Under one of the names: the name itself or a name below it. */
static bool
host_under(str host, const struct facts_texts *names)
{
	for (size_t i = 0; i < names->n; i++) {
		str	name = names->text[i];

		if (str_eq(host, name))
			return true;
		if (host.n > name.n && str_ends(host, name) &&
		    host.at[host.n - name.n - 1] == '.')
			return true;
	}
	return false;
}

static bool
official_host(const struct facts *facts, str host)
{
	return !str_has(host, S(".")) ||
	    host_under(host, &facts->government_hosts) ||
	    host_under(host, &facts->channel_hosts);
}

/* One of the labels of a host name begins or ends with one of the words. */
static bool
host_labelled(str host, const struct facts_texts *words)
{
	str	label;

	while (host.n > 0) {
		if (!str_cut(&host, '.', &label)) {
			label = host;
			host.n = 0;
		}
		for (size_t i = 0; i < words->n; i++)
			if (str_starts(label, words->text[i]) ||
			    str_ends(label, words->text[i]))
				return true;
	}
	return false;
}

/* The words of the clause before an address. */
static str
clause_before(str text, size_t at)
{
	size_t	from = at;

	for (size_t next = at; next > 0; from = next) {
		uint32_t	point = han_half(utf8_previous(text, &next));

		if (point == ',' || point == ';' || point == '!' ||
		    point == '\n' || point == 0x3001 || point == 0x3002)
			break;
	}
	return str_sub(text, from, at);
}

/* What stands in brackets behind an address and its path. */
static str
brackets_behind(str text, size_t at)
{
	size_t	from, to;

	while (at < text.n && (host_byte(text.at[at]) ||
	    memchr("/?=&_%#~+", text.at[at], 9) != NULL))
		at++;
	from = at;
	if (han_half(utf8_next(text, &from)) != '(')
		return S("");
	for (to = from; to < text.n; )
		if (han_half(utf8_next(text, &to)) == ')')
			return str_sub(text, from, to);
	return S("");
}

/* Where the last of the words ends; 0 if none stands there. */
static size_t
last_end(str text, const struct facts_texts *words)
{
	size_t	end = 0;

	for (size_t i = 0; i < words->n; i++) {
		str		word = words->text[i];
		ptrdiff_t	at = str_find(text, word, 0);

		for (; at >= 0; at = str_find(text, word,
		    (size_t)at + word.n))
			if ((size_t)at + word.n > end)
				end = (size_t)at + word.n;
	}
	return end;
}

/* The words nearest to an address name a medium and no site of the body. */
static bool
names_medium(const struct facts *facts, str words)
{
	return last_end(words, &facts->media) >
	    last_end(words, &facts->own_sites);
}

/* The report names it as a medium in which it was published. */
static bool
is_medium(const struct facts *facts, str host, str text, size_t from,
    size_t to)
{
	return host_labelled(host, &facts->media_labels) ||
	    names_medium(facts, clause_before(text, from)) ||
	    names_medium(facts, brackets_behind(text, to));
}

static void
hosts_of(struct check_run *run, const struct passage *passage)
{
	str	text = passage->text->text;

	for (size_t from = 0; from < text.n; ) {
		ptrdiff_t	at = str_find(text, S("http"), from);
		ptrdiff_t	www = str_find(text, S("www."), from);
		str		host;
		size_t		to;

		if (at < 0 || (www >= 0 && www < at))
			at = www;
		if (at < 0)
			return;
		host = host_at(text, (size_t)at, &to);
		from = to > (size_t)at ? to : (size_t)at + 1;
		if (official_host(run->rules->facts, host) ||
		    is_medium(run->rules->facts, host, text, (size_t)at, to))
			continue;
		passage_mark(FIND(run, "outside", host), passage, (size_t)at,
		    to)->found = host;
	}
}

/* The addresses a report names belong to governments. */
CHECK(host, .id = "N1", .severity = CHECK_WARNING)
(struct check_run *run)
{
	struct passage	passage = { .report = run->report };

	while (passage_next(&passage))
		hosts_of(run, &passage);
}
