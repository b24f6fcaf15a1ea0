#include "domain/outbox.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/json.h"
#include "base/setting.h"
#include "domain/errand.h"
#include "domain/subject.h"
#include "store/store.h"
#include "woven/sql.h"

#define LINE_BYTES	1000		/* of recipient and title */
#define TEXT_BYTES	((size_t)1 << 20)
#define FILE_BYTES	((size_t)8 << 20)	/* escaped */

static const char *const	ways[OUTBOX__WAYS] = {
	[OUTBOX_MAIL] = "mail", [OUTBOX_SMS] = "sms",
	[OUTBOX_NOTICE] = "notice",
};

static bool
is_line(str s)
{
	return s.n <= LINE_BYTES && !str_has(s, S("\n")) &&
	    !str_has(s, S("\r"));
}

static enum err
shut(struct job *job, const struct outbox_message *message, str *recipient,
    str *text)
{
	enum err	e;

	*recipient = message->recipient;
	*text = message->text;
	if (message->subject == 0)
		return OK;
	e = subject_shut(job, message->subject, S("recipient"),
	    message->recipient, recipient);
	return e == OK ? subject_shut(job, message->subject, S("text"),
	    message->text, text) : e;
}

enum err
outbox_put(struct job *job, const struct outbox_message *message)
{
	struct sql_outbox_insert_row	row;
	str				recipient, text;
	int64_t				id = store_id(job->store);
	enum err			e;

	if (message->recipient.n == 0 || !is_line(message->recipient) ||
	    !is_line(message->title) || !is_line(message->id))
		return FAIL(job->fault, ERR_INVALID, "outbox.line",
		    message->title);
	if (message->text.n > TEXT_BYTES)
		return FAIL(job->fault, ERR_TOO_LARGE, "outbox.text",
		    message->title);
	e = shut(job, message, &recipient, &text);
	if (e == OK)
		e = sql_outbox_insert(job->db, id, message->agency, job->now,
		    message->id, str_of(ways[message->way]), message->subject,
		    recipient, message->title, text, &row);
	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? errand_put(job, "outbox_send", errand_id(job->arena,
	    id), S("")) : e;
}

/* A message on its way. */
struct sending {
	int64_t				id;
	struct sql_outbox_load_row	row;
	str				recipient, text;
};

static enum err
load(struct job *job, void *context)
{
	struct sending	*sending = context;
	enum err	 e;

	e = sql_outbox_load(job->db, sending->id, &sending->row);
	if (e == ERR_NOT_FOUND)
		return FAIL(job->fault, e, "outbox.unknown");
	sending->recipient = sending->row.recipient;
	sending->text = sending->row.body;
	if (e != OK || sending->row.subject == 0 || sending->row.sent != 0)
		return e;
	e = subject_open_unseen(job, sending->row.subject,
	    S("recipient"), sending->row.recipient,
	    &sending->recipient);
	return e == OK ? subject_open_unseen(job, sending->row.subject,
	    S("text"), sending->row.body, &sending->text) : e;
}

static enum err
render(struct job *job, const struct sending *sending, str *ret)
{
	struct buf	buf;
	struct json	json;

	buf_init(&buf, job->arena, FILE_BYTES);
	json_init(&json, &buf, true);
	json_open_object(&json);
	json_put_member(&json, "message", sending->row.message);
	json_put_member(&json, "way", sending->row.way);
	json_put_member(&json, "to", sending->recipient);
	json_put_member(&json, "title", sending->row.title);
	json_put_member(&json, "text", sending->text);
	json_close_object(&json);
	buf_byte(&buf, '\n');
	*ret = buf_str(&buf);
	return buf_err(&buf) == OK ? OK : FAIL(job->fault, ERR_TOO_LARGE,
	    "outbox.text", sending->row.title);
}

const char *
outbox_folder(struct job *job)
{
	str	setting = setting_text(job->store->settings, "outbox_dir");

	return setting.n > 0 ? str_c(job->arena, setting) :
	    arena_printf(job->arena, "%s/outbox", job->store->dir);
}

/* It is made when it is not there. */
static enum err
folder(struct job *job, const char **ret)
{
	*ret = outbox_folder(job);
	if (mkdir(*ret, 0700) != 0 && errno != EEXIST)
		return FAIL(job->fault, ERR_STORE, "outbox.folder",
		    str_of(*ret));
	return OK;
}

/* Written twice, it is the same file with the same bytes. */
static enum err
hand_over(struct job *job, str argument, str *ret)
{
	struct sending	 sending = { 0 };
	const char	*path;
	str		 bytes;
	enum err	 e;

	*ret = argument;
	e = errand_id_read(job, argument, &sending.id);
	if (e == OK)
		e = job_read(job, load, &sending);
	if (e != OK || sending.row.sent != 0)
		return e;
	e = render(job, &sending, &bytes);
	if (e == OK)
		e = folder(job, &path);
	if (e != OK)
		return e;
	return file_write(arena_printf(job->arena, "%s/%lld.json", path,
	    (long long)sending.id), bytes, job->fault);
}

ERRAND(outbox_send, .about = "errand.about.outbox_send", .outside = hand_over)
(struct job *job, str argument)
{
	int64_t		id = 0;
	enum err	e = errand_id_read(job, argument, &id);

	return e == OK ? sql_outbox_sent(job->db, id, job->now) : e;
}
