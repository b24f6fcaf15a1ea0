#include "base/child.h"
#include "doc/doc_pdf.h"
#include "doc/doc_read.h"

/*
 * The words in the order drawn, each with its place; one run of one program
 * a document.  A report of a few pages takes some hundredths of a second.
 */
static const char *const	pdftotext[] = {
	"pdftotext", "-bbox", "-raw", "-enc", "UTF-8", "-", "-", NULL,
};

static const struct child_limits	limits = {
	.seconds = 30,
	.memory = (size_t)1 << 30,
	.output = (size_t)64 << 20,
};

/* Where a text stands last; -1 if nowhere. */
static ptrdiff_t
find_last(str s, str part)
{
	ptrdiff_t	last = -1, at = str_find(s, part, 0);

	while (at >= 0) {
		last = at;
		at = str_find(s, part, (size_t)at + part.n);
	}
	return last;
}

/*
 * A PDF ends with its mark of the end, though something may have been hung
 * behind it that is none of its own.  poppler would read what there is of a
 * broken-off file and leave out the rest in silence.
 */
static bool
is_cut_off(str bytes)
{
	ptrdiff_t	end = find_last(bytes, S("%%EOF"));

	return end < 0 || str_find(bytes, S(" obj"), (size_t)end) >= 0;
}

/* Say for the clerk what went wrong with the program. */
static enum err
refuse(const struct fault *why, str name, struct fault *fault)
{
	str	complaint = why->n > 0 ? why->arg[why->n - 1] : S("");

	switch (why->code) {
	case ERR_NOT_FOUND:
		return FAIL(fault, why->code, "doc.pdf_no_poppler", name);
	case ERR_TOO_LARGE:
		return FAIL(fault, why->code, "doc.pdf_too_large", name);
	case ERR_OUTSIDE:
		return FAIL(fault, ERR_INVALID, str_has(complaint,
		    S("ncorrect password")) ? "doc.encrypted" :
		    "doc.pdf_broken", name);
	default:
		return FAIL(fault, why->code, "doc.pdf_not_started", name,
		    complaint);
	}
}

enum err
doc_read_pdf(struct arena *arena, str bytes, str name, struct doc **ret,
    struct fault *fault)
{
	struct fault	why = { .code = OK };
	str		output;

	if (is_cut_off(bytes))
		return FAIL(fault, ERR_INVALID, "doc.pdf_cut_off", name);
	if (child_run(arena, pdftotext, bytes, &limits, &output, &why) != OK)
		return refuse(&why, name, fault);
	return doc_pdf(arena, output, ret, fault);
}
