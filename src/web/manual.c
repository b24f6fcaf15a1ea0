#include "web/manual.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/data.h"
#include "base/utf8.h"

#define FOLDER	S("man/")
#define CHINESE	S("zh-CN")
#define TRANSLATED S("man/zh_CN/")
#define WORDS	64	/* in a line of macros */

/* What a macro does with the words behind it. */
static const struct {
	const char	*macro;
	const char	*before;	/* each of them */
} marks[] = {
	{ "Ar", "" }, { "Cm", "" }, { "Em", "" }, { "Ev", "" },
	{ "Fl", "-" }, { "Ic", "" }, { "Li", "" }, { "Nm", "" },
	{ "Pa", "" },
};

/* Macros that put something around all words behind them. */
static const struct {
	const char	*macro;
	const char	*open, *close;
} around[] = {
	{ "Op", "[", "]" }, { "Pq", "(", ")" }, { "Dq", "“", "”" },
	{ "Sq", "‘", "’" },
};

struct reader {
	struct arena		*arena;
	str			 name;		/* what a bare Nm means */
	struct buf		 buf;		/* the block being read */
	enum view_text		 kind;		/* of it */
	struct view_block	*block;		/* those done */
	size_t			 blocks, room;
	int			 lists;		/* that are open */
	bool			 literal;	/* lines are kept */
	bool			 synopsis;	/* each Nm begins a line */
	bool			 joined;	/* no blank before the next
						   word */
	const struct words	*words;		/* for two headings that mdoc
						   wants in English */
};

/* --- blocks ------------------------------------------------------------ */

static void
begin(struct reader *reader, enum view_text kind)
{
	buf_init(&reader->buf, reader->arena, SIZE_MAX);
	reader->kind = kind;
}

/* Keep what was read; begin what usually follows. */
static void
end(struct reader *reader)
{
	str	text = buf_str(&reader->buf);

	if (reader->kind != VIEW_EXAMPLE)
		text = str_trim(text);
	if (text.n > 0) {
		if (reader->blocks == reader->room) {
			size_t	room = reader->room * 2 + 16;

			reader->block = arena_grow(reader->arena,
			    reader->block, reader->room, room,
			    sizeof *reader->block);
			reader->room = room;
		}
		reader->block[reader->blocks++] = (struct view_block){
		    reader->kind, text };
	}
	begin(reader, reader->lists > 0 ? VIEW_ITEM : VIEW_PARAGRAPH);
}

/* --- lines of macros --------------------------------------------------- */

/* Cut a line at its blanks; what is quoted is one word. */
static size_t
cut(str line, str word[WORDS])
{
	size_t	n = 0, at = 0;

	while (at < line.n && n < WORDS) {
		size_t	from = at;
		char	stop = ' ';

		if (line.at[at] == ' ') {
			at++;
			continue;
		}
		if (line.at[at] == '"') {
			stop = '"';
			from = ++at;
		}
		while (at < line.n && line.at[at] != stop)
			at++;
		word[n++] = str_sub(line, from, at);
		at += stop == '"';
	}
	return n;
}

/* Text with mdoc's escapes undone. */
static void
put_text(struct buf *buf, str text)
{
	for (size_t i = 0; i < text.n; i++) {
		str	rest = str_sub(text, i, text.n);

		if (str_starts(rest, S("\\&"))) {
			i++;
		} else if (str_starts(rest, S("\\(dq"))) {
			buf_byte(buf, '"');
			i += 3;
		} else if (str_starts(rest, S("\\-")) ||
		    str_starts(rest, S("\\e"))) {
			buf_byte(buf, rest.at[1] == 'e' ? '\\' : '-');
			i++;
		} else {
			buf_byte(buf, text.at[i]);
		}
	}
}

static bool
is_closing(str word)
{
	return word.n == 1 && strchr(".,;:)]?!", word.at[0]) != NULL;
}

/* Chinese marks: they bring their own room. */
static bool
is_mark(uint32_t point)
{
	return (point >= 0x3000 && point <= 0x303f) || point >= 0xff00;
}

/* Between Chinese characters, and beside their marks, stands no blank. */
static bool
is_close(str before, str word)
{
	size_t		from = 0, until = before.n;
	uint32_t	last, first;

	if (before.n == 0 || word.n == 0)
		return false;
	last = utf8_previous(before, &until);
	first = utf8_next(word, &from);
	return is_mark(last) || is_mark(first) ||
	    (utf8_width(last) == 2 && utf8_width(first) == 2);
}

/* A blank before a word, unless it closes something or nothing stands
   there. */
static void
put_blank(struct reader *reader, str word)
{
	const struct buf	*buf = &reader->buf;
	bool			 joined = reader->joined;

	reader->joined = false;
	if (!joined && buf->n > 0 && !is_closing(word) &&
	    buf->at[buf->n - 1] != '[' &&
	    buf->at[buf->n - 1] != '(' && buf->at[buf->n - 1] != '\n' &&
	    !str_ends(buf_str(buf), S("“")) && !str_ends(buf_str(buf),
	    S("‘")) && !is_close(buf_str(buf), word))
		buf_byte(&reader->buf, ' ');
}

static void
put_word(struct reader *reader, const char *before, str word)
{
	put_blank(reader, word);
	if (!is_closing(word))
		buf_put(&reader->buf, str_of(before));
	put_text(&reader->buf, word);
}

/* Words of which some are macros; the first may be none. */
static void
put_words(struct reader *reader, const str *word, size_t n)
{
	const char	*before = "", *close = "";

	for (size_t i = 0; i < n; i++) {
		bool	macro = str_is(word[i], "Ns");

		reader->joined = reader->joined || macro;
		if (macro) {
			before = "";
			continue;
		}
		for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++)
			if (str_is(word[i], marks[k].macro)) {
				before = marks[k].before;
				macro = true;
			}
		for (size_t k = 0; k < sizeof around / sizeof around[0]; k++)
			if (str_is(word[i], around[k].macro)) {
				put_blank(reader, S(""));
				buf_put(&reader->buf, str_of(around[k].open));
				close = around[k].close;
				before = "";
				macro = true;
			}
		if (str_is(word[i], "Nm") && i + 1 == n)
			put_word(reader, "", reader->name);
		if (!macro)
			put_word(reader, before, word[i]);
	}
	buf_put(&reader->buf, str_of(close));
}

static void
put_reference(struct reader *reader, const str *word, size_t n)
{
	if (n < 2)
		return;
	put_word(reader, "", str_printf(reader->arena, "%.*s(%.*s)",
	    STRF(word[0]), STRF(word[1])));
	put_words(reader, word + 2, n - 2);
}

/* Two headings mdoc knows in English alone. */
static void
put_heading(struct reader *reader, const str *words, size_t n)
{
	str	heading;

	if (reader->words == NULL || n != 1 || (!str_is(words[0], "NAME") &&
	    !str_is(words[0], "SYNOPSIS"))) {
		put_words(reader, words, n);
		return;
	}
	heading = word(reader->words, str_is(words[0], "NAME") ?
	    "public.help.name" : "public.help.synopsis");
	put_words(reader, &heading, 1);
}

/* A macro that ends a block and begins another; false for any other. */
static bool
put_block(struct reader *reader, str macro, const str *word, size_t n)
{
	if (str_is(macro, "Sh") || str_is(macro, "Ss")) {
		reader->lists = 0;
		end(reader);
		begin(reader, VIEW_HEADING);
		put_heading(reader, word, n);
		reader->synopsis = n > 0 && str_is(word[0], "SYNOPSIS");
		end(reader);
	} else if (str_is(macro, "Pp")) {
		end(reader);
	} else if (str_is(macro, "Bl") || str_is(macro, "El")) {
		end(reader);
		reader->lists += macro.at[0] == 'B' ? 1 : -1;
		begin(reader, reader->lists > 0 ? VIEW_ITEM : VIEW_PARAGRAPH);
	} else if (str_is(macro, "It")) {
		end(reader);
		begin(reader, VIEW_TERM);
		put_words(reader, word, n);
		end(reader);
	} else if (str_is(macro, "Bd") || str_is(macro, "Ed")) {
		end(reader);
		reader->literal = macro.at[0] == 'B';
		if (reader->literal)
			begin(reader, VIEW_EXAMPLE);
	} else if (str_is(macro, "Dl")) {
		end(reader);
		begin(reader, VIEW_EXAMPLE);
		put_words(reader, word, n);
		end(reader);
	} else {
		return false;
	}
	return true;
}

static void
put_macro(struct reader *reader, str line)
{
	str	word[WORDS], macro;
	size_t	n = cut(str_sub(line, 1, line.n), word);

	if (n == 0)
		return;
	macro = word[0];
	if (str_is(macro, "Dd") || str_is(macro, "Dt") ||
	    str_is(macro, "Os") || str_starts(macro, S("\\\"")))
		return;
	if (put_block(reader, macro, word + 1, n - 1))
		return;
	if (str_is(macro, "Nm") && n > 1 && reader->name.n == 0)
		reader->name = str_sub(line, 4, line.n);
	if (str_is(macro, "Nm") && reader->synopsis) {
		end(reader);
		begin(reader, VIEW_TERM);
	}
	if (str_is(macro, "Xr"))
		put_reference(reader, word + 1, n - 1);
	else if (str_is(macro, "Nd"))
		put_word(reader, "– ", str_sub(line, 4, line.n));
	else
		put_words(reader, word, n);
}

static void
put_line(struct reader *reader, str line)
{
	if (line.n > 1 && line.at[0] == '.' && isupper((unsigned char)
	    line.at[1])) {
		put_macro(reader, line);
	} else if (reader->literal) {
		put_text(&reader->buf, line);
		buf_byte(&reader->buf, '\n');
	} else if (line.n > 0 && line.at[0] != '.') {
		put_word(reader, "", line);
	}
}

/* --- pages ------------------------------------------------------------- */

/* The line of a page that tells what it is. */
static str
about_of(str text)
{
	str	line;

	while (str_cut(&text, '\n', &line))
		if (str_starts(line, S(".Nd ")))
			return str_sub(line, 4, line.n);
	return S("");
}

/* The page in the language, or in English where there is none. */
static enum err
look_up(struct job *job, str lang, str path, struct manual *ret)
{
	str		file = str_sub(path, FOLDER.n, path.n), text;
	enum err	e = ERR_NOT_FOUND;

	*ret = (struct manual){ .path = str_printf(job->arena, "%.*s%.*s",
	    STRF(TRANSLATED), STRF(file)), .lang = CHINESE,
	    .name = str_sub(file, 0, file.n - 2) };
	if (str_eq(lang, CHINESE))
		e = data_read(job->arena, str_c(job->arena, ret->path),
		    &text, NULL);
	if (e != OK) {
		ret->path = path;
		ret->lang = S("en");
		e = data_read(job->arena, str_c(job->arena, path), &text,
		    job->fault);
	}
	if (e == OK)
		ret->about = about_of(text);
	return e;
}

enum err
manual_list(struct job *job, str lang, struct manual **ret, size_t *ret_n)
{
	struct manual	*manual;
	str		*path;
	size_t		 n, listed = 0;
	enum err	 e = data_list(job->arena, "man/", &path, &n,
			    job->fault);

	if (e != OK)
		return e;
	manual = arena_array(job->arena, n, sizeof *manual);
	for (size_t i = 0; e == OK && i < n; i++)
		if (!str_starts(path[i], TRANSLATED))
			e = look_up(job, lang, path[i], &manual[listed++]);
	*ret = manual;
	*ret_n = listed;
	return e;
}

enum err
manual_find(struct job *job, str lang, str name, struct manual *ret)
{
	struct manual	*manual;
	size_t		 n, i = 0;
	enum err	 e = manual_list(job, lang, &manual, &n);

	while (e == OK && i < n && !str_eq(manual[i].name, name))
		i++;
	if (e == OK && i == n)
		e = FAIL(job->fault, ERR_NOT_FOUND, "web.not_found");
	if (e == OK)
		*ret = manual[i];
	return e;
}

enum err
manual_read(struct job *job, const struct manual *manual,
    struct view_block **ret, size_t *ret_n)
{
	struct reader	 reader = { .arena = job->arena };
	str		 text, line;
	enum err	 e = data_read(job->arena, str_c(job->arena,
			    manual->path), &text, job->fault);

	if (e != OK)
		return e;
	if (str_eq(manual->lang, CHINESE))
		reader.words = job->words;
	begin(&reader, VIEW_PARAGRAPH);
	while (str_cut(&text, '\n', &line))
		put_line(&reader, line);
	end(&reader);
	*ret = reader.block;
	*ret_n = reader.blocks;
	return OK;
}
