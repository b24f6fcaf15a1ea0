/*
 * qr - a QR code as a path of SVG.
 *
 * The page draws it: <svg viewBox="0 0 {side} {side}"><path d="{path}"/>.
 * Nothing is fetched from anywhere, and no script is needed.
 *
 * Calls: base, libqrencode.
 */
#ifndef QR_H
#define QR_H

#include "base/err.h"
#include "base/str.h"

struct arena;

struct qr {
	int	side;		/* modules of a side, the white rim too */
	str	path;		/* a square for each dark module */
};

/* ERR_TOO_LARGE for what no code holds (about 2 KB); there is no sentence. */
enum err qr_make(struct arena *arena, str text, struct qr *ret);

#endif
