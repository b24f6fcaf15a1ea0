#include "base/err.h"

#include <string.h>

#include "base/utf8.h"

enum err
fault_set(struct fault *fault, enum err code, const char *file, int line,
    const char *key, const str *args, size_t n)
{
	char	text[FAULT_TEXT];	/* the arguments may be the old ones */
	size_t	used = 0, length[FAULT_ARGS] = { 0 };

	if (fault == NULL)
		return code;
	if (n > FAULT_ARGS)
		n = FAULT_ARGS;
	for (size_t i = 0; i < n; i++) {
		str	arg = utf8_head(args[i], (FAULT_TEXT - used) / 2);

		if (arg.n > 0)
			memcpy(text + used, arg.at, arg.n);
		length[i] = arg.n;
		used += arg.n;
	}
	*fault = (struct fault){ .code = code, .key = key, .file = file,
	    .line = line, .n = n };
	memcpy(fault->text, text, used);
	used = 0;
	for (size_t i = 0; i < n; i++) {
		fault->arg[i] = (str){ fault->text + used, length[i] };
		used += length[i];
	}
	return code;
}

void
fault_clear(struct fault *fault)
{
	*fault = (struct fault){ .code = OK };
}

int
err_exit(enum err code)
{
	switch (code) {
	case OK:
		return 0;
	case ERR_NOT_FOUND:
	case ERR_INVALID:
	case ERR_FORBIDDEN:
	case ERR_TOO_LARGE:
		return 2;
	case ERR_CONFLICT:
		return 1;
	case ERR_BUSY:
	case ERR_STORE:
	case ERR_OUTSIDE:
	case ERR__MAX:
		break;
	}
	return 3;
}
