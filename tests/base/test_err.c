#include "tests/test.h"

#include <string.h>

Test(err, a_fault_keeps_its_words_when_theirs_are_gone)
{
	struct fault	fault;
	char		word[] = "file.txt";

	check_int(FAIL(&fault, ERR_INVALID, "doc.broken", str_of(word), S("b")),
	    ERR_INVALID);
	memset(word, 'x', sizeof word - 1);
	check_int(fault.code, ERR_INVALID);
	check_str(str_of(fault.key), S("doc.broken"));
	check_int(fault.n, 2);
	check_str(fault.arg[0], S("file.txt"));
	check_str(fault.arg[1], S("b"));
	cr_assert(strstr(fault.file, "test_err.c") != NULL && fault.line > 0);
}

Test(err, a_fault_without_words_has_none)
{
	struct fault	fault;

	check_int(FAIL(&fault, ERR_BUSY, "x"), ERR_BUSY);
	check_int(fault.n, 0);
	check_int(FAIL(NULL, ERR_BUSY, "x", S("a")), ERR_BUSY);
}

Test(err, a_fault_can_be_said_anew_with_its_old_words)
{
	struct fault	fault;

	(void)FAIL(&fault, ERR_INVALID, "one", S("first"), S("second"));
	(void)FAIL(&fault, ERR_STORE, "two", fault.arg[1], fault.arg[0]);
	check_str(fault.arg[0], S("second"));
	check_str(fault.arg[1], S("first"));
}

Test(err, long_words_are_cut_between_characters_and_leave_room)
{
	struct fault	fault;
	char		text[3 * 1000 + 1];
	str		s = { text, 3000 };

	for (size_t i = 0; i < 3000; i += 3)
		memcpy(text + i, "中", 3);
	(void)FAIL(&fault, ERR_INVALID, "long", s, s, S("x"));
	check_int(fault.arg[0].n, 510);
	check_int(fault.arg[1].n, 255);
	check_str(fault.arg[2], S("x"));
}

Test(err, every_code_has_an_exit_status)
{
	check_int(err_exit(OK), 0);
	check_int(err_exit(ERR_INVALID), 2);
	check_int(err_exit(ERR_NOT_FOUND), 2);
	check_int(err_exit(ERR_STORE), 3);
	for (enum err e = 1; e < ERR__MAX; e++)
		cr_assert(err_exit(e) >= 1 && err_exit(e) <= 3);
}
