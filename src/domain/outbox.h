/*
 * outbox - messages to the outside: mail, short messages, notices.
 *
 * A message is a row written in the transaction that makes it necessary, so
 * nobody is told what did not happen; an errand hands it to the sink, once
 * per message id.  The sink is the folder `outbox_dir': one file a message,
 * JSON, which whoever sends them takes away.
 *
 * Calls: base, store, job, errand, subject.
 */
#ifndef OUTBOX_H
#define OUTBOX_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

enum outbox_way { OUTBOX_MAIL, OUTBOX_SMS, OUTBOX_NOTICE, OUTBOX__WAYS };

struct outbox_message {
	str		id;		/* one of a kind in the store: of one
					   id one message goes */
	int64_t		agency;		/* which body writes */
	enum outbox_way	way;		/* how it goes */
	str		recipient;	/* address, number, login */
	str		title;		/* nothing personal */
	str		text;		/* what it says */
	int64_t		subject;	/* whose data key seals recipient and
					   text until it goes; 0: in clear */
};

/* Leave a message in the job's transaction.  ERR_INVALID for a recipient of
   more than one line, ERR_TOO_LARGE. */
enum err outbox_put(struct job *job, const struct outbox_message *message);

/* Where the sink is; the folder need not be there. */
const char *outbox_folder(struct job *job);

#endif
