#include "web/listen.h"

#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/arena.h"

#define BACKLOG		1024
#define KIND		(SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC)

static enum err
failed(const char *address, int fd, struct fault *fault)
{
	const char	*why = strerror(errno);

	if (fd >= 0)
		(void)close(fd);
	return FAIL(fault, ERR_STORE, "web.listen_failed", str_of(address),
	    str_of(why));
}

/* A local socket; one that was left by a server that is gone is replaced. */
static enum err
open_local(struct arena *arena, const char *path, int *ret, str *ret_shown,
    struct fault *fault)
{
	struct sockaddr_un	address = { .sun_family = AF_UNIX };
	struct stat		there;
	int			fd;

	if (strlen(path) >= sizeof address.sun_path)
		return FAIL(fault, ERR_INVALID, "web.listen_wrong",
		    str_of(path));
	memcpy(address.sun_path, path, strlen(path));
	fd = socket(AF_UNIX, KIND, 0);
	if (fd < 0)
		return failed(path, fd, fault);
	if (lstat(path, &there) == 0 && S_ISSOCK(there.st_mode) &&
	    connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
		(void)unlink(path);
	if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 ||
	    listen(fd, BACKLOG) != 0 || chmod(path, 0660) != 0)
		return failed(path, fd, fault);
	*ret = fd;
	*ret_shown = str_printf(arena, "unix:%s", path);
	return OK;
}

static str
show(struct arena *arena, int fd)
{
	struct sockaddr_storage	address;
	socklen_t		n = sizeof address;
	char			host[NI_MAXHOST], port[NI_MAXSERV];

	if (getsockname(fd, (struct sockaddr *)&address, &n) != 0 ||
	    getnameinfo((struct sockaddr *)&address, n, host, sizeof host,
	    port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return S("");
	return str_printf(arena, strchr(host, ':') == NULL ?
	    "http://%s:%s/" : "http://[%s]:%s/", host, port);
}

static enum err
open_found(const struct addrinfo *found, const char *text, int *ret,
    struct fault *fault)
{
	int	fd = socket(found->ai_family, KIND, 0), on = 1;

	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on,
	    sizeof on) != 0 || bind(fd, found->ai_addr, found->ai_addrlen) !=
	    0 || listen(fd, BACKLOG) != 0)
		return failed(text, fd, fault);
	*ret = fd;
	return OK;
}

enum err
listen_open(struct arena *arena, const char *text, int *ret, str *ret_shown,
    struct fault *fault)
{
	const struct addrinfo	 hints = { .ai_flags = AI_PASSIVE |
				    AI_NUMERICHOST | AI_NUMERICSERV,
				    .ai_socktype = SOCK_STREAM };
	const char		*colon = strrchr(text, ':');
	struct addrinfo		*found;
	str			 host;
	enum err		 e;

	if (strchr(text, '/') != NULL)
		return open_local(arena, text, ret, ret_shown, fault);
	if (colon == NULL)
		return FAIL(fault, ERR_INVALID, "web.listen_wrong",
		    str_of(text));
	host = str_sub(str_of(text), 0, (size_t)(colon - text));
	if (str_starts(host, S("[")) && str_ends(host, S("]")))
		host = str_sub(host, 1, host.n - 1);
	if (host.n == 0 || colon[1] == '\0' || getaddrinfo(str_c(arena, host),
	    colon + 1, &hints, &found) != 0)
		return FAIL(fault, ERR_INVALID, "web.listen_wrong",
		    str_of(text));
	e = open_found(found, text, ret, fault);
	freeaddrinfo(found);
	if (e == OK)
		*ret_shown = show(arena, *ret);
	return e;
}
