#include "doc/doc_sort.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "doc/doc_read.h"
#include "doc/doc_zip.h"

#define DEPTH	3			/* packages in packages */
#define UNPACKED ((size_t)512 << 20)	/* bytes of all parts of a file */
#define TAIL	65557u			/* bytes in which a zip file ends */
#define ENDING	12u			/* bytes of a name's ending */
#define HEAD	4096u

/* How a kind is known, and under which names it may go. */
struct kind {
	str		 head;		/* its first bytes; empty: see below */
	enum doc_sort	 sort;
	const char	*type;
	const char	*endings;	/* each between blanks */
};

static const struct kind	kinds[] = {
	{ { "%PDF-", 5 }, DOC_SORT_PDF, "application/pdf", " pdf " },
	{ { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8 }, DOC_SORT_OLE,
	    "application/x-ole-storage", " doc xls ppt wps et dps " },
	{ { "\x89PNG\r\n\x1A\n", 8 }, DOC_SORT_PNG, "image/png", " png " },
	{ { "\xFF\xD8\xFF", 3 }, DOC_SORT_JPEG, "image/jpeg",
	    " jpg jpeg jpe " },
	{ { "GIF8", 4 }, DOC_SORT_GIF, "image/gif", " gif " },
	{ { "RIFF", 4 }, DOC_SORT_WEBP, "image/webp", " webp " },
	{ { "BM", 2 }, DOC_SORT_BMP, "image/bmp", " bmp " },
	{ { "II*\0", 4 }, DOC_SORT_TIFF, "image/tiff", " tif tiff " },
	{ { "MM\0*", 4 }, DOC_SORT_TIFF, "image/tiff", " tif tiff " },
	{ { "ID3", 3 }, DOC_SORT_MP3, "audio/mpeg", " mp3 " },
	{ { "Rar!\x1A\x07", 6 }, DOC_SORT_RAR, "application/vnd.rar",
	    " rar " },
	{ { "{\\rtf", 5 }, DOC_SORT_RTF, "application/rtf", " rtf doc " },
	{ { "MZ", 2 }, DOC_SORT_PROGRAM, "application/x-program", "" },
	{ { "\x7F" "ELF", 4 }, DOC_SORT_PROGRAM, "application/x-program", "" },
	{ { "#!", 2 }, DOC_SORT_PROGRAM, "application/x-program", "" },
	{ { "\xCA\xFE\xBA\xBE", 4 }, DOC_SORT_PROGRAM,
	    "application/x-program", "" },
	{ { "\xCF\xFA\xED\xFE", 4 }, DOC_SORT_PROGRAM,
	    "application/x-program", "" },
	{ { "L\0\0\0\x01\x14\x02\0", 8 }, DOC_SORT_PROGRAM,
	    "application/x-program", "" },
	/* Those that more than their first bytes tell. */
	{ { "", 0 }, DOC_SORT_DOCX, "application/vnd.openxmlformats-"
	    "officedocument.wordprocessingml.document", " docx doc wps " },
	{ { "", 0 }, DOC_SORT_XLSX, "application/vnd.openxmlformats-"
	    "officedocument.spreadsheetml.sheet", " xlsx xls et " },
	{ { "", 0 }, DOC_SORT_PPTX, "application/vnd.openxmlformats-"
	    "officedocument.presentationml.presentation",
	    " pptx ppsx ppt dps " },
	{ { "", 0 }, DOC_SORT_OFD, "application/ofd", " ofd " },
	{ { "", 0 }, DOC_SORT_ZIP, "application/zip", " zip " },
	{ { "", 0 }, DOC_SORT_MP4, "video/mp4", " mp4 m4v m4a mov " },
	{ { "", 0 }, DOC_SORT_HTML, "text/html", " html htm xhtml " },
	{ { "", 0 }, DOC_SORT_SVG, "image/svg+xml", " svg " },
	{ { "", 0 }, DOC_SORT_XML, "application/xml", " xml " },
	{ { "", 0 }, DOC_SORT_JSON, "application/json",
	    " json txt jsonl geojson " },
	{ { "", 0 }, DOC_SORT_TEXT, "text/plain",
	    " txt csv tsv md markdown log " },
	{ { "", 0 }, DOC_SORT_UNKNOWN, "application/octet-stream", "" },
	{ { "", 0 }, DOC_SORT_EMPTY, "application/octet-stream", "" },
};
#define KINDS	(sizeof kinds / sizeof *kinds)

/* Names under which a system runs what it is given. */
static const char	programs[] = " exe com scr pif bat cmd ps1 vbs vbe js "
    "jse wsf wsh msi msp dll cpl hta jar lnk reg sh bash php jsp asp aspx py "
    "pl apk app dmg iso img chm scf url inf docm dotm xlsm xltm xlam pptm "
    "ppsm potm ";

static const struct kind *
kind_of(enum doc_sort sort)
{
	size_t	i = 0;

	while (kinds[i].sort != sort)
		i++;
	return &kinds[i];
}

/* --- what it is ---------------------------------------------------------- */

/* Names stand in a zip file as they are, whatever is packed. */
static enum doc_sort
sort_of_zip(str bytes)
{
	if (str_has(bytes, S("[Content_Types].xml"))) {
		if (str_has(bytes, S("word/document")))
			return DOC_SORT_DOCX;
		if (str_has(bytes, S("xl/workbook")))
			return DOC_SORT_XLSX;
		if (str_has(bytes, S("ppt/presentation")))
			return DOC_SORT_PPTX;
	}
	return str_has(bytes, S("OFD.xml")) ? DOC_SORT_OFD : DOC_SORT_ZIP;
}

static enum doc_sort
sort_of_text(str bytes, str name)
{
	switch (doc_read_sniff(bytes, name)) {
	case DOC_HTML:
		return DOC_SORT_HTML;
	case DOC_JSON:
		return DOC_SORT_JSON;
	case DOC_TEXT:
	case DOC_MARKDOWN:
		return str_has(str_sub(bytes, 0, HEAD), S("<svg")) ?
		    DOC_SORT_SVG : DOC_SORT_TEXT;
	default:
		break;
	}
	if (!str_has(str_sub(bytes, 0, HEAD), S("<?xml")))
		return DOC_SORT_UNKNOWN;
	return str_has(str_sub(bytes, 0, HEAD), S("<svg")) ? DOC_SORT_SVG :
	    DOC_SORT_XML;
}

enum doc_sort
doc_sort(str bytes, str name)
{
	if (bytes.n == 0)
		return DOC_SORT_EMPTY;
	if (str_starts(bytes, S("PK\3\4")) || str_starts(bytes, S("PK\5\6")))
		return sort_of_zip(bytes);
	if (str_eq(str_sub(bytes, 4, 8), S("ftyp")))
		return DOC_SORT_MP4;
	for (size_t i = 0; i < KINDS && kinds[i].head.n > 0; i++) {
		if (!str_starts(bytes, kinds[i].head))
			continue;
		/* Two letters can begin a text, too. */
		if (kinds[i].head.n == 2 && bytes.at[0] != '#' &&
		    memchr(bytes.at, '\0', bytes.n < HEAD ? bytes.n : HEAD) ==
		    NULL)
			continue;
		if (kinds[i].sort == DOC_SORT_WEBP &&
		    !str_eq(str_sub(bytes, 8, 12), S("WEBP")))
			return DOC_SORT_UNKNOWN;
		return kinds[i].sort;
	}
	if (str_has(str_sub(bytes, 0, 1024), S("%PDF-")))
		return DOC_SORT_PDF;
	return sort_of_text(bytes, name);
}

const char *
doc_sort_type(enum doc_sort sort)
{
	return kind_of(sort)->type;
}

/* --- why not ------------------------------------------------------------- */

/* The ending of a name, in small letters, between blanks. */
static str
ending(str name, char room[static ENDING + 2])
{
	size_t	dot = name.n, n = 0;

	while (dot > 0 && name.at[dot - 1] != '.')
		dot--;
	if (dot == 0 || name.n - dot > ENDING)
		return S("");
	room[n++] = ' ';
	for (; dot < name.n; dot++)
		room[n++] = (char)(name.at[dot] >= 'A' &&
		    name.at[dot] <= 'Z' ? name.at[dot] | 0x20 :
		    name.at[dot]);
	room[n++] = ' ';
	return (str){ room, n };
}

/* A zip file's end, and behind its beginning a directory. */
static ptrdiff_t
zip_end(str bytes)
{
	size_t		from = bytes.n > TAIL ? bytes.n - TAIL : 0;
	ptrdiff_t	at, last = -1;

	for (at = str_find(bytes, S("PK\5\6"), from); at >= 0;
	    at = str_find(bytes, S("PK\5\6"), (size_t)at + 1))
		last = at;
	return last;
}

/* The end says how long a remark is behind it; nothing else may be there. */
static bool
ends_there(str bytes, ptrdiff_t end)
{
	size_t	at = (size_t)end;

	return at + 22 <= bytes.n && at + 22 + (uint8_t)bytes.at[at + 20] +
	    ((size_t)(uint8_t)bytes.at[at + 21] << 8) == bytes.n;
}

static bool
is_package(enum doc_sort sort)
{
	return sort == DOC_SORT_DOCX || sort == DOC_SORT_XLSX ||
	    sort == DOC_SORT_PPTX || sort == DOC_SORT_OFD ||
	    sort == DOC_SORT_ZIP;
}

static bool
is_picture(enum doc_sort sort)
{
	return sort >= DOC_SORT_PNG && sort <= DOC_SORT_TIFF;
}

/* Two things at once: one reader sees a picture, another a package. */
static bool
is_two(str bytes, enum doc_sort sort)
{
	ptrdiff_t	end = zip_end(bytes);

	if (is_package(sort))
		return end >= 0 && !ends_there(bytes, end);
	if (sort == DOC_SORT_PDF && !str_starts(str_trim(bytes), S("%PDF-")))
		return true;
	if (end >= 0 && ends_there(bytes, end) &&
	    str_has(bytes, S("PK\1\2")))
		return true;
	return is_picture(sort) && (str_has(str_sub(bytes, 0, 1024),
	    S("%PDF-")) || str_has(bytes, S("<script")) ||
	    str_has(bytes, S("<?php")));
}

/* A name inside an OLE file is UTF-16. */
static bool
ole_has(str bytes, const char *name)
{
	char	wide[64];
	size_t	n = 0;

	for (; *name != '\0' && n + 2 <= sizeof wide; name++) {
		wide[n++] = *name;
		wide[n++] = '\0';
	}
	return str_has(bytes, (str){ wide, n });
}

/* What can do something in a page or a drawing. */
static bool
is_active(str bytes)
{
	static const char *const	marks[] = { "<script", "<SCRIPT",
		"<Script", "javascript:", "onload=", "onerror=", "onclick=",
		"<foreignObject", "<iframe", "<object", "<embed" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_has(bytes, str_of(marks[i])))
			return true;
	return false;
}

/* A file, or a part of one, on its way through its packages. */
struct weighing {
	struct arena	*arena;
	size_t		 unpacked;	/* bytes so far */
	unsigned	 depth;		/* 0: the file itself */
};

static const char *refusal(struct weighing *weighing, str bytes, str name);

static bool
is_program_name(str name)
{
	char	room[ENDING + 2];
	str	end = ending(name, room);

	return end.n > 0 && str_has(S(programs), end);
}

/* Macros live in a part of this name, wherever it lies. */
static bool
is_macro_part(str name)
{
	return str_ends(name, S("vbaProject.bin")) ||
	    str_ends(name, S("vbaData.xml")) ||
	    str_has(name, S("macrosheets/")) ||
	    str_ends(name, S(".jsa"));
}

/* Every part is taken out once: so much of it as a reader would. */
static const char *
weigh(struct weighing *weighing, str bytes, str name, bool archive)
{
	struct fault	 fault = { 0 };
	const char	*key = NULL;
	struct doc_zip	*zip;
	str		 entry, part;
	enum err	 e;

	e = doc_zip_open(weighing->arena, bytes, name, &zip, &fault);
	if (e != OK)
		return e == ERR_TOO_LARGE ? "doc.sort.bomb" :
		    "doc.sort.damaged";
	for (size_t i = 0; key == NULL && doc_zip_name(zip, i, &entry);
	    i++) {
		struct arena_mark	mark = arena_mark(weighing->arena);

		if (is_macro_part(entry))
			return "doc.sort.macro";
		if (str_ends(entry, S("/")))
			continue;
		e = doc_zip_part(weighing->arena, zip, entry, &part, &fault);
		weighing->unpacked += e == OK ? part.n : 0;
		if (e != OK)
			key = e == ERR_TOO_LARGE ? "doc.sort.bomb" :
			    "doc.sort.damaged";
		else if (weighing->unpacked > UNPACKED)
			key = "doc.sort.bomb";
		else if (archive && part.n > 0)
			key = refusal(weighing, part, entry);
		arena_rewind(weighing->arena, mark);
	}
	return key;
}

static const char *
refusal(struct weighing *weighing, str bytes, str name)
{
	enum doc_sort	 sort = doc_sort(bytes, name);
	char		 room[ENDING + 2];
	str		 end = ending(name, room);
	const char	*key = NULL;

	if (sort == DOC_SORT_EMPTY)
		return "doc.sort.empty";
	if (sort == DOC_SORT_PROGRAM || is_program_name(name))
		return "doc.sort.program";
	if (str_has(name, S("\xE2\x80\xAE")) ||
	    str_has(name, S("\xE2\x80\xAD")))
		return "doc.sort.name";
	if (sort == DOC_SORT_UNKNOWN)
		return "doc.sort.unknown";
	if (is_two(bytes, sort))
		return "doc.sort.two";
	if (end.n == 0 || !str_has(str_of(kind_of(sort)->endings), end))
		return "doc.sort.other";
	if (sort == DOC_SORT_OLE && ole_has(bytes, "EncryptedPackage"))
		return "doc.sort.locked";
	if (sort == DOC_SORT_OLE && ole_has(bytes, "_VBA_PROJECT"))
		return "doc.sort.macro";
	if ((sort == DOC_SORT_SVG || sort == DOC_SORT_HTML) &&
	    is_active(bytes))
		return "doc.sort.active";
	if (!is_package(sort))
		return NULL;
	if (weighing->depth == DEPTH)
		return "doc.sort.deep";
	weighing->depth++;
	key = weigh(weighing, bytes, name, sort == DOC_SORT_ZIP);
	weighing->depth--;
	return key;
}

const char *
doc_sort_refusal(struct arena *arena, str bytes, str name)
{
	struct weighing	weighing = { .arena = arena };

	return refusal(&weighing, bytes, name);
}
