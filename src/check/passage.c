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

str
passage_sentence(str text, size_t at)
{
	return utf8_sentence(text, at, S("。！？；;\n"));
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
