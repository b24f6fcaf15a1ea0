/*
 * transparency_head - signed heads of the log: what others keep.
 *
 *	gongkai transparency head 1
 *	origin: 青石县人民政府
 *	size: 12345
 *	root: sha256:...
 *	at: 1767225600000
 *	key: ed25519:...
 *	signature: ...
 *
 * One is signed when the log grew, and each day one goes to the addresses of
 * the setting `transparency_mail' and into the folder `transparency_dir'.
 * A head that nobody else keeps proves nothing.
 *
 * Calls: base, store, job, errand, outbox, transparency_tree.
 */
#ifndef TRANSPARENCY_HEAD_H
#define TRANSPARENCY_HEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

/* What a head says. */
struct transparency_head {
	str		origin;		/* whose log it is, as it says */
	int64_t		n;		/* leaves */
	struct digest	root;		/* of the tree of those */
	int64_t		at;		/* when it was signed, milliseconds */
	str		key;		/* public key that signed it, as text */
};

/* Read one; ERR_INVALID "transparency.head.form" or ".signature".  Needs no
   store. */
enum err transparency_head_read(str note, struct transparency_head *ret,
	    struct fault *fault);

/* Sign the tree as it is and keep the head, in a writing transaction.
   ERR_NOT_FOUND "transparency.empty" while no leaf has its place,
   ERR_FORBIDDEN "seal.no_key". */
enum err transparency_head_sign(struct job *job, str *ret);

/* The same where the newest one is of fewer leaves; where there is no master
   key or no leaf, nothing. */
enum err transparency_head_sign_grown(struct job *job);

/* The newest one that is kept; ERR_NOT_FOUND "transparency.empty". */
enum err transparency_head_newest(struct job *job, str *ret);

/* The first one that holds the leaf at a place; ERR_NOT_FOUND
   "transparency.waits" while none does. */
enum err transparency_head_first(struct job *job, int64_t n, str *ret);

/* A master key here makes the key that signed it. */
bool	 transparency_head_ours(struct job *job,
	    const struct transparency_head *head);

/* Does the log begin as it was then?  ERR_CONFLICT "transparency.head.short",
   ".other"; in a transaction. */
enum err transparency_head_check(struct job *job,
	    const struct transparency_head *head);

/* Sign one anew and send it; in no transaction. */
enum err transparency_head_send(struct job *job, str *ret);

#endif
