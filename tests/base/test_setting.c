#include "base/setting.h"

#include <stdlib.h>
#include <unistd.h>

#include "tests/test.h"

/* Read a file with this text, which is gone afterwards. */
static enum err
read_text(str text, const struct settings **ret, struct fault *fault)
{
	struct arena	*arena = test_arena();
	char		*path = arena_printf(arena, "/tmp/setting-%ld",
			    (long)getpid());
	enum err	 e;

	check_ok(file_write(path, text, fault), *fault);
	e = setting_read(arena, path, ret, fault);
	(void)unlink(path);
	return e;
}

static void
check_refused(str text, const char *key, const char *line)
{
	const struct settings	*settings;
	struct fault		 fault = { 0 };

	check_int(read_text(text, &settings, &fault), ERR_INVALID);
	cr_assert_str_eq(fault.key, key);
	cr_assert(str_ends(fault.arg[0], str_of(line)), "%.*s",
	    STRF(fault.arg[0]));
}

Test(setting, what_is_not_set_has_its_default)
{
	const struct settings	*settings;
	struct fault		 fault = { 0 };

	check_ok(read_text(S("# nothing\n\n"), &settings, &fault), fault);
	check_str(setting_text(settings, "crypto"), S("default"));
	check_str(setting_text(settings, "store"), S(""));
}

Test(setting, a_value_keeps_what_stands_behind_the_first_equals_sign)
{
	const struct settings	*settings;
	struct fault		 fault = { 0 };

	check_ok(read_text(S("  store =  postgres://h/d?user=x \r\ncrypto=gm"),
	    &settings, &fault), fault);
	check_str(setting_text(settings, "store"),
	    S("postgres://h/d?user=x"));
	check_str(setting_text(settings, "crypto"), S("gm"));
}

Test(setting, the_environment_stands_in_front_of_the_file)
{
	const struct settings	*settings;
	struct fault		 fault = { 0 };

	cr_assert_eq(setenv("GONGKAI_KEY_FILE", "/k", 1), 0);
	check_ok(read_text(S("key_file = /other\n"), &settings, &fault),
	    fault);
	check_str(setting_text(settings, "key_file"), S("/k"));
}

Test(setting, a_wrong_value_in_the_environment_names_the_variable)
{
	const struct settings	*settings;
	struct fault		 fault = { 0 };

	cr_assert_eq(setenv("GONGKAI_CRYPTO", "rot13", 1), 0);
	check_int(read_text(S(""), &settings, &fault), ERR_INVALID);
	check_str(fault.arg[0], S("GONGKAI_CRYPTO"));
}

Test(setting, what_is_wrong_is_refused_with_its_line)
{
	check_refused(S("\nstoer = x\n"), "setting.unknown", ":2");
	check_refused(S("store\n"), "setting.line", ":1");
	check_refused(S("store = a\n# b\nstore = c\n"), "setting.twice",
	    ":3");
	check_refused(S("crypto = rot13\n"), "setting.choice", ":1");
	check_refused(S("crypto =\n"), "setting.choice", ":1");
	check_refused(S("store = \xff\n"), "setting.bytes", "");
}

Test(setting, the_table_is_sorted_and_its_defaults_are_allowed)
{
	const struct settings	*settings;
	struct fault		 fault = { 0 };

	for (const struct setting *at = setting_index; at->name != NULL;
	    at++) {
		cr_assert(at[1].name == NULL || str_compare(str_of(at->name),
		    str_of(at[1].name)) < 0, "%s", at->name);
		if (*at->fallback != '\0')
			check_ok(read_text(str_printf(test_arena(),
			    "%s = %s\n", at->name, at->fallback), &settings,
			    &fault), fault);
	}
}
