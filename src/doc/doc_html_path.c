#include "doc/doc_html_path.h"

#include <string.h>

#include "base/arena.h"

/* Names counted per parent; children of yet other names count as "*". */
#define NAMES		32u

/* A name seen among the children of an open element. */
struct doc_html_count {
	const char	*name;
	unsigned	 n;
};

void
doc_html_path_init(struct doc_html_path *path, struct arena *arena)
{
	*path = (struct doc_html_path){ .arena = arena, .n = 1, .room = 64 };
	path->step = arena_array(arena, path->room, sizeof *path->step);
	path->step[0] = (struct doc_html_step){ .kind = DOC_PARAGRAPH };
	buf_init(&path->text, arena, DOC_BYTES);
}

struct doc_html_step *
doc_html_path_top(struct doc_html_path *path)
{
	return &path->step[path->n - 1];
}

static bool
same_name(const char *a, const char *b)
{
	return a == b || strcmp(a, b) == 0;
}

/*
 * Count a child of the innermost element.  Returns which of its name it is,
 * or 0 when the parent has children of too many names.
 */
static unsigned
count_child(struct doc_html_path *path, const char *name)
{
	struct doc_html_step	*parent = doc_html_path_top(path);

	parent->child++;
	for (size_t i = parent->count; i < path->counts; i++)
		if (same_name(path->count[i].name, name))
			return ++path->count[i].n;
	if (path->counts - parent->count >= NAMES)
		return 0;
	if (path->counts == path->count_room) {
		path->count_room = path->count_room * 2 + 64;
		path->count = arena_grow(path->arena, path->count,
		    path->counts, path->count_room, sizeof *path->count);
	}
	path->count[path->counts++] = (struct doc_html_count){ name, 1 };
	return 1;
}

struct doc_html_step *
doc_html_path_open(struct doc_html_path *path, const char *name,
    enum doc_html_is is)
{
	unsigned		 nth = path->n <= DOC_DEPTH ?
				    count_child(path, name) : 0;
	struct doc_html_step	*step, *parent;

	if (path->n == path->room) {
		path->step = arena_grow(path->arena, path->step, path->n,
		    path->room * 2, sizeof *path->step);
		path->room *= 2;
	}
	parent = doc_html_path_top(path);
	step = &path->step[path->n];
	*step = *parent;
	step->name = name;
	step->is = is;
	step->star = nth == 0 || strchr(name, ':') != NULL;
	step->nth = step->star ? parent->child : nth;
	if (is != DOC_HTML_INLINE && is != DOC_HTML_ANCHOR)
		step->holder = path->n;
	step->child = 0;
	step->count = path->counts;
	step->built = 0;
	path->n++;
	return step;
}

void
doc_html_path_close(struct doc_html_path *path)
{
	struct doc_html_step	*top = doc_html_path_top(path);

	if (path->n <= 1)
		return;
	path->counts = top->count;
	path->n--;
	if (path->built >= path->n) {
		path->built = path->n - 1;
		path->text.n = path->step[path->built].built;
	}
}

static void
put_number(struct buf *text, unsigned n)
{
	char	digit[16];
	size_t	at = sizeof digit;

	do {
		digit[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	buf_put(text, (str){ digit + at, sizeof digit - at });
}

/* html and body stand once; any other step says which one it is. */
static void
put_step(struct buf *text, const struct doc_html_step *step)
{
	buf_byte(text, '/');
	buf_put(text, step->star ? S("*") : str_of(step->name));
	if (strcmp(step->name, "html") == 0 || strcmp(step->name, "body") == 0)
		return;
	buf_byte(text, '[');
	put_number(text, step->nth);
	buf_byte(text, ']');
}

str
doc_html_path_at(struct doc_html_path *path, size_t depth)
{
	if (depth >= path->n)
		depth = path->n - 1;
	if (depth > DOC_DEPTH)
		depth = DOC_DEPTH;
	if (depth == 0)
		return S("/");
	for (size_t i = path->built + 1; i <= depth; i++) {
		put_step(&path->text, &path->step[i]);
		path->step[i].built = path->text.n;
		path->built = i;
	}
	return str_copy(path->arena, str_sub(buf_str(&path->text), 0,
	    path->step[depth].built));
}
