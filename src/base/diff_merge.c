#include "base/diff.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diff_match.h"

/* One of the two who changed the text. */
struct editor {
	struct diff_match_tokens	 lines;
	const size_t			*to;	/* of each line of the base */
	size_t				 at;	/* next line not yet taken */
};

struct merger {
	struct arena			*arena;
	struct diff_match_tokens	 base;
	struct editor			 mine, theirs;
	struct diff_part		*part;
	struct diff_merge		*ret;
};

/* The text of lines [from, to). */
static str
span(const struct diff_match_tokens *lines, size_t from, size_t to)
{
	const char	*begin;

	if (from >= to)
		return S("");
	begin = lines->text[from].at;
	return (str){ begin, (size_t)(lines->text[to - 1].at +
	    lines->text[to - 1].n - begin) };
}

static enum diff_side
side_of(str base, str mine, str theirs)
{
	if (str_eq(mine, theirs))
		return str_eq(base, mine) ? DIFF_UNCHANGED : DIFF_ALIKE;
	if (str_eq(base, theirs))
		return DIFF_MINE;
	return str_eq(base, mine) ? DIFF_THEIRS : DIFF_CONFLICT;
}

/* Add the lines up to those ends as one part. */
static void
add_part(struct merger *merger, str base, size_t mine, size_t theirs)
{
	struct diff_part	part = { .base = base };

	part.mine = span(&merger->mine.lines, merger->mine.at, mine);
	part.theirs = span(&merger->theirs.lines, merger->theirs.at, theirs);
	part.side = side_of(base, part.mine, part.theirs);
	merger->mine.at = mine;
	merger->theirs.at = theirs;
	if (base.n + part.mine.n + part.theirs.n == 0)
		return;
	merger->ret->conflicts += part.side == DIFF_CONFLICT;
	merger->part[merger->ret->n++] = part;
}

/* The lines of the base from `i' on that stayed in both, in one go. */
static size_t
stable(const struct merger *merger, size_t i)
{
	const size_t	*mine = merger->mine.to, *theirs = merger->theirs.to;
	size_t		 n = 0;

	while (i + n < merger->base.n && mine[i] != DIFF_MATCH_NONE &&
	    theirs[i] != DIFF_MATCH_NONE && mine[i + n] == mine[i] + n &&
	    theirs[i + n] == theirs[i] + n)
		n++;
	return n;
}

static str
merged_text(const struct merger *merger)
{
	struct buf	buf;
	size_t		limit = 0;

	for (size_t i = 0; i < merger->ret->n; i++)
		limit += merger->part[i].mine.n + merger->part[i].theirs.n;
	buf_init(&buf, merger->arena, limit + 1);
	for (size_t i = 0; i < merger->ret->n; i++)
		buf_put(&buf, merger->part[i].side == DIFF_THEIRS ?
		    merger->part[i].theirs : merger->part[i].mine);
	return buf_str(&buf);
}

static void
init(struct editor *editor, struct arena *arena,
    struct diff_match_tokens *base, str text)
{
	editor->lines = diff_match_lines(arena, text);
	editor->to = diff_match(arena, base, &editor->lines);
}

const struct diff_merge *
diff_merge(struct arena *arena, str base, str mine, str theirs)
{
	struct merger	merger = { .arena = arena };
	size_t		from = 0, i = 0;

	merger.base = diff_match_lines(arena, base);
	init(&merger.mine, arena, &merger.base, mine);
	init(&merger.theirs, arena, &merger.base, theirs);
	merger.ret = arena_alloc(arena, sizeof *merger.ret);
	merger.part = arena_array(arena, 2 * merger.base.n + 1,
	    sizeof *merger.part);
	while (i < merger.base.n) {
		size_t	n = stable(&merger, i);

		if (n == 0) {
			i++;
			continue;
		}
		add_part(&merger, span(&merger.base, from, i),
		    merger.mine.to[i], merger.theirs.to[i]);
		add_part(&merger, span(&merger.base, i, i + n),
		    merger.mine.to[i] + n, merger.theirs.to[i] + n);
		from = i += n;
	}
	add_part(&merger, span(&merger.base, from, merger.base.n),
	    merger.mine.lines.n, merger.theirs.lines.n);
	merger.ret->part = merger.part;
	if (merger.ret->conflicts == 0)
		merger.ret->text = merged_text(&merger);
	return merger.ret;
}
