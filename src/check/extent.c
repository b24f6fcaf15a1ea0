#include "check/extent.h"

const struct filled_section *
extent_section(const struct filled *report, size_t section)
{
	const struct filled_section	*first = NULL;

	for (size_t i = 0; i < report->sections; i++) {
		const struct filled_section	*at = &report->section[i];

		if (at->section != (ptrdiff_t)section)
			continue;
		if (at->exact)
			return at;
		if (first == NULL)
			first = at;
	}
	return first;
}

size_t
extent_sections(const struct filled *report)
{
	size_t	n = 0;

	for (size_t i = 0; i < report->form->sections; i++)
		n += extent_section(report, i) != NULL;
	return n;
}

bool
extent_end(const struct filled *report)
{
	size_t	n = report->form->sections;

	return (n > 0 && extent_section(report, n - 1) != NULL) ||
	    (n > 1 && extent_section(report, n - 2) != NULL);
}
