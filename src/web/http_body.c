#include "web/http_body.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"

void
http_body_begin(struct http_body *body, const char *dir, size_t limit)
{
	*body = (struct http_body){ .dir = dir, .limit = limit, .fd = -1 };
}

/* A file that nobody can open by a name; where the file system has none such,
   one whose name is taken away at once. */
static int
open_nameless(struct arena *arena, const char *dir)
{
	int	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	char	*path;

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return fd;
	path = arena_printf(arena, "%s/.upload-XXXXXX", dir);
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		(void)unlink(path);
	return fd;
}

static void
write_all(struct http_body *body, str bytes)
{
	while (bytes.n > 0 && body->status == 0) {
		ssize_t	n = write(body->fd, bytes.at, bytes.n);

		if (n < 0 && errno != EINTR)
			body->status = 507;
		if (n > 0)
			bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
}

void
http_body_put(struct http_body *body, str bytes)
{
	body->n += bytes.n;
	if (body->n > body->limit && body->status == 0)
		body->status = 413;
	if (body->status != 0)
		return;
	if (body->arena == NULL) {
		body->arena = arena_new(8 * HTTP_BODY_MEMORY);
		buf_init(&body->buf, body->arena, HTTP_BODY_MEMORY);
	}
	if (body->fd < 0 && body->n <= HTTP_BODY_MEMORY) {
		buf_put(&body->buf, bytes);
		return;
	}
	if (body->fd < 0) {
		body->fd = open_nameless(body->arena, body->dir);
		if (body->fd < 0)
			body->status = 507;
		write_all(body, buf_str(&body->buf));
	}
	write_all(body, bytes);
}

str
http_body_whole(struct http_body *body)
{
	if (body->arena == NULL || body->status != 0)
		return S("");
	if (body->fd < 0)
		return buf_str(&body->buf);
	body->map = mmap(NULL, body->n, PROT_READ, MAP_PRIVATE, body->fd, 0);
	if (body->map == MAP_FAILED) {
		body->map = NULL;
		body->status = 503;
		return S("");
	}
	return (str){ body->map, body->n };
}

void
http_body_end(struct http_body *body)
{
	if (body->map != NULL)
		(void)munmap(body->map, body->n);
	if (body->fd >= 0)
		(void)close(body->fd);
	if (body->arena != NULL)
		arena_free(body->arena);
	body->map = NULL;
	body->fd = -1;
	body->arena = NULL;
}
