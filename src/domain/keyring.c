#include "domain/keyring.h"

#include "base/arena.h"
#include "base/seal_ring.h"
#include "base/setting.h"
#include "store/store.h"
#include "woven/sql.h"

#define OWN	S("store")	/* the name of the one key in store_key */

enum seal_suite
keyring_suite(const struct job *job)
{
	enum seal_suite	suite = SEAL_DEFAULT;

	(void)seal_suite_read(setting_text(job->store->settings, "crypto"),
	    &suite);
	return suite;
}

enum digest_kind
keyring_digest(const struct job *job)
{
	return keyring_suite(job) == SEAL_GM ? DIGEST_SM3 : DIGEST_SHA256;
}

/* The keys that the file holds now; one that is not there holds none. */
static enum err
read_file(struct job *job, struct seal_ring *ret)
{
	str		path = setting_text(job->store->settings, "key_file");
	enum err	e;

	*ret = (struct seal_ring){ 0 };
	if (path.n == 0)
		return OK;
	e = seal_ring_read(job->arena, str_c(job->arena, path), ret,
	    job->fault);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Numbers only grow: an older one that is missing was taken out. */
static bool
is_gone(const struct seal_ring *ring, int64_t number)
{
	return ring->n > 0 && number < ring->key[0]->number &&
	    seal_ring_key(ring, (uint32_t)number) == NULL;
}

enum err
keyring_newest(struct job *job, const struct seal_key **ret)
{
	struct seal_ring	ring;
	enum err		e = read_file(job, &ring);

	if (e != OK)
		return e;
	if (ring.n == 0)
		return FAIL(job->fault, ERR_FORBIDDEN, "seal.no_key");
	*ret = ring.key[0];
	return OK;
}

enum err
keyring_master(struct job *job, int64_t number, const struct seal_key **ret)
{
	const struct seal_key	*key = NULL;
	struct seal_ring	 ring = { .n = 0 };
	enum err		 e = OK;

	if (job->store->keys != NULL)
		key = seal_ring_key(job->store->keys, (uint32_t)number);
	if (key == NULL) {
		e = read_file(job, &ring);
		if (e != OK)
			return e;
		key = seal_ring_key(&ring, (uint32_t)number);
	}
	if (key == NULL && is_gone(&ring, number))
		return FAIL(job->fault, ERR_FORBIDDEN, "seal.forgotten",
		    str_int(job->arena, number));
	if (key == NULL)
		return FAIL(job->fault, ERR_FORBIDDEN, "seal.no_key");
	*ret = key;
	return OK;
}

bool
keyring_gone(struct job *job, int64_t number)
{
	const struct fault	before = *job->fault;
	struct seal_ring	ring;
	enum err		e = read_file(job, &ring);

	*job->fault = before;
	return e == OK && is_gone(&ring, number);
}

enum err
keyring_make(struct job *job)
{
	struct sql_store_key_load_row	 row;
	const struct seal_key		*master;
	enum err			 e;

	e = sql_store_key_load(job->db, OWN, &row);
	if (e != ERR_NOT_FOUND)
		return e;
	e = keyring_newest(job, &master);
	if (e != OK)
		return e;
	return sql_store_key_insert(job->db, OWN, master->number,
	    seal_wrap(job->arena, master, OWN, seal_key_new(job->arena,
	    keyring_suite(job), 0)));
}

static enum err
load(struct job *job, struct sql_store_key_load_row *row,
    const struct seal_key **ret)
{
	const struct seal_key	*master;
	enum err		 e;

	e = sql_store_key_load(job->db, OWN, row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "seal.no_own_key");
	if (e == OK)
		e = keyring_master(job, row->master, &master);
	if (e != OK)
		return e;
	return seal_unwrap(job->arena, master, OWN, row->wrapped, ret,
	    job->fault);
}

enum err
keyring_own(struct job *job, str purpose, const struct seal_key **ret)
{
	struct sql_store_key_load_row	 row;
	const struct seal_key		*key;
	enum err			 e;

	e = load(job, &row, &key);
	if (e == OK)
		*ret = seal_key_for(job->arena, key, purpose);
	return e;
}

enum err
keyring_rotate(struct job *job)
{
	struct sql_store_key_load_row	 row;
	const struct seal_key		*newest, *key;
	enum err			 e;

	e = keyring_newest(job, &newest);
	if (e != OK)
		return e;
	e = load(job, &row, &key);
	if (e == ERR_NOT_FOUND) {
		fault_clear(job->fault);
		return OK;
	}
	if (e != OK || row.master == newest->number)
		return e;
	return sql_store_key_wrap(job->db, OWN, row.master, newest->number,
	    seal_wrap(job->arena, newest, OWN, key));
}

enum err
keyring_renew(struct job *job, int64_t master, bool *ret)
{
	struct sql_store_key_load_row	 row = { .master = 0 };
	const struct seal_key		*newest;
	enum err			 e;

	e = sql_store_key_load(job->db, OWN, &row);
	*ret = e == OK && row.master == master;
	if (!*ret)
		return e == ERR_NOT_FOUND ? OK : e;
	e = keyring_newest(job, &newest);
	if (e != OK)
		return e;
	return sql_store_key_wrap(job->db, OWN, master, newest->number,
	    seal_wrap(job->arena, newest, OWN, seal_key_new(job->arena,
	    keyring_suite(job), 0)));
}
