#include "domain/subject.h"

#include <pthread.h>
#include <stdio.h>

#include "base/seal_ring.h"
#include "base/setting.h"
#include "domain/keyring.h"
#include "tests/people.h"
#include "woven/sql.h"

#define PHONE	S("13800000017")

/* A sealed field of a subject, on its way in or out. */
struct field {
	int64_t	agency;		/* of a new one */
	int64_t	subject;	/* whose */
	str	sealed, text;	/* its bytes, shut and open */
	str	blind;		/* its blind index */
};

static enum err
shut(struct job *job, void *context)
{
	struct field	*field = context;
	enum err	 e;

	e = subject_new(job, field->agency, &field->subject);
	if (e == OK)
		e = subject_shut(job, field->subject, S("phone"), PHONE,
		    &field->sealed);
	return e == OK ? subject_blind(job, S("phone"), PHONE,
	    &field->blind) : e;
}

static enum err
open_it(struct job *job, void *context)
{
	struct field	*field = context;

	return subject_open(job, field->subject, S("phone"), field->sealed,
	    &field->text);
}

static enum err
open_unseen(struct job *job, void *context)
{
	struct field	*field = context;

	return subject_open_unseen(job, field->subject, S("phone"),
	    field->sealed, &field->text);
}

static enum err
open_as_mail(struct job *job, void *context)
{
	struct field	*field = context;

	return subject_open_unseen(job, field->subject, S("mail"),
	    field->sealed, &field->text);
}

static enum err
find(struct job *job, void *context)
{
	return subject_blind(job, S("phone"), PHONE,
	    &((struct field *)context)->blind);
}

static struct field
shut_new(struct test_store *t)
{
	struct field	field = { .agency = people_agency(t) };

	check_ok(job_write(&t->job, shut, &field), t->fault);
	return field;
}

/* The job ends with this error and this sentence. */
static void
check_fails(struct test_store *t, job_body *body, void *context, enum err code,
    const char *key)
{
	fault_clear(&t->fault);
	check_int(job_read(&t->job, body, context), code);
	cr_assert_str_eq(t->fault.key, key, "%s", t->fault.key);
}

TEST_STORE(subject, what_was_shut_opens_again)
{
	struct field	field = shut_new(t);

	cr_assert(!str_has(field.sealed, PHONE));
	check_ok(job_read(&t->job, open_unseen, &field), t->fault);
	check_str(field.text, PHONE);
}

TEST_STORE(subject, a_field_opens_as_itself_and_of_its_own_subject_only)
{
	struct field	field = shut_new(t), other = shut_new(t);

	check_fails(t, open_as_mail, &field, ERR_FORBIDDEN, "seal.broken");
	other.sealed = field.sealed;
	check_fails(t, open_unseen, &other, ERR_FORBIDDEN, "seal.broken");
}

TEST_STORE(subject, who_saw_what_stands_in_the_journal)
{
	struct field	field = shut_new(t);
	int64_t		clerk = people_new(t, "clerk");

	people_grant(t, clerk, "case_officer");
	bodies_act_as(t, clerk);
	check_ok(job_read(&t->job, open_it, &field), t->fault);
	check_str(field.text, PHONE);
	check_int(people_told(t, "seal.see"), 0);
	people_errands(t);
	check_int(people_told(t, "seal.see"), 1);
	check_int(people_told_by(t, "seal.see"), clerk);
}

TEST_STORE(subject, the_machines_own_work_is_not_seeing)
{
	struct field	field = shut_new(t);

	check_ok(job_read(&t->job, open_unseen, &field), t->fault);
	people_errands(t);
	check_int(people_told(t, "seal.see"), 0);
}

TEST_STORE(subject, who_sees_nothing_opens_nothing)
{
	struct field	field = shut_new(t);

	bodies_act_as(t, people_new(t, "stranger"));
	check_fails(t, open_unseen, &field, ERR_NOT_FOUND, "seal.no_subject");
}

static enum err
destroy(struct job *job, void *context)
{
	return subject_destroy(job, ((struct field *)context)->subject,
	    S("test"));
}

TEST_STORE(subject, a_destroyed_key_opens_nothing_any_more)
{
	struct field	field = shut_new(t), other = shut_new(t);

	check_ok(job_write(&t->job, destroy, &field), t->fault);
	check_fails(t, open_unseen, &field, ERR_NOT_FOUND, "seal.erased");
	check_int(people_told(t, "seal.destroy"), 1);
	fault_clear(&t->fault);
	check_int(job_write(&t->job, destroy, &field), ERR_NOT_FOUND);
	check_ok(job_read(&t->job, open_unseen, &other), t->fault);
}

TEST_STORE(subject, without_the_master_key_all_stays_shut)
{
	struct field	field = shut_new(t);
	str		path = setting_text(t->store->settings, "key_file");

	t->store->keys = NULL;
	check_int(remove(str_c(test_arena(), path)), 0);
	check_fails(t, open_unseen, &field, ERR_FORBIDDEN, "seal.no_key");
	fault_clear(&t->fault);
	check_int(job_write(&t->job, shut, &field), ERR_FORBIDDEN);
	cr_assert_str_eq(t->fault.key, "seal.no_key");
}

TEST_STORE(subject, equal_values_are_found_by_their_blind_index)
{
	struct field	one = shut_new(t), two = shut_new(t);

	check_str(one.blind, two.blind);
	cr_assert(!str_eq(one.sealed, two.sealed));
	check_ok(job_read(&t->job, find, &two), t->fault);
	check_str(one.blind, two.blind);
}

/* A thread that seals, with others, the first fields of a store. */
struct sealing {
	struct test_store	*t;
	struct field		 field;
	enum err		 e;	/* how it ended */
};

static void *
seal_one(void *context)
{
	struct sealing	*sealing = context;

	sealing->e = job_write(&sealing->t->job, shut, &sealing->field);
	return NULL;
}

TEST_STORE(subject, the_first_fields_at_once_share_one_blind_index)
{
	pthread_t	threads[6];
	struct sealing	sealing[6];
	int64_t		agency = people_agency(t);

	for (int i = 0; i < 6; i++)
		sealing[i] = (struct sealing){ .t = test_store_fork(t),
		    .field = { .agency = agency } };
	for (int i = 0; i < 6; i++)
		check_int(pthread_create(&threads[i], NULL, seal_one,
		    &sealing[i]), 0);
	for (int i = 0; i < 6; i++)
		(void)pthread_join(threads[i], NULL);
	for (int i = 0; i < 6; i++) {
		check_ok(sealing[i].e, sealing[i].t->fault);
		check_str(sealing[i].field.blind, sealing[0].field.blind);
		check_ok(job_read(&t->job, open_unseen, &sealing[i].field),
		    t->fault);
	}
}

TEST_STORE(subject, before_there_is_any_there_is_nothing_to_find)
{
	struct field	field = { 0 };

	check_fails(t, find, &field, ERR_NOT_FOUND, "seal.no_own_key");
}

/* Turn the ring of the store's key file; other processes do not know yet. */
static void
turn(struct test_store *t, enum seal_suite suite, bool tell)
{
	struct seal_ring	*ring = arena_alloc(t->job.arena,
				    sizeof *ring);
	str			 path = setting_text(t->store->settings,
				    "key_file");

	seal_ring_turn(t->store->arena, t->store->keys, suite, ring);
	check_ok(seal_ring_write(str_c(test_arena(), path), ring, &t->fault),
	    t->fault);
	if (tell)
		t->store->keys = ring;
}

struct rotation {
	int	limit;
	int64_t	left;
};

static enum err
rotate(struct job *job, void *context)
{
	struct rotation	*rotation = context;

	return subject_rotate(job, rotation->limit, &rotation->left);
}

TEST_STORE(subject, rotation_wraps_in_batches_and_keeps_everything_open)
{
	struct rotation	rotation = { .limit = 2 };
	struct field	fields[5];

	for (int i = 0; i < 5; i++)
		fields[i] = shut_new(t);
	check_ok(job_write(&t->job, destroy, &fields[4]), t->fault);
	turn(t, SEAL_GM, true);
	check_ok(job_write(&t->job, rotate, &rotation), t->fault);
	check_int(rotation.left, 2);
	check_ok(job_write(&t->job, rotate, &rotation), t->fault);
	check_int(rotation.left, 0);
	/* The old key is not needed any more. */
	((struct seal_ring *)t->store->keys)->n = 1;
	turn(t, SEAL_GM, false);
	for (int i = 0; i < 4; i++) {
		str	blind = fields[i].blind;

		check_ok(job_read(&t->job, open_unseen, &fields[i]),
		    t->fault);
		check_str(fields[i].text, PHONE);
		check_ok(job_read(&t->job, find, &fields[i]), t->fault);
		check_str(fields[i].blind, blind);
	}
	check_fails(t, open_unseen, &fields[4], ERR_NOT_FOUND, "seal.erased");
}

static enum err
turned(struct job *job, void *context)
{
	(void)context;
	return subject_turned(job);
}

/* How many keys the master keys of two numbers wrap. */
static enum err
count_wrapped(struct job *job, void *context)
{
	int64_t		*n = context;
	enum err	 e = subject_wrapped(job, 1, &n[0]);

	return e == OK ? subject_wrapped(job, 2, &n[1]) : e;
}

TEST_STORE(subject, the_errand_of_rotation_goes_on_until_none_is_left)
{
	int64_t	wrapped[2];

	for (int i = 0; i < 3; i++)
		(void)shut_new(t);
	turn(t, SEAL_DEFAULT, true);
	check_ok(job_write(&t->job, turned, NULL), t->fault);
	check_ok(job_read(&t->job, count_wrapped, wrapped), t->fault);
	check_int(wrapped[0], 4);	/* three, and the store's own */
	people_errands(t);
	check_ok(job_read(&t->job, count_wrapped, wrapped), t->fault);
	check_int(wrapped[0], 0);
	check_int(wrapped[1], 4);
	check_int(people_told(t, "seal.turn"), 1);
}

TEST_STORE(subject, a_ring_turned_by_another_process_is_read_again)
{
	const struct seal_ring	*old = t->store->keys;
	struct rotation		 rotation = { .limit = 100 };
	struct field		 field = shut_new(t);

	turn(t, SEAL_DEFAULT, true);
	check_ok(job_write(&t->job, rotate, &rotation), t->fault);
	t->store->keys = old;
	check_ok(job_read(&t->job, open_unseen, &field), t->fault);
	check_str(field.text, PHONE);
}

TEST_STORE(subject, nothing_new_is_wrapped_by_a_key_that_left_the_file)
{
	int64_t	wrapped[2];

	turn(t, SEAL_DEFAULT, false);	/* this process has not heard of it */
	(void)shut_new(t);
	check_ok(job_read(&t->job, count_wrapped, wrapped), t->fault);
	check_int(wrapped[0], 0);
	check_int(wrapped[1], 2);
}

static enum err
spoil(struct job *job, void *context)
{
	struct field			*field = context;
	struct sql_subject_load_row	 row;
	enum err			 e;

	e = sql_subject_load(job->db, field->subject, &row);
	if (e != OK)
		return e;
	/* The key of another subject, put in by hand. */
	return sql_subject_wrap(job->db, field->agency, row.master,
	    row.master, *row.wrapped);
}

TEST_STORE(subject, a_data_key_moved_to_another_subject_does_not_open)
{
	struct field	field = shut_new(t), other = shut_new(t);
	struct field	moved = field;

	moved.agency = other.subject;
	check_ok(job_write(&t->job, spoil, &moved), t->fault);
	check_fails(t, open_unseen, &other, ERR_FORBIDDEN, "seal.broken");
}

TEST_STORE(subject, another_suite_seals_what_is_new_and_opens_what_is_old)
{
	struct field	old = shut_new(t), new;

	people_set(t, "crypto = gm");
	new = shut_new(t);
	cr_assert_neq(old.sealed.at[0], new.sealed.at[0]);
	check_ok(job_read(&t->job, open_unseen, &old), t->fault);
	check_str(old.text, PHONE);
	check_ok(job_read(&t->job, open_unseen, &new), t->fault);
	check_str(new.text, PHONE);
	/* What was indexed before is still found. */
	check_str(new.blind, old.blind);
}
