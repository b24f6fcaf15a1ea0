#include "domain/transparency_head.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/setting.h"
#include "base/sign_note.h"
#include "domain/errand.h"
#include "domain/outbox.h"
#include "domain/transparency_tree.h"
#include "store/change.h"
#include "store/store.h"
#include "woven/sql.h"

#define FIRST	"gongkai transparency head 1"
#define PURPOSE	S("transparency head")
#define ERRAND_NAME "transparency_send"
#define MAILS	100	/* addresses of the setting */
#define DAY_MS	(24 * 3600 * INT64_C(1000))

enum { ORIGIN, SIZE, ROOT, AT, NAMES };

static const char *const	names[NAMES] = {
	[ORIGIN] = "origin", [SIZE] = "size", [ROOT] = "root", [AT] = "at",
};

enum err
transparency_head_read(str note, struct transparency_head *ret,
    struct fault *fault)
{
	str			value[NAMES];
	enum sign_note_fault	wrong;

	wrong = sign_note_read(note, FIRST, names, value, NAMES, &ret->key);
	if (wrong == SIGN_NOTE_FORM || !sign_note_number(value[SIZE],
	    &ret->n) || ret->n == 0 || !sign_note_number(value[AT],
	    &ret->at) || !digest_read(value[ROOT], &ret->root))
		return FAIL(fault, ERR_INVALID, "transparency.head.form");
	if (wrong == SIGN_NOTE_SIGNATURE)
		return FAIL(fault, ERR_INVALID, "transparency.head.signature",
		    ret->key);
	ret->origin = value[ORIGIN];
	return OK;
}

/* --- signing -------------------------------------------------------------- */

/* Whose log it is: the name of the site, else its first host. */
static str
origin(struct job *job)
{
	str	name = str_trim(setting_text(job->store->settings,
		    "site_name"));
	str	hosts = str_trim(setting_text(job->store->settings, "hosts"));
	str	host;

	if (name.n > 0)
		return name;
	return str_cut(&hosts, ' ', &host) && host.n > 0 ? host :
	    S("gongkai");
}

static enum err
root_of(struct job *job, int64_t size, struct digest *ret)
{
	struct transparency_tree	tree;
	struct merkle			top;
	enum err			e;

	e = transparency_tree_open(job, &tree);
	if (e == OK)
		e = transparency_tree_of(&tree, size, &top);
	if (e == OK)
		*ret = merkle_root(&top);
	return e;
}

static enum err
sign(struct job *job, int64_t n, str *ret)
{
	struct digest	root;
	enum err	e = root_of(job, n, &root);

	if (e == OK)
		e = sign_note_write(job->arena, job->store->keys, PURPOSE,
		    str_printf(job->arena, FIRST "\norigin: %.*s\nsize: %lld\n"
		    "root: %.*s\nat: %lld\n", STRF(origin(job)), (long long)n,
		    STRF(digest_text(job->arena, &root)),
		    (long long)job->now), ret, job->fault);
	if (e == OK)
		e = sql_transparency_head_insert(job->db,
		    store_id(job->store), n, digest_bytes(&root), job->now,
		    *ret);
	return e == OK ? change_note(job->db, S("pages")) : e;
}

/* The first moment of tomorrow in Beijing. */
static int64_t
tomorrow(const struct job *job)
{
	int64_t	east = 8 * 3600 * INT64_C(1000);

	return ((job->now + east) / DAY_MS + 1) * DAY_MS - east;
}

/* Leave tomorrow's sending; nothing where heads go nowhere. */
static enum err
send_tomorrow(struct job *job)
{
	const struct settings	*settings = job->store->settings;

	if (setting_text(settings, "transparency_dir").n == 0 &&
	    setting_text(settings, "transparency_mail").n == 0)
		return OK;
	return errand_put_at(job, ERRAND_NAME, S("{}"), S(ERRAND_NAME),
	    tomorrow(job));
}

enum err
transparency_head_sign(struct job *job, str *ret)
{
	struct sql_transparency_tree_lock_row	tree;
	enum err				e;

	e = sql_transparency_tree_lock(job->db, &tree);
	if (e == ERR_NOT_FOUND || (e == OK && tree.n == 0))
		return FAIL(job->fault, ERR_NOT_FOUND, "transparency.empty");
	return e == OK ? sign(job, tree.n, ret) : e;
}

static bool
has_key(const struct job *job)
{
	return job->store->keys != NULL;
}

enum err
transparency_head_sign_grown(struct job *job)
{
	struct sql_transparency_head_newest_row	newest = { .n = 0 };
	struct sql_transparency_tree_lock_row	tree;
	str					note;
	enum err				e;

	if (!has_key(job))
		return OK;
	e = sql_transparency_tree_lock(job->db, &tree);
	if (e == OK)
		e = sql_transparency_head_newest(job->db, &newest);
	if ((e != OK && e != ERR_NOT_FOUND) || newest.n >= tree.n)
		return e == ERR_NOT_FOUND ? OK : e;
	e = sign(job, tree.n, &note);
	return e == OK ? send_tomorrow(job) : e;
}

/* --- those that are kept -------------------------------------------------- */

enum err
transparency_head_newest(struct job *job, str *ret)
{
	struct sql_transparency_head_newest_row	row;
	enum err				e;

	e = sql_transparency_head_newest(job->db, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "transparency.empty");
	if (e == OK)
		*ret = row.note;
	return e;
}

enum err
transparency_head_first(struct job *job, int64_t n, str *ret)
{
	struct sql_transparency_head_first_row	row;
	enum err				e;

	e = sql_transparency_head_first(job->db, n, &row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "transparency.waits");
	if (e == OK)
		*ret = row.note;
	return e;
}

bool
transparency_head_ours(struct job *job, const struct transparency_head *head)
{
	return sign_note_ours(job->arena, job->store->keys, PURPOSE,
	    head->key);
}

enum err
transparency_head_check(struct job *job, const struct transparency_head *head)
{
	struct sql_transparency_tree_row	tree;
	struct digest				root;
	enum err				e;

	e = sql_transparency_tree(job->db, &tree);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, ERR_STORE, "transparency.no_tree");
	if (e == OK && tree.n < head->n)
		return FAIL(job->fault, ERR_CONFLICT,
		    "transparency.head.short", str_int(job->arena, head->n),
		    str_int(job->arena, tree.n));
	if (e == OK)
		e = root_of(job, head->n, &root);
	if (e == OK && !digest_eq(&root, &head->root))
		return FAIL(job->fault, ERR_CONFLICT,
		    "transparency.head.other", str_int(job->arena, head->n));
	return e;
}

/* --- sending -------------------------------------------------------------- */

static enum err
sign_body(struct job *job, void *context)
{
	return transparency_head_sign(job, context);
}

static enum err
write_file(struct job *job, str note)
{
	struct transparency_head	 head;
	str				 set = setting_text(
	    job->store->settings, "transparency_dir");
	const char			*folder = str_c(job->arena, set);
	enum err			 e;

	if (set.n == 0)
		return OK;
	e = transparency_head_read(note, &head, job->fault);
	if (e != OK)
		return e;
	if (mkdir(folder, 0755) != 0 && errno != EEXIST)
		return file_fault(folder, errno, job->fault);
	return file_write(arena_printf(job->arena, "%s/head-%lld-%lld.txt",
	    folder, (long long)head.n, (long long)head.at), note, job->fault);
}

/* A message to each address of the setting, parted by blanks. */
static enum err
mail(struct job *job, str note)
{
	struct transparency_head	head;
	str				rest = setting_text(
	    job->store->settings, "transparency_mail");
	str				to;
	enum err			e;

	e = transparency_head_read(note, &head, job->fault);
	for (int i = 0; e == OK && rest.n > 0 && i < MAILS; i++) {
		if (!str_cut(&rest, ' ', &to))
			break;
		if (to.n > 0)
			e = outbox_put(job, &(struct outbox_message){
			    .id = str_printf(job->arena, "head-%lld-%lld-"
			    "%.*s", (long long)head.n, (long long)head.at,
			    STRF(to)), .way = OUTBOX_MAIL, .recipient = to,
			    .title = WORD(job->arena, job->words,
			    "transparency.mail", head.origin,
			    str_int(job->arena, head.n)), .text = note });
	}
	return e;
}

/* Sign one and put it into the folder; what is mailed then is the note. */
static enum err
hand_out(struct job *job, str argument, str *ret)
{
	enum err	e = job_write(job, sign_body, ret);

	(void)argument;
	return e == OK ? write_file(job, *ret) : e;
}

ERRAND(transparency_send, .about = "errand.about.transparency_send",
    .outside = hand_out)
(struct job *job, str argument)
{
	enum err	e = mail(job, argument);

	return e == OK ? send_tomorrow(job) : e;
}

static enum err
mail_body(struct job *job, void *context)
{
	return mail(job, *(str *)context);
}

enum err
transparency_head_send(struct job *job, str *ret)
{
	enum err	e = hand_out(job, S(""), ret);

	return e == OK ? job_write(job, mail_body, ret) : e;
}
