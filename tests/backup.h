/*
 * backup - a store's tables and files put aside and brought back, by the
 * means of whoever runs it: VACUUM INTO or pg_dump, and a copy of the files.
 * The keys stay where they are.
 */
#ifndef TEST_BACKUP_H
#define TEST_BACKUP_H

#include "tests/store.h"

struct test_backup {
	const char	*folder;	/* of the copy; goes with the test */
};

/* Put everything but the keys aside. */
struct test_backup test_backup(struct test_store *t);

/* Bring it back in the place of what is there, and open the folder again. */
void	test_backup_restore(struct test_store *t,
	    const struct test_backup *backup);

/* The bytes are somewhere in a copy. */
bool	test_backup_has(const struct test_backup *backup, const char *bytes);

#endif
