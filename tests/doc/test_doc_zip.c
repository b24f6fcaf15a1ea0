#include "tests/test.h"

#include <string.h>

#include "doc/doc_zip.h"
#include "tests/package.h"

static str
zeros(struct arena *arena, size_t n)
{
	return (str){ arena_alloc(arena, n), n };
}

/* Open a package of one part and take it out. */
static enum err
through(struct arena *arena, const char *name, str bytes, str *ret,
    struct fault *fault)
{
	struct test_part	 part = { name, bytes };
	struct doc_zip		*zip;
	enum err		 e;

	e = doc_zip_open(arena, test_package(arena, &part, 1), S("a.docx"),
	    &zip, fault);
	if (e != OK)
		return e;
	return doc_zip_part(arena, zip, S("word/a.xml"), ret, fault);
}

#define fails(call, want, word) do {					\
	struct fault fault = { .code = OK };				\
	check_int(call, want);						\
	check_str(str_of(fault.key), S(word));				\
} while (0)

Test(doc_zip, a_part_comes_out_as_it_went_in)
{
	struct arena	*arena = test_arena();
	struct fault	 fault = { .code = OK };
	str		 out;

	check_ok(through(arena, "word/a.xml", S("甲乙"), &out, &fault), fault);
	check_str(out, S("甲乙"));
	check_ok(through(arena, "Word/A.XML", S(""), &out, &fault), fault);
	check_str(out, S(""));
}

Test(doc_zip, a_part_that_is_not_there_is_named)
{
	struct arena	*arena = test_arena();
	struct fault	 fault;
	str		 out;

	check_int(through(arena, "word/b.xml", S("a"), &out, &fault),
	    ERR_NOT_FOUND);
	check_str(str_of(fault.key), S("doc.zip_missing"));
	check_str(fault.arg[1], S("word/a.xml"));
}

Test(doc_zip, a_part_that_stands_twice_is_damage)
{
	struct test_part	 part[] = {
		{ "word/a.xml", S("one") }, { "word/A.xml", S("two") },
	};
	struct arena		*arena = test_arena();
	struct fault		 fault = { .code = OK };
	struct doc_zip		*zip;
	str			 out;

	check_ok(doc_zip_open(arena, test_package(arena, part, 2), S("a"),
	    &zip, &fault), fault);
	check_int(doc_zip_part(arena, zip, part[0].bytes, &out, &fault),
	    ERR_NOT_FOUND);
	check_int(doc_zip_part(arena, zip, S("word/a.xml"), &out, &fault),
	    ERR_INVALID);
}

Test(doc_zip, every_truncation_of_a_package_is_refused)
{
	struct test_part	 part = { "word/a.xml", S("text of a part") };
	struct arena		*arena = test_arena();
	str			 whole = test_package(arena, &part, 1), out;

	for (size_t n = 0; n < whole.n; n++) {
		struct fault	 fault = { .code = OK };
		struct doc_zip	*zip;
		enum err	 e;

		e = doc_zip_open(arena, str_sub(whole, 0, n), S("a"), &zip,
		    &fault);
		if (e == OK)
			e = doc_zip_part(arena, zip, S("word/a.xml"), &out,
			    &fault);
		cr_assert_neq(e, OK, "cut to %zu of %zu bytes", n, whole.n);
		cr_assert_not_null(fault.key);
	}
}

Test(doc_zip, a_bomb_is_refused_before_it_is_unpacked)
{
	struct arena	*arena = test_arena();
	size_t		 before;
	str		 bomb = zeros(arena, 32u << 20), out;

	before = arena_used(arena);
	fails(through(arena, "word/a.xml", bomb, &out, &fault),
	    ERR_TOO_LARGE, "doc.zip_bomb");
	cr_assert(arena_used(arena) - before < (1u << 20));
}

Test(doc_zip, a_part_above_the_limit_is_refused)
{
	struct arena	*arena = test_arena();
	str		 big = zeros(arena, DOC_ZIP_PART + 1), out;
	uint64_t	 state = 1;

	/* Noise in one byte of sixteen keeps the ratio honest. */
	for (size_t i = 0; i < big.n; i += 16) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		memcpy((char *)(uintptr_t)big.at + i, &state, 1);
	}
	fails(through(arena, "word/a.xml", big, &out, &fault), ERR_TOO_LARGE,
	    "doc.zip_bomb");
}

Test(doc_zip, more_entries_than_any_document_has_are_refused)
{
	struct arena		*arena = test_arena();
	struct test_part	*part = arena_array(arena, 4097, sizeof *part);
	struct doc_zip		*zip;

	for (size_t i = 0; i < 4097; i++)
		part[i] = (struct test_part){
			arena_printf(arena, "p%zu", i), S(""),
		};
	fails(doc_zip_open(arena, test_package(arena, part, 4097), S("a"),
	    &zip, &fault), ERR_TOO_LARGE, "doc.zip_entries");
}

Test(doc_zip, names_that_lead_out_of_the_package_are_refused)
{
	const char	*name[] = { "../a", "word/../../a", "/etc/a", "a/.." };
	struct arena	*arena = test_arena();
	str		 out;

	for (size_t i = 0; i < sizeof name / sizeof *name; i++)
		fails(through(arena, name[i], S("a"), &out, &fault),
		    ERR_INVALID, "doc.zip_name");
}

Test(doc_zip, encrypted_files_are_told_from_damaged_and_old_ones)
{
	struct test_part	 part = { "word/a.xml", S("secret") };
	struct arena		*arena = test_arena();
	struct doc_zip		*zip;
	str			 secret, ole;

	secret = test_package_secret(arena, &part, 1, "password");
	fails(doc_zip_open(arena, secret, S("a"), &zip, &fault), ERR_INVALID,
	    "doc.encrypted");

	ole = S("\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0"
	    "g\0e\0");
	fails(doc_zip_open(arena, ole, S("a"), &zip, &fault), ERR_INVALID,
	    "doc.encrypted");
	fails(doc_zip_open(arena, S("\xD0\xCF\x11\xE0 WordDocument"), S("a"),
	    &zip, &fault), ERR_INVALID, "doc.old_office");
	fails(doc_zip_open(arena, S("PK\3\4 and nothing"), S("a"), &zip,
	    &fault), ERR_INVALID, "doc.zip_broken");
}
