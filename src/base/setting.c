#include "base/setting.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"

#define FILE_BYTES	((size_t)64 << 10)
#define DIGITS		18

const struct setting	setting_index[] = {
	{ "cache_mb", SETTING_INT, "16", 0, 4096, NULL,
	    "setting.help.cache_mb" },
	{ "checkpoint_file", SETTING_TEXT, "", 0, 0, NULL,
	    "setting.help.checkpoint_file" },
	{ "client_connections", SETTING_INT, "256", 1, 100000, NULL,
	    "setting.help.client_connections" },
	{ "client_rate", SETTING_INT, "1200", 0, 60000, NULL,
	    "setting.help.client_rate" },
	{ "colour", SETTING_CHOICE, "blue", 0, 0, "blue red",
	    "setting.help.colour" },
	{ "connections", SETTING_INT, "1024", 16, 100000, NULL,
	    "setting.help.connections" },
	{ "costly_rate", SETTING_INT, "30", 0, 60000, NULL,
	    "setting.help.costly_rate" },
	{ "crypto", SETTING_CHOICE, "default", 0, 0, "default gm",
	    "setting.help.crypto" },
	{ "folder", SETTING_CHOICE, "office", 0, 0, "office demo test",
	    "setting.help.folder" },
	{ "hashes_at_once", SETTING_INT, "2", 1, 64, NULL,
	    "setting.help.hashes_at_once" },
	{ "head_seconds", SETTING_INT, "10", 1, 600, NULL,
	    "setting.help.head_seconds" },
	{ "hosts", SETTING_TEXT, "", 0, 0, NULL, "setting.help.hosts" },
	{ "idle_seconds", SETTING_INT, "60", 1, 3600, NULL,
	    "setting.help.idle_seconds" },
	{ "invitation_hours", SETTING_INT, "72", 1, 720, NULL,
	    "setting.help.invitation_hours" },
	{ "key_file", SETTING_TEXT, "", 0, 0, NULL, "setting.help.key_file" },
	{ "log_clients", SETTING_CHOICE, "off", 0, 0, "off on",
	    "setting.help.log_clients" },
	{ "metrics_listen", SETTING_TEXT, "", 0, 0, NULL,
	    "setting.help.metrics_listen" },
	{ "outbound_allow", SETTING_TEXT, "", 0, 0, NULL,
	    "setting.help.outbound_allow" },
	{ "outbox_dir", SETTING_TEXT, "", 0, 0, NULL,
	    "setting.help.outbox_dir" },
	{ "password_profile", SETTING_CHOICE, "standard", 0, 0,
	    "standard strict", "setting.help.password_profile" },
	{ "session_hours", SETTING_INT, "12", 1, 168, NULL,
	    "setting.help.session_hours" },
	{ "session_idle", SETTING_INT, "30", 1, 1440, NULL,
	    "setting.help.session_idle" },
	{ "site_name", SETTING_TEXT, "", 0, 0, NULL,
	    "setting.help.site_name" },
	{ "slowest_bytes", SETTING_INT, "1024", 1, 1000000, NULL,
	    "setting.help.slowest_bytes" },
	{ "store", SETTING_TEXT, "", 0, 0, NULL, "setting.help.store" },
	{ "threads", SETTING_INT, "4", 1, 64, NULL, "setting.help.threads" },
	{ "transparency_dir", SETTING_TEXT, "", 0, 0, NULL,
	    "setting.help.transparency_dir" },
	{ "transparency_mail", SETTING_TEXT, "", 0, 0, NULL,
	    "setting.help.transparency_mail" },
	{ "trusted_proxies", SETTING_TEXT, "", 0, 0, NULL,
	    "setting.help.trusted_proxies" },
	{ .name = NULL }
};

#define SETTINGS	(sizeof setting_index / sizeof setting_index[0] - 1)

struct settings {
	str		value[SETTINGS];
	unsigned	line[SETTINGS];	/* where it was set; 0: nowhere */
	bool		variable[SETTINGS]; /* the environment set it */
};

/* Where a value stands, for the sentence that refuses it. */
struct place {
	const char	*file;	/* or the variable's name */
	unsigned	 line;	/* 0: no line */
	struct arena	*arena;
	struct fault	*fault;
};

static size_t
place_of(str name)
{
	size_t	i = 0;

	while (i < SETTINGS && !str_is(name, setting_index[i].name))
		i++;
	return i;
}

static enum err
wrong(const struct place *place, const char *key, str what, str more)
{
	return FAIL(place->fault, ERR_INVALID, key, place->line == 0 ?
	    str_of(place->file) : str_printf(place->arena, "%s:%u",
	    place->file, place->line), what, more);
}

/* A whole number; false for anything else. */
static bool
read_int(str s, int64_t *ret)
{
	bool	minus = str_starts(s, S("-"));
	int64_t	n = 0;

	s = str_sub(s, minus, s.n);
	if (s.n == 0 || s.n > DIGITS)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		n = n * 10 + (s.at[i] - '0');
	}
	*ret = minus ? -n : n;
	return true;
}

static bool
is_choice(str value, const char *choice)
{
	str	list = str_of(choice), one;

	while (str_cut(&list, ' ', &one))
		if (str_eq(value, one))
			return true;
	return false;
}

/* Hold a value to the type and limits of its setting. */
static enum err
hold(const struct setting *setting, str value, const struct place *place)
{
	str	name = str_of(setting->name);
	int64_t	n;

	if (setting->type == SETTING_CHOICE &&
	    !is_choice(value, setting->choice))
		return wrong(place, "setting.choice", name,
		    str_of(setting->choice));
	if (setting->type == SETTING_INT && (!read_int(value, &n) ||
	    n < setting->min || n > setting->max))
		return wrong(place, "setting.range", name,
		    str_printf(place->arena, "%lld-%lld",
		    (long long)setting->min, (long long)setting->max));
	return OK;
}

static enum err
read_line(struct settings *settings, str line, const struct place *place)
{
	str	name, value = str_trim(line);
	size_t	i;

	if (value.n == 0 || value.at[0] == '#')
		return OK;
	if (!str_has(value, S("=")))
		return wrong(place, "setting.line", value, (str){ 0 });
	(void)str_cut(&value, '=', &name);
	name = str_trim(name);
	value = str_trim(value);
	i = place_of(name);
	if (i == SETTINGS)
		return wrong(place, "setting.unknown", name, (str){ 0 });
	if (settings->line[i] != 0)
		return wrong(place, "setting.twice", name, (str){ 0 });
	settings->line[i] = place->line;
	settings->value[i] = value;
	return hold(&setting_index[i], value, place);
}

static enum err
read_file(struct settings *settings, str text, struct place *place)
{
	enum err	e = OK;
	str		line;

	while (e == OK && text.n > 0) {
		(void)str_cut(&text, '\n', &line);
		place->line++;
		e = read_line(settings, line, place);
	}
	return e;
}

/* GONGKAI_KEY_FILE */
static const char *
variable(struct arena *arena, const struct setting *setting)
{
	char	*name = arena_printf(arena, "GONGKAI_%s", setting->name);

	for (char *at = name; *at != '\0'; at++)
		*at = (char)toupper((unsigned char)*at);
	return name;
}

static enum err
read_environment(struct settings *settings, struct arena *arena,
    struct fault *fault)
{
	for (size_t i = 0; i < SETTINGS; i++) {
		struct place	 place = { .arena = arena, .fault = fault };
		const char	*value;
		enum err	 e;

		place.file = variable(arena, &setting_index[i]);
		value = getenv(place.file);
		if (value == NULL)
			continue;
		settings->value[i] = str_trim(str_copy(arena, str_of(value)));
		settings->variable[i] = true;
		e = hold(&setting_index[i], settings->value[i], &place);
		if (e != OK)
			return e;
	}
	return OK;
}

enum err
setting_read(struct arena *arena, const char *path,
    const struct settings **ret, struct fault *fault)
{
	struct settings	*settings = arena_alloc(arena, sizeof *settings);
	struct place	 place = { path, 0, arena, fault };
	enum err	 e;
	str		 text;

	for (size_t i = 0; i < SETTINGS; i++)
		settings->value[i] = str_of(setting_index[i].fallback);
	e = file_read(arena, path, FILE_BYTES, &text, fault);
	if (e == OK && !utf8_valid(text))
		e = FAIL(fault, ERR_INVALID, "setting.bytes", str_of(path));
	if (e == OK)
		e = read_file(settings, text, &place);
	if (e == OK)
		e = read_environment(settings, arena, fault);
	*ret = settings;
	return e;
}

enum setting_origin
setting_origin(const struct settings *settings, const char *name)
{
	size_t	i = place_of(str_of(name));

	assert(i < SETTINGS);
	if (settings->variable[i])
		return SETTING_ENVIRONMENT;
	return settings->line[i] > 0 ? SETTING_FILE : SETTING_DEFAULT;
}

str
setting_text(const struct settings *settings, const char *name)
{
	size_t	i = place_of(str_of(name));

	assert(i < SETTINGS);
	return settings->value[i];
}

int64_t
setting_int(const struct settings *settings, const char *name)
{
	int64_t	n = 0;
	bool	whole = read_int(setting_text(settings, name), &n);

	assert(whole);
	(void)whole;
	return n;
}
