#include "check/check.h"
#include "check/prose.h"

CHECK(prose_columns, .id = "R4", .severity = CHECK_NOTE)
(struct check_run *run)
{
	const struct prose	*prose = prose_of(run);
	struct finding		*finding;

	for (size_t i = 0; i < prose->skips; i++) {
		finding = FIND(run, "columns", prose->skipped[i]->heading);
		finding->place = prose->skipped[i]->place;
		finding->quote = prose->skipped[i]->heading;
	}
}
