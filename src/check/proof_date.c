/*
 * proof_date - the day of what is to be public (成文日期).
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "check/proof_run.h"
#include "form/match_date.h"

#define TAIL	1500u	/* bytes of a text's end in which it is signed */
#define LONGEST	90u	/* bytes of a line that is a day */

PROOF(date_missing, .key = "date_missing")
(struct proof_run *run)
{
	if (run->subject->date == DAY_NONE)
		(void)proof_run_find(run, NULL, "none", NULL, 0);
}

PROOF(date_future, .key = "date_future")
(struct proof_run *run)
{
	const struct proof_subject	*subject = run->subject;

	if (subject->date != DAY_NONE && subject->date > subject->today)
		(void)PROOF_FIND(run, NULL, "later",
		    day_iso(run->arena, subject->date),
		    day_iso(run->arena, subject->today));
}

/* A line that is a day and nothing else. */
static bool
is_day(str line, struct match_date *ret)
{
	return line.n > 0 && line.n <= LONGEST &&
	    match_date_find(line, 0, 0, ret) && ret->from == 0 &&
	    ret->to == line.n && ret->day != DAY_NONE;
}

/* The day at the end of the text is the one that it was signed on. */
PROOF(date_signed, .key = "date_signed")
(struct proof_run *run)
{
	const struct proof_passage	*body = &run->passage[1];
	size_t				 from = body->text.n > TAIL ?
	    body->text.n - TAIL : 0;
	str				 rest = str_sub(body->text, from,
					    body->text.n), line, last = S("");
	struct match_date		 date, found = { .day = DAY_NONE };

	while (str_cut(&rest, '\n', &line)) {
		line = str_trim(line);
		if (is_day(line, &date)) {
			found = date;
			last = line;
		}
	}
	if (found.day == DAY_NONE || run->subject->date == DAY_NONE ||
	    found.day == run->subject->date)
		return;
	from = (size_t)(last.at - body->text.at);
	proof_run_mark(PROOF_FIND(run, body, "unequal",
	    day_iso(run->arena, found.day),
	    day_iso(run->arena, run->subject->date)), body, from,
	    from + last.n);
}
