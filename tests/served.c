#include "tests/served.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/data.h"
#include "base/setting.h"
#include "tests/people.h"
#include "web/serve.h"

#define ARENA_BYTES	((size_t)64 << 20)
#define REPLY_BYTES	((size_t)16 << 20)
#define PATIENCE	30	/* seconds, for anything */
#define WORKERS		2

struct served {
	pid_t		 pid;
	int		 dir;		/* the folder's path is told here */
	int		 address;	/* it tells its own here */
	uint16_t	 port;
	const char	*clock;		/* the file it goes by */
};

/* --- the other process --------------------------------------------------- */

static void
serve(int dir_pipe, int address)
{
	static char		 dir[1000], clock[1100];
	struct arena		*arena = arena_new(ARENA_BYTES);
	struct fault		 fault = { 0 };
	const struct settings	*settings;
	struct serve_plan	 plan = { .dir = dir, .clock = clock,
				    .listen = "127.0.0.1:0",
				    .workers = WORKERS };
	ssize_t			 n;
	int			 log;

	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	n = read(dir_pipe, dir, sizeof dir - 1);
	if (n <= 0)
		_exit(0);
	(void)close(dir_pipe);
	(void)snprintf(clock, sizeof clock, "%s/clock", dir);
	log = open(arena_printf(arena, "%s/log", dir), O_WRONLY | O_CREAT |
	    O_CLOEXEC, 0600);
	if (dup2(address, STDOUT_FILENO) < 0 || dup2(log, STDERR_FILENO) < 0)
		_exit(1);
	(void)close(address);
	data_override("tests/data/cheap");
	if (setting_read(arena, arena_printf(arena, "%s/gongkai.conf", dir),
	    &settings, &fault) != OK || word_load(arena, LANG_ZH,
	    &plan.words, &fault) != OK)
		_exit(1);
	plan.settings = settings;
	_exit(serve_run(arena, &plan, &fault) == OK ? 0 : 1);
}

/* --- its life ------------------------------------------------------------ */

static void
end(void *context)
{
	struct served	*served = context;

	(void)close(served->dir);
	(void)close(served->address);
	(void)kill(served->pid, SIGTERM);
	(void)waitpid(served->pid, NULL, 0);
}

struct served *
served_new(void)
{
	struct served	*served = arena_alloc(test_arena(), sizeof *served);
	int		 dir[2], address[2];

	cr_assert(pipe2(dir, O_CLOEXEC) == 0 && pipe2(address, O_CLOEXEC) ==
	    0);
	served->pid = fork();
	if (served->pid == 0) {
		(void)close(dir[1]);
		(void)close(address[0]);
		serve(dir[0], address[1]);
	}
	(void)close(dir[0]);
	(void)close(address[1]);
	cr_assert(served->pid > 0);
	served->dir = dir[1];
	served->address = address[0];
	return served;
}

/* "http://127.0.0.1:40123/" */
static uint16_t
read_port(const struct served *served)
{
	struct pollfd	 polled = { served->address, POLLIN, 0 };
	char		 line[100] = "", *colon;

	cr_assert(poll(&polled, 1, PATIENCE * 1000) == 1 &&
	    read(served->address, line, sizeof line - 1) > 0,
	    "the server does not begin to serve");
	colon = strrchr(line, ':');
	cr_assert(colon != NULL, "no address: %s", line);
	return (uint16_t)strtoul(colon + 1, NULL, 10);
}

void
served_start(struct served *served, struct test_store *t)
{
	const char	*dir = t->store->dir;
	struct arena	*last = test_arena();	/* gone before the store */

	people_set(t, "folder = test\nclient_rate = 0\ncostly_rate = 0\n"
	    "threads = 2");
	served->clock = arena_printf(t->job.arena, "%s/clock", dir);
	served_set_clock(served, t->job.now);
	arena_defer(last, end, served);
	cr_assert(write(served->dir, dir, strlen(dir)) ==
	    (ssize_t)strlen(dir));
	served->port = read_port(served);
}

void
served_set_clock(struct served *served, int64_t now)
{
	struct arena	*arena = test_arena();
	struct fault	 fault = { 0 };

	check_ok(file_write(served->clock, day_minute(arena, now), &fault),
	    fault);
}

/* --- asking -------------------------------------------------------------- */

static int
connected(const struct served *served)
{
	const struct timeval	patience = { .tv_sec = PATIENCE };
	struct sockaddr_in	to = { .sin_family = AF_INET,
				    .sin_port = htons(served->port),
				    .sin_addr.s_addr =
				    htonl(INADDR_LOOPBACK) };
	int			fd = socket(AF_INET, SOCK_STREAM |
				    SOCK_CLOEXEC, 0);

	cr_assert(fd >= 0 && connect(fd, (void *)&to, sizeof to) == 0,
	    "no connection to port %d", served->port);
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience,
	    sizeof patience);
	return fd;
}

static void
send_request(int fd, struct arena *arena, const struct http_request *request)
{
	struct buf	buf;
	str		bytes;
	ssize_t		n;

	buf_init(&buf, arena, REPLY_BYTES);
	buf_printf(&buf, "%.*s %.*s HTTP/1.1\r\n", STRF(request->method),
	    STRF(request->target));
	for (size_t i = 0; i < request->headers; i++)
		if (request->header[i].value.n > 0)
			buf_printf(&buf, "%.*s: %.*s\r\n",
			    STRF(request->header[i].name),
			    STRF(request->header[i].value));
	buf_printf(&buf, "Content-Length: %zu\r\nConnection: close\r\n\r\n",
	    request->body.n);
	buf_put(&buf, request->body);
	bytes = buf_str(&buf);
	for (size_t at = 0; at < bytes.n; at += (size_t)n) {
		n = send(fd, bytes.at + at, bytes.n - at, MSG_NOSIGNAL);
		cr_assert(n > 0, "the server does not read");
	}
}

static str
read_reply(int fd, struct arena *arena)
{
	char		bytes[8192];
	struct buf	buf;
	ssize_t		n;

	buf_init(&buf, arena, REPLY_BYTES);
	while ((n = recv(fd, bytes, sizeof bytes, 0)) > 0)
		buf_put(&buf, (str){ bytes, (size_t)n });
	cr_assert(n == 0, "the server does not answer");
	return buf_str(&buf);
}

void
served_ask(const struct served *served, struct arena *arena,
    const struct http_request *request, struct http_reply *ret)
{
	int		fd = connected(served);
	str		head, line, name, bytes;
	ptrdiff_t	at;

	send_request(fd, arena, request);
	bytes = read_reply(fd, arena);
	(void)close(fd);
	at = str_find(bytes, S("\r\n\r\n"), 0);
	cr_assert(at > 0 && str_starts(bytes, S("HTTP/1.1 ")), "no reply to "
	    "%.*s: %.*s", STRF(request->target), STRF(bytes));
	head = str_sub(bytes, 0, (size_t)at);
	*ret = (struct http_reply){
	    .status = (int)strtol(bytes.at + 9, NULL, 10),
	    .bytes = str_sub(bytes, (size_t)at + 4, bytes.n) };
	(void)str_cut(&head, '\n', &line);
	while (str_cut(&head, '\n', &line)) {
		cr_assert(str_cut(&line, ':', &name));
		http_reply_header(ret, name, str_trim(line));
	}
}
