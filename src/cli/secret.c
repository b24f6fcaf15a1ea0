#include "cli/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/utf8.h"

#define LINE_BYTES	4096	/* what a terminal takes in one line */

static void
wipe(void *line)
{
	explicit_bzero(line, LINE_BYTES);
}

/* The first line, without its end; false if it breaks off or is too long. */
static bool
read_line(int fd, char *line, size_t *ret_n)
{
	size_t	n = 0;
	char	c = '\0';

	while (n < LINE_BYTES) {
		ssize_t	got = read(fd, &c, 1);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0 || c == '\n')
			break;
		line[n++] = c;
	}
	if (n > 0 && line[n - 1] == '\r')
		n--;
	*ret_n = n;
	return n < LINE_BYTES;
}

/* A line that is a password: characters, and no control among them. */
static enum err
take_line(struct job *job, int fd, str *ret)
{
	char	*line = arena_alloc(job->arena, LINE_BYTES);
	size_t	 n = 0;

	arena_defer(job->arena, wipe, line);
	if (!read_line(fd, line, &n))
		return FAIL(job->fault, ERR_INVALID, "secret.broken");
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7F)
			return FAIL(job->fault, ERR_INVALID, "secret.broken");
	if (n == 0)
		return FAIL(job->fault, ERR_INVALID, "secret.none");
	if (!utf8_valid((str){ line, n }))
		return FAIL(job->fault, ERR_INVALID, "secret.broken");
	*ret = (str){ line, n };
	return OK;
}

static void
say(int fd, str text)
{
	size_t	n = 0;

	while (n < text.n) {
		ssize_t	put = write(fd, text.at + n, text.n - n);

		if (put < 0 && errno != EINTR)
			return;
		if (put > 0)
			n += (size_t)put;
	}
}

/*
 * Ask twice.  While there is no echo the terminal makes no signals either,
 * so that Control-C cannot leave it so: it is read, and refused as a control.
 */
static enum err
ask(struct job *job, int fd, str *ret)
{
	struct termios	old, quiet;
	enum err	e;
	str		again;

	if (tcgetattr(fd, &old) != 0)
		return FAIL(job->fault, ERR_INVALID, "secret.no_terminal");
	quiet = old;
	quiet.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
	if (tcsetattr(fd, TCSAFLUSH, &quiet) != 0)
		return FAIL(job->fault, ERR_INVALID, "secret.no_terminal");
	say(fd, word(job->words, "secret.ask"));
	e = take_line(job, fd, ret);
	say(fd, S("\n"));
	if (e == OK) {
		say(fd, word(job->words, "secret.again"));
		e = take_line(job, fd, &again);
		say(fd, S("\n"));
	}
	(void)tcsetattr(fd, TCSAFLUSH, &old);
	if (e == OK && !str_eq(*ret, again))
		return FAIL(job->fault, ERR_INVALID, "secret.differ");
	return e;
}

enum err
secret_read(struct job *job, enum secret_from from, str *ret)
{
	enum err	e;
	int		fd;

	if (from == SECRET_STDIN)
		return take_line(job, STDIN_FILENO, ret);
	fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return FAIL(job->fault, ERR_INVALID, "secret.no_terminal");
	e = ask(job, fd, ret);
	(void)close(fd);
	return e;
}
