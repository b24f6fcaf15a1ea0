#include "domain/recall.h"

#include "base/arena.h"
#include "domain/person.h"
#include "store/change.h"
#include "tests/bodies.h"

/* What a job is to look up, and what it found. */
struct look {
	str	key;
	str	found;		/* empty: nothing */
	bool	keep;		/* what it does not find, it keeps then */
};

static enum err
look(struct job *job, void *context)
{
	struct look	*look = context;
	const str	*made = recall_get(job, look->key);
	struct arena	*arena = recall_arena(job);
	str		*thing;

	look->found = made == NULL ? S("") : *made;
	if (made != NULL || !look->keep || arena == NULL)
		return OK;
	thing = arena_alloc(arena, sizeof *thing);
	*thing = str_copy(arena, look->key);
	recall_keep(job, look->key, thing);
	return OK;
}

/* Nothing of the key is found; then it is kept. */
static void
keep(struct test_store *t, const char *key)
{
	struct look	it = { .key = str_of(key), .keep = true };

	check_ok(job_read(&t->job, look, &it), t->fault);
	check_str(it.found, S(""));
}

static str
recalled(struct test_store *t, const char *key)
{
	struct look	it = { .key = str_of(key) };

	check_ok(job_read(&t->job, look, &it), t->fault);
	return it.found;
}

static enum err
note(struct job *job, void *context)
{
	(void)context;
	return change_note(job->db, S("pages"));
}

TEST_STORE(recall, what_was_kept_is_found_until_something_changes)
{
	t->store->recall = recall_new(t->store->arena);
	keep(t, "a");
	keep(t, "b");
	check_str(recalled(t, "a"), S("a"));
	check_str(recalled(t, "b"), S("b"));
	check_ok(job_write(&t->job, note, NULL), t->fault);
	check_str(recalled(t, "a"), S(""));
	recall_tidy(t->store->recall);
	keep(t, "a");
	check_str(recalled(t, "a"), S("a"));
	check_str(recalled(t, "b"), S(""));
}

TEST_STORE(recall, what_was_kept_on_a_day_is_not_found_on_another)
{
	t->store->recall = recall_new(t->store->arena);
	keep(t, "a");
	t->job.today++;
	check_str(recalled(t, "a"), S(""));
}

static enum err
change_and_look(struct job *job, void *context)
{
	enum err	e = note(job, NULL);

	return e == OK ? look(job, context) : e;
}

TEST_STORE(recall, a_writing_job_keeps_nothing_and_finds_nothing)
{
	struct look	it = { .key = S("a"), .keep = true };

	t->store->recall = recall_new(t->store->arena);
	keep(t, "a");
	check_ok(job_write(&t->job, look, &it), t->fault);
	check_str(it.found, S(""));
	it.key = S("b");
	check_ok(job_write(&t->job, change_and_look, &it), t->fault);
	recall_tidy(t->store->recall);
	check_str(recalled(t, "b"), S(""));
}

TEST_STORE(recall, what_is_kept_outlives_a_change_until_it_is_tidied)
{
	struct look	it = { .key = S("a") };

	t->store->recall = recall_new(t->store->arena);
	keep(t, "a");
	check_ok(job_read(&t->job, look, &it), t->fault);
	check_ok(job_write(&t->job, note, NULL), t->fault);
	check_str(recalled(t, "a"), S(""));
	check_str(it.found, S("a"));
}

TEST_STORE(recall, keeps_a_bounded_number_of_things)
{
	struct look	it = { .keep = true };
	size_t		kept = 0;

	t->store->recall = recall_new(t->store->arena);
	for (int i = 0; i < 600; i++) {
		it.key = str_int(t->job.arena, i);
		check_ok(job_read(&t->job, look, &it), t->fault);
	}
	for (int i = 0; i < 600; i++)
		kept += recalled(t, str_c(t->job.arena, str_int(
		    t->job.arena, i))).n > 0;
	cr_assert(kept > 100 && kept < 600, "%zu", kept);
	recall_tidy(t->store->recall);
	keep(t, "1");
}

static enum err
act(struct job *job, void *context)
{
	const struct actor	**actor = context;

	return person_act_as(job, (*actor)->person.id, actor);
}

TEST_STORE(recall, a_grant_that_was_given_holds_in_the_next_job)
{
	int64_t			 county = bodies_new(t, "c", AGENCY_COUNTY, 0);
	int64_t			 clerk = bodies_person(t, "clerk", county);
	struct actor		 asked = { .person = { .id = clerk } };
	const struct actor	*actor = &asked, *again = &asked;

	t->store->recall = recall_new(t->store->arena);
	check_ok(job_read(&t->job, act, &actor), t->fault);
	check_ok(job_read(&t->job, act, &again), t->fault);
	check_int(again->grants, 0);
	check_int(again->person.id, clerk);
	check_ok(bodies_grant(t, clerk, "editor", county), t->fault);
	check_ok(job_read(&t->job, act, &again), t->fault);
	check_int(again->grants, 1);
	cr_assert(person_holds(again, S("record.edit")));
}
