#include "domain/password.h"

#include <string.h>

#include "base/arena.h"
#include "base/data.h"
#include "base/utf8.h"
#include "base/yaml.h"

#define RULES		"rules/password.yaml"
#define COMMON		"rules/password-common.txt"
#define LOGIN_LEAST	3	/* characters of a login worth looking for */

/* --- reading the rules -------------------------------------------------- */

/* A whole number under a name, and where it goes. */
struct entry {
	const char	*name;
	int64_t		 min, max;
	int64_t		*to;
};

static enum err
read_entries(struct yaml *map, const struct entry *entry, size_t n,
    struct fault *fault)
{
	for (size_t i = 0; i < n; i++) {
		enum err	e = yaml_want_int(map, entry[i].name,
				    entry[i].min, entry[i].max, entry[i].to,
				    fault);

		if (e != OK)
			return e;
	}
	return yaml_done(map, fault);
}

static enum err
read_profile(struct yaml *root, str name, struct password_rules *rules,
    struct fault *fault)
{
	const struct entry	entries[] = {
		{ "length", 8, 64, &rules->length },
		{ "digits", 8, 64, &rules->digits },
		{ "kinds", 1, 4, &rules->kinds },
		{ "variety", 1, 64, &rules->variety },
		{ "days", 0, 3650, &rules->days },
	};
	struct yaml		*profiles, *profile = NULL;
	enum err		 e;

	e = yaml_want(root, "profiles", YAML_MAP, &profiles, fault);
	if (e != OK)
		return e;
	for (size_t i = 0; i < profiles->n; i++)
		if (str_eq(profiles->key[i], name))
			profile = &profiles->item[i];
	if (profile == NULL || profile->kind != YAML_MAP)
		return yaml_wrong(profiles, "yaml.missing", name, fault);
	e = yaml_may_bool(profile, "second", &rules->second, fault);
	if (e != OK)
		return e;
	return read_entries(profile, entries,
	    sizeof entries / sizeof entries[0], fault);
}

static enum err
read_cost(struct yaml *root, struct password_rules *rules,
    struct fault *fault)
{
	int64_t			passes, memory, iterations, floor = 1;
	const struct entry	entries[] = {
		{ "passes", 1, 100, &passes },
		{ "memory", 8, 4 << 20, &memory },
		{ "floor", 1, 100000000, &floor },
		{ "iterations", 1, 100000000, &iterations },
	};
	struct yaml		*map;
	enum err		 e;

	e = yaml_want(root, "cost", YAML_MAP, &map, fault);
	if (e == OK)
		e = read_entries(map, entries,
		    sizeof entries / sizeof entries[0], fault);
	if (e != OK)
		return e;
	if (iterations < floor)
		return yaml_wrong(map, "yaml.want_int", S("iterations"),
		    fault);
	rules->cost.passes = (uint32_t)passes;
	rules->cost.memory = (uint32_t)memory;
	rules->cost.iterations = (uint32_t)iterations;
	return OK;
}

static enum err
read_tries(struct yaml *root, struct password_rules *rules,
    struct fault *fault)
{
	static const char *const	names[] = {
		[PASSWORD_ACCOUNT] = "account",
		[PASSWORD_SOURCE] = "source",
	};
	struct yaml			*all, *map;
	enum err			 e;

	e = yaml_want(root, "tries", YAML_MAP, &all, fault);
	for (int i = 0; e == OK && i < PASSWORD__KINDS; i++) {
		struct password_tries	*tries = &rules->tries[i];
		const struct entry	 entries[] = {
			{ "free", 1, 1000, &tries->free },
			{ "wait", 1, 86400, &tries->wait },
			{ "most", 1, 86400, &tries->most },
			{ "forget", 1, 31536000, &tries->forget },
		};

		e = yaml_want(all, names[i], YAML_MAP, &map, fault);
		if (e == OK)
			e = read_entries(map, entries,
			    sizeof entries / sizeof entries[0], fault);
	}
	return e == OK ? yaml_done(all, fault) : e;
}

enum err
password_load(struct arena *arena, str profile, struct password_rules *ret,
    struct fault *fault)
{
	struct password_rules	 rules = { 0 };
	struct yaml		*root;
	enum err		 e;

	e = yaml_load(arena, RULES, &root, fault);
	if (e == OK)
		e = read_profile(root, profile, &rules, fault);
	if (e == OK)
		e = yaml_may_texts(arena, root, "rows", &rules.row,
		    &rules.rows, fault);
	if (e == OK)
		e = read_cost(root, &rules, fault);
	if (e == OK)
		e = read_tries(root, &rules, fault);
	if (e == OK)
		e = yaml_done(root, fault);
	if (e == OK)
		*ret = rules;
	return e;
}

/* --- looking at a password ---------------------------------------------- */

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (uint8_t)c >= 0x80;
}

static str
lowered(struct arena *arena, str s)
{
	char	*to = str_c(arena, s);

	for (size_t i = 0; i < s.n; i++)
		to[i] = lower(to[i]);
	return (str){ to, s.n };
}

/* How many kinds of characters stand in it: capitals, small, digits, else. */
static int
kinds_of(str password)
{
	bool	has[4] = { false };

	for (size_t i = 0; i < password.n; i++) {
		char	c = password.at[i];

		if (c >= 'A' && c <= 'Z')
			has[0] = true;
		else if (c >= 'a' && c <= 'z')
			has[1] = true;
		else if (c >= '0' && c <= '9')
			has[2] = true;
		else
			has[3] = true;
	}
	return has[0] + has[1] + has[2] + has[3];
}

static bool
all_digits(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
	return true;
}

/* `b' just goes on from `a': the same, its neighbour in the alphabet, or the
   key beside it. */
static bool
goes_on(const struct password_rules *rules, uint32_t a, uint32_t b)
{
	if (a == b || a + 1 == b || b + 1 == a)
		return true;
	for (size_t i = 0; i < rules->rows; i++) {
		str	row = rules->row[i];

		for (size_t k = 1; k < row.n; k++) {
			uint32_t	left = (uint8_t)row.at[k - 1];
			uint32_t	right = (uint8_t)row.at[k];

			if ((a == left && b == right) ||
			    (b == left && a == right))
				return true;
		}
	}
	return false;
}

/* The characters that do not just go on from the one before. */
static int64_t
variety_of(const struct password_rules *rules, str s)
{
	uint32_t	before = 0, point;
	int64_t		n = 0;
	size_t		at = 0;

	while (at < s.n) {
		point = utf8_next(s, &at);
		if (n == 0 || !goes_on(rules, before, point))
			n++;
		before = point;
	}
	return n;
}

/* The shortest text that, written again and again, gives this one. */
static str
unit_of(str s)
{
	for (size_t unit = 1; unit <= s.n / 2; unit++)
		if (s.n % unit == 0 &&
		    memcmp(s.at, s.at + unit, s.n - unit) == 0)
			return str_sub(s, 0, unit);
	return s;
}

/* Without the digits and signs that people put around a word. */
static str
core_of(str s)
{
	while (s.n > 0 && !is_letter(s.at[0]))
		s = str_sub(s, 1, s.n);
	while (s.n > 0 && !is_letter(s.at[s.n - 1]))
		s = str_sub(s, 0, s.n - 1);
	return s;
}

/* p@ssw0rd as password. */
static str
plain_of(struct arena *arena, str s)
{
	static const char	signs[] = "@4310$57!";
	static const char	letters[] = "aaeiosstl";
	char			*to = str_c(arena, s);

	for (size_t i = 0; i < s.n; i++) {
		const char	*sign = to[i] == '\0' ? NULL :
				    strchr(signs, to[i]);

		if (sign != NULL)
			to[i] = letters[sign - signs];
	}
	return (str){ to, s.n };
}

/* One of these stands in the list of common passwords. */
static enum err
is_common(struct arena *arena, const str *forms, size_t n, bool *ret,
    struct fault *fault)
{
	enum err	e;
	str		list, line;

	e = data_read(arena, COMMON, &list, fault);
	if (e != OK)
		return e;
	*ret = false;
	while (!*ret && str_cut(&list, '\n', &line))
		for (size_t i = 0; i < n; i++)
			*ret = *ret || (line.n > 0 && str_eq(line, forms[i]));
	return OK;
}

static enum err
check_common(struct arena *arena, str small, struct fault *fault)
{
	str		core = core_of(small), unit = unit_of(core);
	const str	forms[] = { small, core, unit,
			    plain_of(arena, core), plain_of(arena, unit) };
	bool		common = false;
	enum err	e;

	e = is_common(arena, forms, sizeof forms / sizeof forms[0], &common,
	    fault);
	if (e == OK && common)
		return FAIL(fault, ERR_INVALID, "account.password.common");
	return e;
}

static str
integer(struct arena *arena, int64_t n)
{
	return str_printf(arena, "%lld", (long long)n);
}

/* What can be told by counting. */
static enum err
check_shape(struct arena *arena, const struct password_rules *rules,
    str password, struct fault *fault)
{
	int64_t	n = (int64_t)utf8_count(password);

	if (password.n > SEAL_PASSWORD_BYTES)
		return FAIL(fault, ERR_INVALID, "account.password.long");
	if (n < rules->length)
		return FAIL(fault, ERR_INVALID, "account.password.short",
		    integer(arena, rules->length));
	if (all_digits(password) && n < rules->digits)
		return FAIL(fault, ERR_INVALID, "account.password.digits",
		    integer(arena, rules->digits));
	if (kinds_of(password) < rules->kinds)
		return FAIL(fault, ERR_INVALID, "account.password.kinds",
		    integer(arena, rules->kinds));
	return OK;
}

enum err
password_check(struct arena *arena, const struct password_rules *rules,
    str login, str password, struct fault *fault)
{
	str		small;
	enum err	e;

	e = check_shape(arena, rules, password, fault);
	if (e != OK)
		return e;
	small = lowered(arena, password);
	if (variety_of(rules, unit_of(small)) < rules->variety)
		return FAIL(fault, ERR_INVALID, "account.password.plain");
	if (utf8_count(login) >= LOGIN_LEAST &&
	    str_has(small, lowered(arena, login)))
		return FAIL(fault, ERR_INVALID, "account.password.login");
	return check_common(arena, small, fault);
}

int64_t
password_wait(const struct password_tries *tries, int64_t failures)
{
	int64_t	wait = tries->wait;

	if (failures <= tries->free)
		return 0;
	for (int64_t i = tries->free + 1; i < failures; i++) {
		wait *= 2;
		if (wait >= tries->most)
			break;
	}
	return (wait < tries->most ? wait : tries->most) * 1000;
}
