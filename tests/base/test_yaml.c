#include "tests/test.h"

#include <string.h>

#include "base/buf.h"
#include "base/yaml.h"

static struct yaml *
read_text(const char *text)
{
	struct fault	fault;
	struct yaml	*root;

	check_ok(yaml_read(test_arena(), "a.yaml", str_of(text), &root,
	    &fault), fault);
	return root;
}

/* The text is refused with this sentence about this place. */
static void
check_refused(const char *text, const char *key, const char *place)
{
	struct fault	fault;
	struct yaml	*root = NULL;

	cr_assert_neq(yaml_read(test_arena(), "a.yaml", str_of(text), &root,
	    &fault), OK, "%s", text);
	cr_assert(root == NULL, "%s", text);
	check_str(str_of(fault.key), str_of(key));
	check_str(fault.arg[0], str_of(place));
}

Test(yaml, maps_lists_and_texts_keep_their_order_and_place)
{
	struct yaml	*root = read_text("b: 1\na:\n  - x\n  - 'y'\n");
	struct yaml	*list;

	check_int(root->kind, YAML_MAP);
	check_int(root->n, 2);
	check_str(root->key[0], S("b"));
	check_str(root->key[1], S("a"));
	list = yaml_get(root, "a");
	check_int(list->kind, YAML_LIST);
	check_int(list->n, 2);
	check_str(list->item[1].text, S("y"));
	cr_assert(list->item[1].quoted && !list->item[0].quoted);
	check_int(list->item[1].line, 4);
	check_int(list->item[1].column, 5);
	cr_assert(yaml_get(root, "c") == NULL);
	cr_assert(yaml_get(list, "a") == NULL);
}

Test(yaml, a_text_stays_a_text)
{
	struct yaml	*root = read_text("a: no\nb: 007\nc: ~\nd:\ne: 1e3\n");

	check_str(yaml_get(root, "a")->text, S("no"));
	check_str(yaml_get(root, "b")->text, S("007"));
	check_str(yaml_get(root, "c")->text, S("~"));
	check_str(yaml_get(root, "d")->text, S(""));
	check_str(yaml_get(root, "e")->text, S("1e3"));
}

Test(yaml, lists_of_every_length_grow_right)
{
	for (size_t n = 0; n < 70; n++) {
		struct buf	 text;
		struct yaml	*root;

		buf_init(&text, test_arena(), 1000);
		buf_byte(&text, '[');
		for (size_t i = 0; i < n; i++)
			buf_put(&text, S("ab, "));
		buf_byte(&text, ']');
		root = read_text(text.at);
		check_int(root->n, n);
		for (size_t i = 0; i < n; i++)
			check_str(root->item[i].text, S("ab"));
	}
}

Test(yaml, what_a_clerk_cannot_read_is_refused_with_its_place)
{
	check_refused("a: &x 1\n", "yaml.anchor", "a.yaml:1:4");
	check_refused("&x a: 1\n", "yaml.anchor", "a.yaml:1:1");
	check_refused("!!str a: 1\n", "yaml.anchor", "a.yaml:1:1");
	check_refused("a: [1]\nb: *x\n", "yaml.anchor", "a.yaml:2:4");
	check_refused("a: !!int 1\n", "yaml.anchor", "a.yaml:1:4");
	check_refused("a: !x [1]\n", "yaml.anchor", "a.yaml:1:4");
	check_refused("a: 1\nb: 2\na: 3\n", "yaml.twice", "a.yaml:3:1");
	check_refused("[a]: 1\n", "yaml.key", "a.yaml:1:1");
	check_refused("? {a: 1}\n: 1\n", "yaml.key", "a.yaml:1:3");
	check_refused("a: 1\n---\nb: 2\n", "yaml.one_document", "a.yaml:2:1");
	check_refused("", "yaml.one_document", "a.yaml:1:1");
	check_refused("# nothing\n", "yaml.one_document", "a.yaml:2:1");
	check_refused("a: [1\n", "yaml.syntax", "a.yaml:2:1");
	check_refused("a: 1\n b: 2\n", "yaml.syntax", "a.yaml:2:3");
	check_refused("a: \"\\q\"\n", "yaml.syntax", "a.yaml:1:5");
	check_refused("a: \xFF\n", "yaml.not_utf8", "a.yaml:1:1");
}

Test(yaml, depth_and_size_are_bounded)
{
	struct arena	*arena = test_arena();
	size_t		 n = ((size_t)1 << 20) + 1;
	struct yaml	*root;
	struct fault	 fault;
	char		*deep = arena_alloc(arena, 1000);
	char		*wide = arena_alloc(arena, n);

	memset(deep, '[', 999);
	check_int(yaml_read(arena, "a", str_of(deep), &root, &fault),
	    ERR_INVALID);
	check_str(str_of(fault.key), S("yaml.too_large"));
	memset(wide, ' ', n);
	check_int(yaml_read(arena, "a", (str){ wide, n }, &root, &fault),
	    ERR_TOO_LARGE);
	for (size_t i = 0; i + 1 < n; i += 2)
		memcpy(wide + i, i == 0 ? "[a" : ",a", 2);
	check_int(yaml_read(arena, "a", (str){ wide, 300000 }, &root, &fault),
	    ERR_INVALID);
	check_str(str_of(fault.key), S("yaml.too_large"));
}

Test(yaml, wanted_values_are_typed_and_bounded)
{
	struct yaml	*root = read_text("n: 12\nd: 2021-02-28\nt: x\n"
			    "bad: 2021-02-30\nlist: [a]\nyes: yes\n");
	struct yaml	*node;
	struct fault	 fault;
	int64_t		 n = 7;
	bool		 truth = false;
	day		 d = 0;
	str		 t;

	check_ok(yaml_want_int(root, "n", 0, 12, &n, &fault), fault);
	check_int(n, 12);
	check_int(yaml_want_int(root, "n", 13, 20, &n, &fault), ERR_INVALID);
	check_str(fault.arg[0], S("a.yaml:1:4"));
	check_int(yaml_want_int(root, "t", 0, 20, &n, &fault), ERR_INVALID);
	check_int(yaml_want_int(root, "none", 0, 20, &n, &fault), ERR_INVALID);
	check_str(str_of(fault.key), S("yaml.missing"));
	check_int(n, 12);
	check_ok(yaml_want_day(root, "d", &d, &fault), fault);
	check_int(d, day_make(2021, 2, 28));
	check_int(yaml_want_day(root, "bad", &d, &fault), ERR_INVALID);
	check_ok(yaml_want_text(root, "t", &t, &fault), fault);
	check_str(t, S("x"));
	check_int(yaml_want_text(root, "list", &t, &fault), ERR_INVALID);
	check_ok(yaml_want(root, "list", YAML_LIST, &node, &fault), fault);
	check_int(yaml_want(root, "t", YAML_MAP, &node, &fault), ERR_INVALID);
	check_str(str_of(fault.key), S("yaml.want_map"));
	check_ok(yaml_may_bool(root, "yes", &truth, &fault), fault);
	cr_assert(truth);
	check_int(yaml_may_bool(root, "t", &truth, &fault), ERR_INVALID);
}

Test(yaml, what_may_be_missing_leaves_the_result_alone)
{
	struct yaml	*root = read_text("one: a\nmany: [a, b]\n"
			    "map: {a: b}\n");
	struct fault	 fault;
	int64_t		 n = 7;
	bool		 truth = true;
	day		 d = 8;
	str		 t = S("t"), *texts = &t;
	size_t		 count = 1;

	check_ok(yaml_may_int(root, "x", 0, 1, &n, &fault), fault);
	check_ok(yaml_may_bool(root, "x", &truth, &fault), fault);
	check_ok(yaml_may_day(root, "x", &d, &fault), fault);
	check_ok(yaml_may_text(root, "x", &t, &fault), fault);
	check_ok(yaml_may_texts(test_arena(), root, "x", &texts, &count,
	    &fault), fault);
	cr_assert(n == 7 && truth && d == 8 && count == 1 && texts == &t);
	check_ok(yaml_may_texts(test_arena(), root, "one", &texts, &count,
	    &fault), fault);
	check_int(count, 1);
	check_str(texts[0], S("a"));
	check_ok(yaml_may_texts(test_arena(), root, "many", &texts, &count,
	    &fault), fault);
	check_int(count, 2);
	check_str(texts[1], S("b"));
	check_int(yaml_may_texts(test_arena(), root, "map", &texts, &count,
	    &fault), ERR_INVALID);
}

Test(yaml, a_key_that_nobody_asked_for_is_refused)
{
	struct yaml	*root = read_text("known: 1\nmisspelt: 2\n");
	struct fault	 fault;

	(void)yaml_get(root, "known");
	check_int(yaml_done(root, &fault), ERR_INVALID);
	check_str(str_of(fault.key), S("yaml.unknown"));
	check_str(fault.arg[0], S("a.yaml:2:11"));
	check_str(fault.arg[1], S("misspelt"));
	(void)yaml_get(root, "misspelt");
	check_ok(yaml_done(root, &fault), fault);
}

Test(yaml, a_data_file_is_loaded_by_its_path)
{
	struct fault	 fault;
	struct yaml	*root;

	check_ok(yaml_load(test_arena(), "rules/fee.yaml", &root, &fault),
	    fault);
	cr_assert_str_eq(root->file, "rules/fee.yaml");
	check_int(yaml_load(test_arena(), "rules/none.yaml", &root, &fault),
	    ERR_NOT_FOUND);
}
