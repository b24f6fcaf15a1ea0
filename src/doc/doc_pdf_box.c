#include "doc/doc_pdf_box.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc_fold.h"
#include "doc/doc_pdf_radical.h"

#define FAR	20000	/* points; the largest page is 14,400 wide */
#define DIGITS	0.5	/* of an em, about: the width of a digit */

/* What pdftotext printed, being read. */
struct reading {
	struct arena	*arena;
	struct doc	*doc;
	struct doc_pdf	*pdf;
	str		 all;
	size_t		 page_room, word_room;
};

double
doc_pdf_box_ems(str text)
{
	size_t		at = 0;
	double		ems = 0;
	uint32_t	point;

	while ((point = utf8_next(text, &at)) != 0)
		ems += utf8_width(point) == 2 ? 1 : DIGITS;
	return ems;
}

/*
 * Digits with what may stand between them, or only marks.  "1." is the
 * number of a label and no figure.
 */
bool
doc_pdf_box_figure(str text)
{
	static const char	between[] = "-+.,%/—–－−／．，％…*";
	size_t			at = 0, from = 0;
	uint32_t		point, last = 0;

	while ((point = utf8_next(text, &at)) != 0) {
		bool	digit = (point >= '0' && point <= '9') ||
			    (point >= 0xFF10 && point <= 0xFF19);

		if (!digit && !str_has(S(between), str_sub(text, from, at)))
			return false;
		last = point;
		from = at;
	}
	return last != 0 && last != '.' && last != ',' && last != 0xFF0E &&
	    last != 0xFF0C;
}

/* --- the text between the tags ----------------------------------------- */

/* A character reference at *at, which stands on "&"; 0 if it is none. */
static uint32_t
reference(str s, size_t *at)
{
	static const struct {
		str		name;
		uint32_t	point;
	} named[] = {
		{ { "&amp;", 5 }, '&' }, { { "&lt;", 4 }, '<' },
		{ { "&gt;", 4 }, '>' }, { { "&quot;", 6 }, '"' },
		{ { "&apos;", 6 }, '\'' }, { { "&#39;", 5 }, '\'' },
	};

	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (str_starts(str_sub(s, *at, s.n), named[i].name)) {
			*at += named[i].name.n;
			return named[i].point;
		}
	return 0;
}

/* Text with its references resolved and its radicals put right. */
static str
plain(struct arena *arena, str s)
{
	char	*to = arena_alloc(arena, s.n * 3 + 1);
	size_t	 n = 0, at = 0;

	while (at < s.n) {
		uint32_t	point = 0;

		if (s.at[at] == '&')
			point = reference(s, &at);
		if (point == 0)
			point = utf8_next(s, &at);
		n += utf8_put(to + n, doc_pdf_radical(point));
	}
	return doc_fold(arena, (str){ to, n });
}

/* --- tags -------------------------------------------------------------- */

/* The value of name="..." in a tag; empty if it is not there. */
static str
attribute(str tag, str name)
{
	ptrdiff_t	at = str_find(tag, name, 0), end;

	if (at < 0)
		return S("");
	end = str_find(tag, S("\""), (size_t)at + name.n);
	if (end < 0)
		return S("");
	return str_sub(tag, (size_t)at + name.n, (size_t)end);
}

/* A length in points; false for anything that is none or absurd. */
static bool
length(str tag, str name, double *ret)
{
	str	digits = attribute(tag, name);
	double	value = 0, unit = 1;
	bool	fraction = false;
	size_t	i = digits.n > 0 && digits.at[0] == '-';

	if (i == digits.n || digits.n > 24)
		return false;
	for (; i < digits.n; i++) {
		if (digits.at[i] == '.' && !fraction) {
			fraction = true;
			continue;
		}
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return false;
		if (fraction)
			value += (digits.at[i] - '0') * (unit /= 10);
		else
			value = value * 10 + (digits.at[i] - '0');
	}
	*ret = digits.at[0] == '-' ? -value : value;
	return value < FAR;
}

static void
size_word(struct doc_pdf_word *word, double height)
{
	double	ems = doc_pdf_box_ems(word->text);
	double	width = word->x1 - word->x0;
	double	letters = (double)utf8_count(word->text);

	word->wide = ems > letters * DIGITS;
	if (height > width * 1.8 && letters > 1) {
		word->em = width;
		word->tall = height;
		return;
	}
	word->em = width / ems < height ? width / ems : height;
	word->tall = word->em;
}

static bool
is_same(const struct doc_pdf_word *a, const struct doc_pdf_word *b)
{
	double	slack = a->em * 0.3;

	return a->x0 - b->x0 < slack && b->x0 - a->x0 < slack &&
	    a->y - b->y < slack && b->y - a->y < slack &&
	    str_eq(a->text, b->text);
}

/*
 * Bold print is often the same word drawn twice or more, a hair apart; at
 * most a few words are drawn before the next layer.
 */
static bool
is_shadow(const struct doc_pdf *pdf, const struct doc_pdf_word *word)
{
	size_t	first = pdf->page[pdf->pages - 1].first;

	for (size_t i = pdf->words; i-- > first && pdf->words - i <= 8; )
		if (is_same(&pdf->word[i], word))
			return true;
	return false;
}

static enum err
add_word(struct reading *r, str tag, str text, struct fault *fault)
{
	struct doc_pdf		*pdf = r->pdf;
	struct doc_pdf_word	 word = { .text = plain(r->arena, text) };
	double			 y0, y1;

	if (pdf->pages == 0 || word.text.n == 0 ||
	    !length(tag, S(" xMin=\""), &word.x0) ||
	    !length(tag, S(" xMax=\""), &word.x1) ||
	    !length(tag, S(" yMin=\""), &y0) ||
	    !length(tag, S(" yMax=\""), &y1) || word.x1 <= word.x0 || y1 <= y0)
		return OK;
	word.y = (y0 + y1) / 2;
	word.figure = doc_pdf_box_figure(word.text);
	size_word(&word, y1 - y0);
	if (is_shadow(pdf, &word))
		return OK;
	if (pdf->words == DOC_PDF_WORDS)
		return FAIL(fault, ERR_TOO_LARGE, "doc.pdf_too_large");
	if (pdf->words == r->word_room) {
		r->word_room = pdf->words == 0 ? 1024 : pdf->words * 2;
		pdf->word = arena_grow(r->arena, pdf->word, pdf->words,
		    r->word_room, sizeof word);
	}
	pdf->word[pdf->words++] = word;
	pdf->page[pdf->pages - 1].n++;
	return OK;
}

static enum err
add_page(struct reading *r, str tag, struct fault *fault)
{
	struct doc_pdf		*pdf = r->pdf;
	struct doc_pdf_page	 page = { .first = pdf->words };

	if (!length(tag, S(" width=\""), &page.width))
		page.width = 0;
	if (!length(tag, S(" height=\""), &page.height))
		page.height = 0;
	if (pdf->pages == DOC_PDF_PAGES)
		return FAIL(fault, ERR_TOO_LARGE, "doc.pdf_too_large");
	if (pdf->pages == r->page_room) {
		r->page_room = pdf->pages == 0 ? 16 : pdf->pages * 2;
		pdf->page = arena_grow(r->arena, pdf->page, pdf->pages,
		    r->page_room, sizeof page);
	}
	pdf->page[pdf->pages++] = page;
	return OK;
}

/*
 * What the file says about itself; a text in UTF-16 that was taken for
 * letters, as its mark shows, says nothing any more.
 */
static bool
is_readable(str text)
{
	return text.n > 0 && !str_has(text, S("þÿ")) &&
	    !str_has(text, S("ÿþ"));
}

static void
add_meta(struct reading *r, str name, str value)
{
	char	*lower = str_c(r->arena, doc_fold(r->arena, name));
	str	 text = plain(r->arena, value);

	for (size_t i = 0; lower[i] != '\0'; i++)
		if (lower[i] >= 'A' && lower[i] <= 'Z')
			lower[i] = (char)(lower[i] - 'A' + 'a');
	if (!is_readable(text))
		return;
	doc_add_meta(r->arena, r->doc, str_of(lower), text);
	if (str_is(str_of(lower), "title"))
		r->doc->title = text;
}

/* The text from `from' to the next tag. */
static str
inside(const struct reading *r, size_t from)
{
	ptrdiff_t	end = str_find(r->all, S("<"), from);

	return str_sub(r->all, from, end < 0 ? r->all.n : (size_t)end);
}

static enum err
read_tag(struct reading *r, str tag, size_t behind, struct fault *fault)
{
	if (str_starts(tag, S("word ")))
		return add_word(r, tag, inside(r, behind), fault);
	if (str_starts(tag, S("page ")))
		return add_page(r, tag, fault);
	if (r->pdf->pages > 0)
		return OK;
	if (str_is(tag, "title"))
		add_meta(r, tag, inside(r, behind));
	else if (str_starts(tag, S("meta ")) && r->doc->metas < 64)
		add_meta(r, attribute(tag, S(" name=\"")),
		    attribute(tag, S(" content=\"")));
	return OK;
}

enum err
doc_pdf_box(struct arena *arena, str output, struct doc *doc,
    struct doc_pdf *ret, struct fault *fault)
{
	struct reading	r = {
		.arena = arena, .doc = doc, .pdf = ret, .all = output,
	};
	ptrdiff_t	at = str_find(output, S("<"), 0), end;

	*ret = (struct doc_pdf){ .pages = 0 };
	while (at >= 0) {
		enum err	e;

		end = str_find(output, S(">"), (size_t)at);
		if (end < 0)
			break;
		e = read_tag(&r, str_sub(output, (size_t)at + 1, (size_t)end),
		    (size_t)end + 1, fault);
		if (e != OK)
			return e;
		at = str_find(output, S("<"), (size_t)end + 1);
	}
	return OK;
}
