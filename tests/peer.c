#include "tests/peer.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/test.h"

#define REQUEST_BYTES	((size_t)1 << 20)
#define ALIVE		60	/* seconds at most */

/* The head came whole, and as much body as it says. */
static bool
is_whole(str request)
{
	ptrdiff_t	end = str_find(request, S("\r\n\r\n"), 0);
	ptrdiff_t	at = str_find(request, S("Content-Length: "), 0);

	if (end < 0)
		return false;
	return at < 0 || at > end || request.n - (size_t)end - 4 >=
	    (size_t)strtoul(request.at + at + 16, NULL, 10);
}

static void
serve(int line, int seen, str answer)
{
	static char	request[REQUEST_BYTES];
	size_t		n = 0;
	ssize_t		got = 1;

	while (got > 0 && n < sizeof request - 1 &&
	    !is_whole((str){ request, n })) {
		got = read(line, request + n, sizeof request - 1 - n);
		n += got > 0 ? (size_t)got : 0;
		request[n] = '\0';
	}
	if (write(seen, request, n) < 0 || write(seen, "\n", 1) < 0)
		_exit(1);
	while (answer.n > 0) {
		got = send(line, answer.at, answer.n, MSG_NOSIGNAL);
		if (got <= 0)
			break;
		answer = str_sub(answer, (size_t)got, answer.n);
	}
	(void)shutdown(line, SHUT_WR);
	/* The other side has it all once it ends. */
	got = read(line, request, 1);
	(void)got;
	(void)close(line);
}

static void
answer_all(int listening, const char *path, const str *answer, size_t n)
{
	int	seen = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)alarm(ALIVE);
	for (size_t i = 0;; i += i + 1 < n) {
		int	line = accept(listening, NULL, NULL);

		if (line >= 0)
			serve(line, seen, answer[i]);
	}
}

struct peer
peer_start(const str *answer, size_t n)
{
	struct sockaddr_in	at = { .sin_family = AF_INET };
	socklen_t		size = sizeof at;
	struct arena		*arena = test_arena();
	struct peer		peer = { .port = 0 };
	int			listening = socket(AF_INET, SOCK_STREAM |
				    SOCK_CLOEXEC, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	cr_assert_eq(bind(listening, (struct sockaddr *)&at, sizeof at), 0);
	cr_assert_eq(listen(listening, 16), 0);
	cr_assert_eq(getsockname(listening, (struct sockaddr *)&at, &size),
	    0);
	peer.port = ntohs(at.sin_port);
	peer.allow = str_printf(arena, "127.0.0.1:%d", peer.port);
	peer.seen = arena_printf(arena, "%s/peer-%d", test_folder(),
	    peer.port);
	if (fork() == 0)
		answer_all(listening, peer.seen, answer, n);
	(void)close(listening);
	return peer;
}

str
peer_answer(const char *status, const char *type, str body)
{
	return str_printf(test_arena(), "HTTP/1.1 %s\r\nContent-Type: %s\r\n"
	    "Content-Length: %zu\r\nConnection: close\r\n\r\n%.*s", status,
	    type, body.n, STRF(body));
}

str
peer_url(const struct peer *peer, const char *path)
{
	return str_printf(test_arena(), "http://127.0.0.1:%d%s", peer->port,
	    path);
}

str
peer_seen(const struct peer *peer)
{
	struct fault	fault = { 0 };
	str		bytes;

	check_ok(file_read(test_arena(), peer->seen, REQUEST_BYTES, &bytes,
	    &fault), fault);
	return bytes;
}
