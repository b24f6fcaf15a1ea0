#include "web/qr.h"

#include <qrencode.h>

#include "base/arena.h"
#include "base/buf.h"

#define RIM		4	/* modules of white, as the norm asks for */
#define PATH_BYTES	((size_t)1 << 20)

static void
let_go(void *code)
{
	QRcode_free(code);
}

enum err
qr_make(struct arena *arena, str text, struct qr *ret)
{
	QRcode		*code;
	struct buf	 path;

	code = QRcode_encodeString8bit(str_c(arena, text), 0, QR_ECLEVEL_M);
	if (code == NULL)
		return ERR_TOO_LARGE;
	arena_defer(arena, let_go, code);
	buf_init(&path, arena, PATH_BYTES);
	for (int y = 0; y < code->width; y++)
		for (int x = 0; x < code->width; x++)
			if ((code->data[y * code->width + x] & 1) != 0)
				buf_printf(&path, "M%d %dh1v1h-1z", x + RIM,
				    y + RIM);
	ret->side = code->width + 2 * RIM;
	ret->path = buf_str(&path);
	return buf_err(&path);
}
