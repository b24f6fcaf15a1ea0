/*
 * data_front - the files that stand in front of embedded ones.
 */
#include "base/data.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/embed.h"

#define LINES	10	/* that are searched */

/* What a text says that it replaces. */
static str
replaces(str text)
{
	static const str	mark = { "replaces:", 9 };
	ptrdiff_t		at;
	str			line;

	for (int i = 0; i < LINES && str_cut(&text, '\n', &line); i++) {
		at = str_find(line, mark, 0);
		if (at >= 0)
			return str_trim(str_sub(line, (size_t)at + mark.n,
			    line.n));
	}
	return S("");
}

enum err
data_fronts(struct arena *arena, struct data_front **ret, size_t *ret_n,
    struct fault *fault)
{
	enum err	e = OK;

	*ret = arena_array(arena, embed_count + 1, sizeof **ret);
	*ret_n = 0;
	for (size_t i = 0; e == OK && i < embed_count; i++) {
		const struct embed	*embed = &embed_files[i];
		str			 own = { embed->bytes, embed->n };
		struct digest		 digest;
		str			 text;

		e = data_read(arena, embed->path, &text, fault);
		if (e != OK || text.at == embed->bytes)
			continue;
		digest = digest_of(DIGEST_SHA256, own);
		(*ret)[(*ret_n)++] = (struct data_front){ .path =
		    str_of(embed->path), .replaces = replaces(text),
		    .digest = digest_text(arena, &digest) };
	}
	return e;
}
