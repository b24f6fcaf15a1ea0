/*
 * proof_secrecy - marks of secrecy, of inside use, and of "not to be public".
 *
 * A mark is known by where it stands, since the same words stand in every
 * text on secrecy: before a star, behind a label, alone on a line, in brackets
 * at a line's end.
 */
#include <string.h>

#include "base/han.h"
#include "base/utf8.h"
#include "check/proof_run.h"

#define LINE	150u	/* bytes of a line that is nothing but marks */
#define CELLS	60u	/* bytes in which a label's value stands */

/* What may stand between marks that stand alone. */
static bool
is_between(uint32_t point)
{
	static const char	between[] = "★☆（）【】〔〕［］《》：；，。、"
	    "！·—";
	char			bytes[4] = { 0 };

	if (point < 0x80)
		return !((point >= 'A' && point <= 'Z') ||
		    (point >= 'a' && point <= 'z'));
	return utf8_is_blank(point) || (han_half(point) >= '0' &&
	    han_half(point) <= '9') || str_has(S(between),
	    (str){ bytes, utf8_put(bytes, point) });
}

/* A text that is nothing but marks and how long they hold. */
static bool
is_alone(const struct proof_run *run, const struct proof_marks *marks, str s)
{
	bool	some = false;
	size_t	at = 0;

	if (s.n > LINE)
		return false;
	while (at < s.n) {
		str	rest = str_sub(s, at, s.n);
		str	mark = proof_rules_head(&marks->alone, rest);
		size_t	next = at;

		if (mark.n == 0 && some)
			rest = proof_rules_head(&run->rules->terms, rest);
		else
			rest = mark;
		some = some || mark.n > 0;
		if (rest.n > 0)
			at += rest.n;
		else if (is_between(utf8_next(s, &next)))
			at = next;
		else
			return false;
	}
	return some;
}

/* What stands in brackets that end a line or begin it. */
static str
bracketed(str line)
{
	static const char *const	pairs[][2] = { { "（", "）" },
					    { "(", ")" }, { "【", "】" } };

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		str		open = str_of(pairs[i][0]);
		str		close = str_of(pairs[i][1]);
		ptrdiff_t	from = str_find(line, open, 0), to, next;

		if (from == 0) {
			to = str_find(line, close, 0);
			return to < 0 ? S("") : str_sub(line, open.n,
			    (size_t)to);
		}
		if (from < 0 || !str_ends(line, close))
			continue;
		while ((next = str_find(line, open, (size_t)from + 1)) >= 0)
			from = next;
		return str_sub(line, (size_t)from + open.n,
		    line.n - close.n);
	}
	return S("");
}

/* "密级：机密": a mark behind a label on this line; where it ends, or 0. */
static size_t
labelled(const struct proof_marks *marks, str line)
{
	for (size_t i = 0; i < marks->label.n; i++) {
		str		label = marks->label.word[i], value;
		ptrdiff_t	at = str_find(line, label, 0);
		size_t		from;

		if (at < 0)
			continue;
		from = (size_t)at + label.n;
		value = str_sub(line, from, from + CELLS);
		if (str_starts(str_trim(value), S("：")))
			value = str_sub(str_trim(value), 3, CELLS);
		else if (str_starts(str_trim(value), S(":")))
			value = str_sub(str_trim(value), 1, CELLS);
		else if (!str_starts(value, S("\t")))
			continue;
		value = str_trim(value);
		value = proof_rules_head(&marks->mark, value);
		if (value.n > 0)
			return (size_t)str_find(line, value, from) + value.n;
	}
	return 0;
}

static void
tell(struct proof_run *run, const struct proof_passage *passage, str line)
{
	size_t	from = (size_t)(line.at - passage->text.at);

	proof_run_mark(PROOF_FIND(run, passage, "marked",
	    str_sub(passage->hidden, from, from + line.n)), passage, from,
	    from + line.n);
}

/* Marks that stand alone, in brackets, behind a label. */
static void
read_lines(struct proof_run *run, const struct proof_marks *marks,
    const struct proof_passage *passage, bool brackets)
{
	str	rest = passage->text, line;

	while (str_cut(&rest, '\n', &line)) {
		size_t	to;
		str	inside;

		line = str_trim(line);
		if (is_alone(run, marks, line)) {
			tell(run, passage, line);
			continue;
		}
		inside = brackets ? bracketed(line) : S("");
		to = labelled(marks, line);
		if (inside.n > 0 && is_alone(run, marks, inside))
			tell(run, passage, inside);
		else if (to > 0)
			tell(run, passage, str_sub(line, 0, to));
	}
}

/* A mark before a star, unless it is quoted for an example. */
static void
read_stars(struct proof_run *run, const struct proof_marks *marks,
    const struct proof_passage *passage)
{
	static const char *const	stars[] = { "★", "☆" };
	str				text = passage->text;

	for (size_t i = 0; i < sizeof stars / sizeof *stars; i++) {
		ptrdiff_t	at = -1;

		while ((at = str_find(text, str_of(stars[i]),
		    (size_t)(at + 1))) >= 0) {
			str	head = str_trim(str_sub(text, at > 30 ?
				    (size_t)at - 30 : 0, (size_t)at));
			str	mark = proof_rules_tail(&marks->mark, head);

			if (mark.n == 0 || str_ends(str_sub(head, 0,
			    head.n - mark.n), S("“")))
				continue;
			tell(run, passage, (str){ head.at + head.n - mark.n,
			    (size_t)(text.at + at - head.at) - head.n +
			    mark.n + strlen(stars[i]) });
		}
	}
}

PROOF(secrecy, .key = "secrecy")
(struct proof_run *run)
{
	const struct proof_marks	*marks = &run->rules->secrecy;

	for (size_t i = 0; i < run->passages; i++) {
		const struct proof_passage	*passage = &run->passage[i];
		size_t				 before = run->report->n;

		read_stars(run, marks, passage);
		/* One that stands alone with its star is told once. */
		if (run->report->n == before)
			read_lines(run, marks, passage,
			    passage->where == PROOF_TITLE);
	}
}

PROOF(internal, .key = "internal")
(struct proof_run *run)
{
	for (size_t i = 0; i < run->passages; i++)
		read_lines(run, &run->rules->internal, &run->passage[i],
		    true);
}

PROOF(withheld, .key = "withheld")
(struct proof_run *run)
{
	for (size_t i = 0; i < run->passages; i++)
		read_lines(run, &run->rules->withheld, &run->passage[i],
		    true);
}
