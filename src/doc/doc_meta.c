#include "doc/doc_meta.h"

#include "base/arena.h"
#include "base/child.h"
#include "base/utf8.h"
#include "doc/doc_fold.h"
#include "doc/doc_meta_list.h"
#include "doc/doc_sort.h"

static const struct child_limits	limits = {
	.seconds = 20,
	.memory = (size_t)1 << 30,
	.output = (size_t)1 << 20,
};

void
doc_meta_list_add(struct doc_meta_list_run *run, enum doc_meta_kind kind,
    str what, str value)
{
	struct doc_meta_list	*list = run->list;

	if (list->n == DOC_META_ITEMS)
		return;
	if (list->item == NULL)
		list->item = arena_array(run->arena, DOC_META_ITEMS,
		    sizeof *list->item);
	value = doc_fold(run->arena, utf8_clean(run->arena,
	    str_sub(value, 0, 4 * (size_t)DOC_META_VALUE)));
	list->item[list->n++] = (struct doc_meta_item){ kind,
	    str_copy(run->arena, what), str_copy(run->arena,
	    utf8_head(value, DOC_META_VALUE)) };
}

/* What pdfinfo prints a line of, and what that is. */
static const struct {
	const char		*name;
	enum doc_meta_kind	 kind;
} pdf_facts[] = {
	{ "Author", DOC_META_AUTHOR }, { "Keywords", DOC_META_FACT },
	{ "Subject", DOC_META_FACT },
};

static void
read_info(struct doc_meta_list_run *run, str output)
{
	str	line, name;

	while (str_cut(&output, '\n', &line)) {
		str	value = line;

		if (!str_cut(&value, ':', &name))
			continue;
		value = str_trim(value);
		for (size_t i = 0; i < sizeof pdf_facts / sizeof *pdf_facts;
		    i++)
			if (str_is(name, pdf_facts[i].name) && value.n > 0)
				doc_meta_list_add(run, pdf_facts[i].kind,
				    name, value);
		if (str_is(name, "JavaScript") && str_is(value, "yes"))
			doc_meta_list_add(run, DOC_META_MACRO, name, S(""));
		if (str_is(name, "Encrypted") && !str_starts(value, S("no")))
			run->list->unread = true;
	}
}

/* "1: name" a file that is packed into the document. */
static void
read_packed(struct doc_meta_list_run *run, str output)
{
	str	line, number;

	while (str_cut(&output, '\n', &line)) {
		str	name = line;

		if (!str_cut(&name, ':', &number) || number.n == 0 ||
		    number.n > 6 || name.n == 0)
			continue;
		doc_meta_list_add(run, DOC_META_OBJECT, str_trim(name),
		    S(""));
	}
}

static void
read_pdf(struct doc_meta_list_run *run, str bytes)
{
	static const char *const	info[] = { "pdfinfo", "-enc", "UTF-8",
					    "-", NULL };
	static const char *const	packed[] = { "pdfdetach", "-list",
					    "/dev/stdin", NULL };
	struct fault			fault = { 0 };
	str				output;

	if (child_run(run->arena, info, bytes, &limits, &output, &fault) !=
	    OK) {
		run->list->unread = true;
		return;
	}
	read_info(run, output);
	if (child_run(run->arena, packed, bytes, &limits, &output, &fault) ==
	    OK)
		read_packed(run, output);
	else
		run->list->unread = true;
	if (str_has(bytes, S("/Popup")))
		doc_meta_list_add(run, DOC_META_COMMENT, S("PDF"), S(""));
}

void
doc_meta_read(struct arena *arena, str bytes, str name,
    struct doc_meta_list *ret)
{
	struct doc_meta_list_run	run = { arena, ret, name };

	*ret = (struct doc_meta_list){ .refused = doc_sort_refusal(arena,
	    bytes, name) };
	switch (doc_sort(bytes, name)) {
	case DOC_SORT_PDF:
		read_pdf(&run, bytes);
		break;
	case DOC_SORT_DOCX:
	case DOC_SORT_XLSX:
	case DOC_SORT_PPTX:
		doc_meta_office(&run, bytes);
		break;
	case DOC_SORT_JPEG:
		doc_meta_jpeg(&run, bytes);
		break;
	case DOC_SORT_OLE:
	case DOC_SORT_OFD:
	case DOC_SORT_RAR:
		ret->unread = true;
		break;
	default:
		break;
	}
}
