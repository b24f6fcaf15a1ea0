/*
 * seal_suite - what a suite of methods must be able to do for seal.
 *
 * Only seal and the suites themselves include this.
 *
 * Calls: str.
 */
#ifndef SEAL_SUITE_H
#define SEAL_SUITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct seal_suite_methods {
	const char	*name;		/* "gm" */
	size_t		 nonce;		/* random bytes before each text */
	size_t		 tag;		/* bytes behind it that prove it */
	/*
	 * Encrypt `text' behind the nonce that stands at `at' and put the tag
	 * behind it; `also' is proved with it and not kept.
	 */
	void		(*shut)(const uint8_t *key, str also, str text,
			    uint8_t *at);
	/* Check nonce, text and tag and decrypt to `to'; false: broken. */
	bool		(*open)(const uint8_t *key, str also, str sealed,
			    uint8_t *to);
	/* A pseudo-random function of the key, 32 bytes. */
	void		(*derive)(const uint8_t *key, str text, uint8_t *to);
};

extern const struct seal_suite_methods seal_suite_sodium, seal_suite_gm;

#endif
