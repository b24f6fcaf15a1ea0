#include "office/batch.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdio.h>

#include "base/file.h"
#include "doc/doc_read.h"
#include "form/form_open.h"

#define AHEAD		4u	/* items a thread may be ahead of the telling */
#define THREADS_MOST	64u
#define HEAD_BYTES	4096u

/* What the threads share; everything below the lock is guarded by it. */
struct shop {
	const struct batch	*batch;
	struct batch_item	*slot;		/* ring of `slots' items */
	bool			*done;		/* of each slot */
	size_t			 slots;
	pthread_mutex_t		 lock;
	pthread_cond_t		 changed;
	size_t			 next;		/* first path nobody took */
	size_t			 told;		/* paths told so far */
};

/* The first bytes of a file that is too large to be read. */
static str
head_of(struct job *job, str path)
{
	FILE	*in = fopen(str_c(job->arena, path), "rbe");
	char	*bytes = arena_alloc(job->arena, HEAD_BYTES);
	size_t	 n;

	if (in == NULL)
		return S("");
	n = fread(bytes, 1, HEAD_BYTES, in);
	(void)fclose(in);
	return (str){ bytes, n };
}

/* Read a file once; what it is and what it says come from these bytes. */
static enum err
open_report(struct job *job, const struct forms *forms,
    const struct batch_file *file, bool *ret_foreign, struct filled **ret)
{
	str		path = file->path, bytes = file->bytes;
	enum err	e = OK;

	if (bytes.at == NULL)
		e = file_read(job->arena, str_c(job->arena, path), DOC_BYTES,
		    &bytes, job->fault);
	if (e == ERR_TOO_LARGE)
		bytes = head_of(job, path);
	else if (e != OK)
		return e;
	*ret_foreign = doc_read_sniff(bytes, path) == DOC_UNKNOWN;
	if (e != OK)
		return e;
	return form_open(job->arena, forms, bytes, path, ret, job->fault);
}

enum err
batch_open(struct job *job, const struct forms *forms, str path,
    struct filled **ret)
{
	struct batch_file	file = { .path = path };
	bool			foreign;

	return open_report(job, forms, &file, &foreign, ret);
}

bool
batch_passes_by(const struct batch_item *item)
{
	return item->err == ERR_NOT_FOUND ||
	    (item->err != OK && item->foreign);
}

static void
check_item(const struct batch *batch, const struct batch_file *file,
    struct batch_item *item)
{
	struct filled	*report;

	item->err = open_report(&item->job, batch->forms, file, &item->foreign,
	    &report);
	if (item->err != OK)
		return;
	item->run = (struct check_run){ .job = &item->job, .report = report,
	    .rules = batch->rules, .previous = batch->previous,
	    .child = batch->child,
	    .child_name = batch->child_name, .children = batch->children };
	check_report(&item->run);
	if (batch->made != NULL)
		item->err = batch->made(batch->context, item);
}

/* One file in an arena of its own, whatever becomes of it. */
static void
open_item(const struct batch *batch, struct batch_item *item,
    const struct batch_file *file)
{
	jmp_buf	spent;

	*item = (struct batch_item){ .path = file->path, .job = *batch->job };
	item->job.fault = &item->fault;
	item->job.arena = arena_new(batch->memory);
	if (setjmp(spent) != 0) {
		arena_on_limit(item->job.arena, NULL);
		item->err = FAIL(&item->fault, ERR_TOO_LARGE,
		    "file.too_much_memory", item->path);
		return;
	}
	arena_on_limit(item->job.arena, &spent);
	check_item(batch, file, item);
	arena_on_limit(item->job.arena, NULL);
}

/* The next path to work on; false when there is none left. */
static bool
take(struct shop *shop, size_t *ret)
{
	bool	some;

	pthread_mutex_lock(&shop->lock);
	while (shop->next < shop->batch->n &&
	    shop->next >= shop->told + shop->slots)
		pthread_cond_wait(&shop->changed, &shop->lock);
	some = shop->next < shop->batch->n;
	if (some)
		*ret = shop->next++;
	pthread_mutex_unlock(&shop->lock);
	return some;
}

static void *
work(void *context)
{
	struct shop	*shop = context;
	size_t		 i;

	while (take(shop, &i)) {
		open_item(shop->batch, &shop->slot[i % shop->slots],
		    &shop->batch->file[i]);
		pthread_mutex_lock(&shop->lock);
		shop->done[i % shop->slots] = true;
		pthread_cond_broadcast(&shop->changed);
		pthread_mutex_unlock(&shop->lock);
	}
	return NULL;
}

static void
tell_in_order(struct shop *shop)
{
	const struct batch	*batch = shop->batch;

	for (size_t i = 0; i < batch->n; i++) {
		struct batch_item	*item = &shop->slot[i % shop->slots];

		pthread_mutex_lock(&shop->lock);
		while (!shop->done[i % shop->slots])
			pthread_cond_wait(&shop->changed, &shop->lock);
		pthread_mutex_unlock(&shop->lock);

		batch->told(batch->context, item);
		arena_free(item->job.arena);

		pthread_mutex_lock(&shop->lock);
		shop->done[i % shop->slots] = false;
		shop->told = i + 1;
		pthread_cond_broadcast(&shop->changed);
		pthread_mutex_unlock(&shop->lock);
	}
}

static void
tell_one_by_one(const struct batch *batch)
{
	for (size_t i = 0; i < batch->n; i++) {
		struct batch_item	item;

		open_item(batch, &item, &batch->file[i]);
		batch->told(batch->context, &item);
		arena_free(item.job.arena);
	}
}

void
batch_run(const struct batch *batch)
{
	struct arena	*arena = arena_new((size_t)1 << 24);
	unsigned	 threads = batch->threads, started = 0;
	pthread_t	*thread;
	struct shop	 shop = { .batch = batch,
			    .lock = PTHREAD_MUTEX_INITIALIZER,
			    .changed = PTHREAD_COND_INITIALIZER };

	if (threads > THREADS_MOST)
		threads = THREADS_MOST;
	shop.slots = (size_t)threads * AHEAD;
	shop.slot = arena_array(arena, shop.slots, sizeof *shop.slot);
	shop.done = arena_array(arena, shop.slots, sizeof *shop.done);
	thread = arena_array(arena, threads, sizeof *thread);
	if (threads > 1 && batch->n > 1)
		while (started < threads && pthread_create(&thread[started],
		    NULL, work, &shop) == 0)
			started++;
	if (started > 0)
		tell_in_order(&shop);
	else
		tell_one_by_one(batch);
	for (unsigned i = 0; i < started; i++)
		(void)pthread_join(thread[i], NULL);
	arena_free(arena);
}

unsigned
batch_threads(void)
{
	cpu_set_t	set;

	if (sched_getaffinity(0, sizeof set, &set) != 0 || CPU_COUNT(&set) < 1)
		return 1;
	return (unsigned)CPU_COUNT(&set);
}
