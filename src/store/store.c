#include "store/store.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/seal_gate.h"
#include "base/seal_ring.h"
#include "base/setting.h"
#include "store/id.h"
#include "store/schema.h"

#define WAITING	64	/* who may wait for his turn to hash a password */

/* The arena's end closes what was not closed. */
static void
let_go(void *what)
{
	store_close(what);
}

static enum err
connect(struct store *store, struct fault *fault)
{
	enum err	e = db_open(store->where, DB_EXISTING, &store->db,
	    fault);

	if (e == OK)
		arena_defer(store->arena, let_go, store);
	return e;
}

/* The master keys; a file that is not there leaves sealed things shut. */
static enum err
read_keys(struct store *store, struct fault *fault)
{
	str			 name = setting_text(store->settings,
				    "key_file");
	const char		*path = str_c(store->arena, name);
	struct seal_ring	*ring = arena_alloc(store->arena,
				    sizeof *ring);
	enum err		 e;

	if (name.n == 0 || file_kind(path) == FILE_MISSING)
		return OK;
	e = seal_ring_read(store->arena, path, ring, fault);
	store->keys = ring;
	return e;
}

enum err
store_open_any(struct arena *arena, const char *dir, struct store **ret,
    struct fault *fault)
{
	struct store	*store = arena_alloc(arena, sizeof *store);
	const char	*conf = arena_printf(arena, "%s/gongkai.conf", dir);
	str		 where;
	enum err	 e;

	if (file_kind(conf) != FILE_REGULAR)
		return FAIL(fault, ERR_NOT_FOUND, "store.no_folder",
		    str_of(dir));
	store->arena = arena;
	store->dir = str_c(arena, str_of(dir));
	store->ids = ids_new(arena);
	e = setting_read(arena, conf, &store->settings, fault);
	if (e != OK)
		return e;
	store->hashing = seal_gate_new(arena, (unsigned)setting_int(
	    store->settings, "hashes_at_once"), WAITING);
	where = setting_text(store->settings, "store");
	store->where = where.n > 0 ? str_c(arena, where) :
	    arena_printf(arena, "%s/gongkai.db", dir);
	e = read_keys(store, fault);
	if (e == OK)
		e = connect(store, fault);
	*ret = store;
	return e;
}

enum err
store_open(struct arena *arena, const char *dir, struct store **ret,
    struct fault *fault)
{
	enum err	e = store_open_any(arena, dir, ret, fault);

	if (e != OK)
		return e;
	return schema_verify((*ret)->db, arena, fault);
}

enum err
store_fork(struct arena *arena, const struct store *store, struct store **ret,
    struct fault *fault)
{
	struct store	*fork = arena_alloc(arena, sizeof *fork);

	*fork = *store;
	fork->arena = arena;
	fork->db = NULL;
	fork->rules = NULL;
	fork->recall = NULL;
	fork->forked = true;
	*ret = fork;
	return connect(fork, fault);
}

enum err
store_again(struct store *store, struct fault *fault)
{
	struct db	*fresh;
	enum err	 e = db_open(store->where, DB_EXISTING, &fresh, fault);

	if (e != OK)
		return e;
	db_close(store->db);
	store->db = fresh;
	return OK;
}

int64_t
store_id(struct store *store)
{
	return id_new(store->ids);
}

void
store_close(struct store *store)
{
	if (store->db == NULL)
		return;
	db_rollback(store->db);
	if (!store->forked)
		ids_close(store->ids, store->db);
	db_close(store->db);
	store->db = NULL;
}
