/*
 * totp - one-time codes by the time (RFC 6238), as phone apps make them.
 *
 * Six digits, half a minute, HMAC-SHA1: what every app can do.  A code of
 * the step before or after is taken too, because clocks differ; which step it
 * was is told, so that the caller takes no code twice.
 *
 * Calls: base, OpenSSL.
 */
#ifndef TOTP_H
#define TOTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

#define TOTP_SECRET	20	/* bytes of a secret: HMAC-SHA1's own measure */

/* The step that a moment, in milliseconds, lies in. */
int64_t	 totp_step(int64_t now);

/* The number of a step, 31 bits; its last six digits are the code. */
uint32_t totp_number(str secret, int64_t step);
str	 totp_code(struct arena *arena, str secret, int64_t step);

/*
 * The code is that of a step around `now' and later than `last', the step of
 * the code that was taken before (-1 for none).
 */
bool	 totp_is(str secret, str code, int64_t now, int64_t last,
	    int64_t *ret_step);

/* The secret as people type it in, in groups of four, and as the address
   that a QR code holds. */
str	 totp_text(struct arena *arena, str secret);
str	 totp_uri(struct arena *arena, str issuer, str login, str secret);

#endif
