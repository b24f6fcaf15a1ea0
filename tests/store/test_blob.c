#include <unistd.h>
#include <utime.h>

#include "base/disk.h"
#include "base/seal.h"
#include "store/blob.h"
#include "tests/store.h"

static struct blob
put(struct test_store *t, const struct seal_key *key, const char *text)
{
	struct blob	blob;

	check_ok(blob_put(t->job.arena, t->store, key, str_of(text), &blob,
	    &t->fault), t->fault);
	return blob;
}

static const char *
path_of(struct test_store *t, str name)
{
	str	hex = str_sub(name, sizeof "sha256:" - 1, name.n);

	return arena_printf(t->job.arena, "%s/blobs/%.2s/sha256-%.*s",
	    t->store->dir, hex.at, STRF(hex));
}

Test(blob, gives_back_what_it_was_given)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct blob		 blob = put(t, NULL, "白塔镇预算");
	str			 bytes;

	cr_assert(str_starts(blob.name, S("sha256:")));
	check_int(blob.size, sizeof "白塔镇预算" - 1);
	check_ok(blob_get(t->job.arena, t->store, blob.name, NULL, &bytes,
	    &t->fault), t->fault);
	check_str(bytes, S("白塔镇预算"));
	check_str(put(t, NULL, "白塔镇预算").name, blob.name);
}

Test(blob, under_a_key_is_never_the_same_twice_and_opens_by_it_alone)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct arena		*arena = t->job.arena;
	const struct seal_key	*key = seal_key_new(arena, SEAL_DEFAULT, 0);
	struct blob		 one = put(t, key, "诊断证明");
	struct blob		 two = put(t, key, "诊断证明");
	str			 bytes, kept;

	cr_assert(!str_eq(one.name, two.name));
	check_ok(blob_get(arena, t->store, one.name, key, &bytes, &t->fault),
	    t->fault);
	check_str(bytes, S("诊断证明"));
	check_int(blob_get(arena, t->store, one.name, seal_key_new(arena,
	    SEAL_DEFAULT, 0), &bytes, &t->fault), ERR_FORBIDDEN);
	check_ok(file_read(arena, path_of(t, one.name), 1000, &kept,
	    &t->fault), t->fault);
	cr_assert(!str_has(kept, S("诊断")));
}

Test(blob, whose_bytes_changed_is_not_given_and_written_anew_when_put)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct blob		 blob = put(t, NULL, "原文");
	str			 bytes;

	check_ok(file_write(path_of(t, blob.name), S("改文"), &t->fault),
	    t->fault);
	check_int(blob_get(t->job.arena, t->store, blob.name, NULL, &bytes,
	    &t->fault), ERR_STORE);
	cr_assert_str_eq(t->fault.key, "blob.changed");
	check_int(blob_check(t->store, blob.name, &t->fault), ERR_STORE);
	(void)put(t, NULL, "原文");
	check_ok(blob_check(t->store, blob.name, &t->fault), t->fault);
}

Test(blob, has_no_name_but_a_digest)
{
	static const char *const	names[] = { "", "sha256:",
	    "sha256:../x", "../../etc/passwd", "sha256:/etc/passwd", "md5:00",
	    "sha256:00/../../gongkai.db" };
	struct test_store		*t = test_store(DB_SQLITE);
	str				 bytes;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		check_int(blob_get(t->job.arena, t->store, str_of(names[i]),
		    NULL, &bytes, &t->fault), ERR_INVALID);
		check_int(blob_erase(t->store, str_of(names[i]), &t->fault),
		    ERR_INVALID);
	}
}

Test(blob, that_is_erased_is_gone_and_may_be_erased_again)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct blob		 blob = put(t, NULL, "误传的名单");

	check_ok(blob_erase(t->store, blob.name, &t->fault), t->fault);
	check_int(file_kind(path_of(t, blob.name)), FILE_MISSING);
	check_int(blob_check(t->store, blob.name, &t->fault), ERR_NOT_FOUND);
	check_ok(blob_erase(t->store, blob.name, &t->fault), t->fault);
}

static bool
is_named(void *context, str name)
{
	return str_eq(*(const str *)context, name);
}

Test(blob, that_no_row_names_is_swept_once_it_is_old)
{
	struct test_store	*t = test_store(DB_SQLITE);
	struct blob		 kept = put(t, NULL, "有用");
	struct blob		 old = put(t, NULL, "无用的旧文件");
	struct blob		 young = put(t, NULL, "还没有记录的新文件");
	const struct utimbuf	 past = { 1000, 1000 };
	int64_t			 orphans;
	int			 swept;

	cr_assert_eq(utime(path_of(t, kept.name), &past), 0);
	cr_assert_eq(utime(path_of(t, old.name), &past), 0);
	check_ok(blob_orphans(t->store, is_named, &kept.name, &orphans,
	    &t->fault), t->fault);
	check_int(orphans, 2);
	check_ok(blob_sweep(t->store, is_named, &kept.name, BLOB_KEEP, &swept,
	    &t->fault), t->fault);
	check_int(swept, 1);
	check_int(file_kind(path_of(t, old.name)), FILE_MISSING);
	check_ok(blob_check(t->store, kept.name, &t->fault), t->fault);
	check_ok(blob_check(t->store, young.name, &t->fault), t->fault);
}
