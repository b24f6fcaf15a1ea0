#include "doc/body_word.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/body_tidy.h"

#define LEVELS		9u
#define NUMBER		9999u

/* What the mark of an item is. */
struct sign {
	enum { NO_SIGN, BULLET, COUNTED } is;
	unsigned	number;		/* of COUNTED */
	size_t		length;		/* bytes, with the blanks behind it */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Characters that only ever are bullets, and those of Word's symbol fonts. */
static bool
is_bullet(uint32_t point, bool sure)
{
	static const uint32_t	always[] = { U'·', U'•', U'●', U'■', U'◆',
				    U'§', U'○', U'□', U'◇', U'▪' };
	static const uint32_t	symbol[] = { 'l', 'n', 'u', 'o', U'Ø', U'ü',
				    '-', '*', U'–', U'—' };

	/* Where Word puts the characters of such fonts. */
	if (point >= 0xF000 && point <= 0xF0FF)
		return true;
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (point == always[i])
			return true;
	for (size_t i = 0; sure && i < sizeof symbol / sizeof *symbol; i++)
		if (point == symbol[i])
			return true;
	return false;
}

static size_t
past_blanks(str text, size_t at)
{
	size_t	next = at;

	while (next < text.n && utf8_is_blank(utf8_next(text, &next)))
		at = next;
	return at;
}

/*
 * The sign at the beginning of a text.  One that is not parted from what
 * follows is a sign only if it is all there is: "1.5" is none.
 */
static struct sign
sign_of(str text, bool sure)
{
	struct sign	sign = { .is = NO_SIGN };
	size_t		at = 0;

	while (at < text.n && at < 4 && is_digit(text.at[at]))
		sign.number = sign.number * 10 + (unsigned)(text.at[at++] -
		    '0');
	if (at > 0) {
		str	rest = str_sub(text, at, text.n);

		if (!str_starts(rest, S(".")) && !str_starts(rest, S(")")) &&
		    !str_starts(rest, S("、")) && !str_starts(rest, S("．")))
			return sign;
		(void)utf8_next(text, &at);
		sign.is = COUNTED;
	} else {
		if (!is_bullet(utf8_next(text, &at), sure))
			return sign;
		sign.is = BULLET;
	}
	sign.length = past_blanks(text, at);
	if (sign.length == at && at < text.n &&
	    (sure || is_digit(text.at[at])))
		sign.is = NO_SIGN;
	return sign;
}

/* The mark as Word wrote it apart, or as it stands in front of the text. */
static struct sign
sign_at(const struct body_block *line)
{
	const struct body_mark	*mark = line->mark;
	struct sign		 sign = { .is = NO_SIGN };

	if (mark->text.n > 0)
		return sign_of(mark->text, true);
	if (line->run[0].what == BODY_TEXT)
		sign = sign_of(line->run[0].text, false);
	/* A sign without anything behind it is text. */
	if (line->runs == 1 && sign.length >= line->run[0].text.n)
		sign.is = NO_SIGN;
	return sign;
}

/* Put a number that is text in front of the text. */
static void
unmark(struct body *body, struct body_block *line)
{
	str			 text;
	struct body_run		*run;
	size_t			 end;

	if (line->mark == NULL || line->mark->text.n == 0)
		return;
	text = line->mark->text;
	end = text.n;
	if (utf8_previous(text, &end) < 0x80)
		text = str_printf(body->arena, "%.*s ", STRF(text));
	run = arena_array(body->arena, line->runs + 1, sizeof *run);
	run[0] = (struct body_run){ .what = BODY_TEXT, .text = text };
	for (size_t i = 0; i < line->runs; i++)
		run[i + 1] = line->run[i];
	line->run = run;
	line->runs++;
	line->mark = NULL;
}

void
body_word_unmark(struct body *body, struct body_block *block)
{
	for (block = block->first; block != NULL; block = block->next)
		unmark(body, block);
}

/* Lists that are being made of the paragraphs of one sequence. */
struct lists {
	struct body		*body;
	struct body_block	*into;		/* where the sequence stands */
	unsigned		 depth;		/* that is allowed */
	struct body_block	*open[LEVELS];	/* the list of each level */
	unsigned		 next[LEVELS];	/* the number it goes on with */
	unsigned		 n;		/* lists that are open */
};

/* The level of an item among those open: at most one deeper. */
static unsigned
level_of(const struct lists *lists, const struct body_block *line)
{
	unsigned	level = line->mark->level == 0 ? 0 :
			    line->mark->level - 1;

	if (level > lists->n)
		level = lists->n;
	if (level >= lists->depth)
		level = lists->depth - 1;
	return level < LEVELS ? level : LEVELS - 1;
}

static struct body_block *
open_list(struct lists *lists, unsigned level, struct sign sign)
{
	struct body_block	*holder = level == 0 ? lists->into :
				    lists->open[level - 1]->last;
	struct body_block	*list;

	list = body_add(lists->body, holder, BODY_LIST);
	if (list == NULL)
		return NULL;
	list->ordered = sign.is == COUNTED;
	list->start = sign.is == COUNTED ? sign.number : 0;
	lists->next[level] = sign.number;
	lists->open[level] = list;
	lists->n = level + 1;
	return list;
}

/* Does the open list of a level go on with this item? */
static bool
goes_on(const struct lists *lists, unsigned level, struct sign sign)
{
	return level < lists->n &&
	    lists->open[level]->ordered == (sign.is == COUNTED) &&
	    (sign.is == BULLET || lists->next[level] == sign.number);
}

/* Without the sign that stood in front of the text itself. */
static void
cut_sign(struct body_block *line, struct sign sign)
{
	struct body_run	*run = line->run;

	if (line->mark->text.n > 0)
		return;
	run->text = str_sub(run->text, sign.length, run->text.n);
	while (line->runs > 1 && run->what != BODY_IMAGE &&
	    str_trim(run->text).n == 0) {
		run++;
		line->runs--;
	}
	if (run->what == BODY_TEXT)
		run->text = str_sub(run->text, past_blanks(run->text, 0),
		    run->text.n);
	line->run = run;
}

/* Make a paragraph an item; false if that is not certain. */
static bool
add_item(struct lists *lists, struct body_block *line)
{
	struct sign		 sign = sign_at(line);
	struct body_block	*item;
	unsigned		 level;

	if (sign.is == NO_SIGN || lists->depth == 0)
		return false;
	level = level_of(lists, line);
	if (!goes_on(lists, level, sign)) {
		if (sign.is == COUNTED && !line->mark->sure &&
		    sign.number != 1)
			return false;
		if (open_list(lists, level, sign) == NULL)
			return false;
	}
	item = body_add(lists->body, lists->open[level], BODY_ITEM);
	if (item == NULL)
		return false;
	lists->n = level + 1;
	lists->next[level] = sign.number + 1;
	cut_sign(line, sign);
	line->mark = NULL;
	body_tidy_put(item, line);
	return true;
}

void
body_word_lists(struct body *body, struct body_block *block, unsigned depth)
{
	struct lists		 lists = { .body = body, .into = block,
				     .depth = depth };
	struct body_block	*line = body_tidy_take(block), *next;

	for (; line != NULL; line = next) {
		next = line->next;
		if (line->mark != NULL && add_item(&lists, line))
			continue;
		unmark(body, line);
		lists.n = 0;
		body_tidy_put(block, line);
	}
}
