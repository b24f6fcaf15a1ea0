#include "check/passage.h"

#include "base/utf8.h"

bool
passage_next(struct passage *passage)
{
	const struct filled	*report = passage->report;

	while (passage->i < report->sections &&
	    passage->k >= report->section[passage->i].n) {
		passage->i++;
		passage->k = 0;
	}
	if (passage->i >= report->sections)
		return false;
	passage->section = &report->section[passage->i];
	passage->text = &passage->section->text[passage->k++];
	return true;
}

static bool
ends_sentence(uint32_t point)
{
	return point == 0x3002 || point == 0xFF01 || point == 0xFF1F ||
	    point == 0xFF1B || point == ';' || point == '\n';
}

str
passage_sentence(str text, size_t at)
{
	size_t	from = at < text.n ? at : text.n, to = from, next = from;

	while (next > 0 && !ends_sentence(utf8_previous(text, &next)))
		from = next;
	if (next == 0)
		from = 0;
	for (next = to; next < text.n; ) {
		bool	end = ends_sentence(utf8_next(text, &next));

		to = next;
		if (end)
			break;
	}
	return str_trim(str_sub(text, from, to));
}

struct finding *
passage_mark(struct finding *finding, const struct passage *passage,
    size_t from, size_t to)
{
	finding->text = passage->text;
	finding->from = from;
	finding->to = to;
	finding->quote = passage_sentence(passage->text->text, from);
	finding->place = passage->text->place;
	return finding;
}
