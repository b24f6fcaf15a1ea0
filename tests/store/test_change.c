#include "store/change.h"

#include "tests/store.h"

TEST_STORE(change, each_note_makes_the_number_of_its_name_grow)
{
	struct db	*db = t->store->db;
	int64_t		 n = -1;

	check_ok(db_begin(db, DB_WRITE, DB_MACHINE, t->job.arena, &t->fault),
	    t->fault);
	check_ok(change_seen(db, S("agency"), &n), t->fault);
	check_int(n, 0);
	check_ok(change_note(db, S("agency")), t->fault);
	check_ok(change_note(db, S("agency")), t->fault);
	check_ok(change_note(db, S("record")), t->fault);
	check_ok(change_seen(db, S("agency"), &n), t->fault);
	check_int(n, 2);
}
