#include "domain/transparency_leaf.h"

#include <string.h>

#include "base/arena.h"
#include "base/merkle.h"

static const struct {
	const char	*name, *word;
} actions[TRANSPARENCY__ACTIONS] = {
	[TRANSPARENCY_PUBLISHED] = { "published",
	    "transparency.action.published" },
	[TRANSPARENCY_CORRECTED] = { "corrected",
	    "transparency.action.corrected" },
	[TRANSPARENCY_WITHDRAWN] = { "withdrawn",
	    "transparency.action.withdrawn" },
};

const char *
transparency_leaf_action(enum transparency_action action)
{
	return actions[action].name;
}

const char *
transparency_leaf_word(enum transparency_action action)
{
	return actions[action].word;
}

bool
transparency_leaf_action_read(str name, enum transparency_action *ret)
{
	for (int i = 0; i < TRANSPARENCY__ACTIONS; i++)
		if (str_is(name, actions[i].name)) {
			*ret = (enum transparency_action)i;
			return true;
		}
	return false;
}

str
transparency_leaf_salt(struct arena *arena, str salt)
{
	static const char	 figures[] = "0123456789abcdef";
	char			*text = arena_alloc(arena, 2 * salt.n + 1);

	for (size_t i = 0; i < salt.n; i++) {
		text[2 * i] = figures[(unsigned char)salt.at[i] >> 4];
		text[2 * i + 1] = figures[(unsigned char)salt.at[i] & 15];
	}
	return (str){ text, 2 * salt.n };
}

/* The value of a hexadecimal digit, lower case; -1 for anything else. */
static int
figure(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
transparency_leaf_salt_read(struct arena *arena, str text, str *ret)
{
	char	*salt = arena_alloc(arena, TRANSPARENCY_SALT);

	if (text.n != 2 * (size_t)TRANSPARENCY_SALT)
		return false;
	for (size_t i = 0; i < TRANSPARENCY_SALT; i++) {
		int	high = figure(text.at[2 * i]);
		int	low = figure(text.at[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		salt[i] = (char)(high << 4 | low);
	}
	*ret = (str){ salt, TRANSPARENCY_SALT };
	return true;
}

struct digest
transparency_leaf_content(struct arena *arena, enum digest_kind kind,
    str salt, str content)
{
	struct digest_run	*run = digest_begin(arena, kind);

	digest_more(run, str_printf(arena, "gongkai transparency content 1\n"
	    "salt: %.*s\n", STRF(transparency_leaf_salt(arena, salt))));
	digest_more(run, content);
	return digest_end(run);
}

struct digest
transparency_leaf_digest(struct arena *arena,
    const struct transparency_entry *entry)
{
	return merkle_leaf(arena, entry->content.kind, str_printf(arena,
	    "gongkai transparency leaf 1\nnumber: %.*s\nversion: %lld\n"
	    "action: %s\nat: %lld\nsalt: %.*s\ncontent: %.*s\n",
	    STRF(entry->number), (long long)entry->version,
	    actions[entry->action].name, (long long)entry->at,
	    STRF(transparency_leaf_salt(arena, entry->salt)),
	    STRF(digest_text(arena, &entry->content))));
}
