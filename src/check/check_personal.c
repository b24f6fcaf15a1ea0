/*
 * check_personal - personal data left in the text (X1, X2, X3).
 */
#include "check/check.h"
#include "check/facts.h"
#include "check/passage.h"
#include "check/personal.h"

/* A mobile number by which the body is reached is nobody's own. */
static bool
is_contact(const struct check_run *run, str text,
    const struct personal *number)
{
	return number->kind == PERSONAL_MOBILE &&
	    facts_any(&run->rules->facts->contact,
	    passage_sentence(text, number->from));
}

/* Quote the number alone: the sentence may name the person. */
static void
leaks(struct check_run *run, enum personal_kind kind)
{
	struct passage	passage = { .report = run->report };

	while (passage_next(&passage)) {
		str		text = passage.text->text;
		struct personal	number;
		size_t		at = 0;

		while (personal_next(text, &at, &number)) {
			str		 word = str_sub(text, number.from,
					    number.to);
			struct finding	*finding;

			if (number.kind != kind ||
			    is_contact(run, text, &number))
				continue;
			finding = passage_mark(FIND(run, "left", word),
			    &passage, number.from, number.to);
			finding->quote = word;
			finding->found = word;
		}
	}
}

CHECK(identity_numbers, .id = "X1", .severity = CHECK_ERROR)
(struct check_run *run)
{
	leaks(run, PERSONAL_IDENTITY);
}

CHECK(mobile_numbers, .id = "X2", .severity = CHECK_WARNING)
(struct check_run *run)
{
	leaks(run, PERSONAL_MOBILE);
}

CHECK(bank_cards, .id = "X3", .severity = CHECK_WARNING)
(struct check_run *run)
{
	leaks(run, PERSONAL_CARD);
}
