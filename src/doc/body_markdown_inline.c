#include "doc/body_markdown.h"

#include <string.h>

#include "base/arena.h"
#include "doc/body_address.h"

/* How far the end of a link is looked for. */
#define LINK	3000u

struct words {
	struct body_line	*line;
	str			 text;
	size_t			 at;		/* what is read next */
	size_t			 from;		/* what is not yet put */
	unsigned		 style;		/* that is open */
	ptrdiff_t		 middle;	/* the next "](", or -1 */
};

static void
put(struct words *words, size_t to)
{
	body_line_put(words->line, str_sub(words->text, words->from, to),
	    (struct body_look){ .style = words->style });
	words->from = to;
}

static bool
is_mark(str text, size_t at, str mark)
{
	return str_starts(str_sub(text, at, text.n), mark);
}

static bool
is_letter(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* Is there an end for what is set off from here on, in this text? */
static bool
is_closed(str text, size_t at, str mark)
{
	return at + mark.n < text.n && text.at[at + mark.n] != ' ' &&
	    str_find(text, mark, at + mark.n + 1) >= 0;
}

/* Begin or end what is set off by a mark; false if it is just text. */
static bool
turn(struct words *words, str mark, unsigned style)
{
	bool	open = (words->style & style) != 0;
	size_t	end = words->at + mark.n;

	if (!is_mark(words->text, words->at, mark))
		return false;
	/* An underscore within a word is one. */
	if (mark.at[0] == '_' && words->at > 0 && end < words->text.n &&
	    is_letter(words->text.at[words->at - 1]) &&
	    is_letter(words->text.at[end]))
		return false;
	if (!open && !is_closed(words->text, words->at, mark))
		return false;
	put(words, words->at);
	words->style ^= style;
	words->at = words->from = end;
	return true;
}

/* "text](address)" behind the bracket; false if it is none. */
static bool
read_link(struct words *words, size_t at, str *ret_text,
    str *ret_address, size_t *ret_end)
{
	str		near = str_sub(words->text, 0, at + LINK);
	ptrdiff_t	middle, end;
	str		rest;

	/* Looked for once only, or many brackets would take long. */
	if (words->middle >= 0 && (size_t)words->middle < at)
		words->middle = str_find(words->text, S("]("), at);
	middle = words->middle;
	if (middle < 0 || (size_t)middle >= near.n)
		return false;
	end = str_find(near, S(")"), (size_t)middle);
	if (end < 0)
		return false;
	*ret_text = str_sub(near, at, (size_t)middle);
	rest = str_trim(str_sub(near, (size_t)middle + 2, (size_t)end));
	/* A title may follow the address. */
	*ret_address = rest;
	(void)str_cut(&rest, ' ', ret_address);
	*ret_end = (size_t)end + 1;
	return true;
}

static bool
put_link(struct words *words)
{
	struct body_look	look = { .style = words->style };
	struct body		*body = words->line->body;
	str			 text, address;
	size_t			 end;

	if (!read_link(words, words->at + 1, &text, &address, &end) ||
	    str_has(text, S("![")))
		return false;
	put(words, words->at);
	look.href = body_address_link(body->arena, address);
	if (look.href.n == 0)
		body_note(body, "rich.link", address);
	body_line_put(words->line, text, look);
	words->at = words->from = end;
	return true;
}

static bool
put_image(struct words *words)
{
	struct body		*body = words->line->body;
	struct body_image	*image;
	str			 text, address;
	size_t			 end;

	if (!is_mark(words->text, words->at, S("![")) ||
	    !read_link(words, words->at + 2, &text, &address, &end))
		return false;
	put(words, words->at);
	words->at = words->from = end;
	image = arena_alloc(body->arena, sizeof *image);
	image->src = body_address_image(body->arena, address);
	image->alt = str_trim(text);
	if (image->src.n == 0)
		body_note(body, "rich.image", address);
	else
		body_line_image(words->line, image,
		    (struct body_look){ .style = words->style });
	return true;
}

/* What is quoted as code is text as it is. */
static bool
put_code(struct words *words)
{
	ptrdiff_t	end = str_find(words->text, S("`"), words->at + 1);

	if (end < 0)
		return false;
	put(words, words->at++);
	words->from = words->at;
	put(words, (size_t)end);
	words->at = words->from = (size_t)end + 1;
	return true;
}

static bool
put_escaped(struct words *words)
{
	size_t	next = words->at + 1;

	if (next >= words->text.n ||
	    strchr("\\`*_{}[]()#+-.!|~<>", words->text.at[next]) == NULL)
		return false;
	put(words, words->at);
	words->from = next;
	words->at = next + 1;
	return true;
}

static bool
is_read(struct words *words)
{
	switch (words->text.at[words->at]) {
	case '*':
	case '_':
		return turn(words, S("**"), BODY_STRONG) ||
		    turn(words, S("__"), BODY_STRONG) ||
		    turn(words, S("*"), BODY_EM) ||
		    turn(words, S("_"), BODY_EM);
	case '~':
		return turn(words, S("~~"), BODY_STRUCK);
	case '!':
		return put_image(words);
	case '[':
		return put_link(words);
	case '`':
		return put_code(words);
	case '\\':
		return put_escaped(words);
	default:
		return false;
	}
}

void
body_markdown_inline(struct body_line *line, str text)
{
	struct words	words = { .line = line, .text = text };

	while (words.at < text.n)
		if (!is_read(&words))
			words.at++;
	put(&words, text.n);
}
