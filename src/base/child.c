#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#define PATH_USUAL	"/usr/local/bin:/usr/bin:/bin"
#define SAID		512	/* bytes of its standard error that are kept */
#define OPEN_FILES	64
#define BLOCK		((size_t)64 * 1024)

struct child {
	const char	*program;	/* where it was found */
	pid_t		 pid;		/* 0 while none is running */
	int		 input;		/* its standard input, -1 once closed */
	int		 output[2];	/* a pipe for what it prints */
	int		 said[2];	/* and one for what it complains of */
	struct buf	 printed;
	struct buf	 complaint;
	int64_t		 deadline;	/* milliseconds of the steady clock */
	bool		 over;		/* a limit was passed */
};

static int64_t
milliseconds(void)
{
	struct timespec	now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
close_one(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

static void
kill_all(const struct child *child)
{
	/* Its session is its own only once it has come to make one. */
	(void)kill(-child->pid, SIGKILL);
	(void)kill(child->pid, SIGKILL);
}

/* Leave nothing running and nothing open, however the job ended. */
static void
let_go(void *what)
{
	struct child	*child = what;

	if (child->pid > 0) {
		kill_all(child);
		while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
			continue;
		child->pid = 0;
	}
	close_one(&child->input);
	for (int i = 0; i < 2; i++) {
		close_one(&child->output[i]);
		close_one(&child->said[i]);
	}
}

/* The file of a program on PATH that may be run; NULL if there is none. */
static const char *
find_program(struct arena *arena, const char *name)
{
	const char	*path = getenv("PATH");
	str		 rest = str_of(path == NULL ? PATH_USUAL : path), part;

	if (strchr(name, '/') != NULL)
		return access(name, X_OK) == 0 ? name : NULL;
	while (str_cut(&rest, ':', &part)) {
		const char	*file = arena_printf(arena, "%.*s/%s",
				    STRF(part), name);

		if (part.n > 0 && access(file, X_OK) == 0)
			return file;
	}
	return NULL;
}

/* A descriptor that is none of the standard three. */
static int
above_standard(int fd)
{
	int	other;

	if (fd < 0 || fd > STDERR_FILENO)
		return fd;
	other = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	(void)close(fd);
	return other;
}

/* A file of memory that holds the input and changes no more. */
static bool
open_input(struct child *child, str input)
{
	size_t	n = 0;

	child->input = above_standard(memfd_create("input",
	    MFD_CLOEXEC | MFD_ALLOW_SEALING));
	if (child->input < 0)
		return false;
	while (n < input.n) {
		ssize_t	put = write(child->input, input.at + n, input.n - n);

		if (put < 0 && errno != EINTR)
			return false;
		n += put < 0 ? 0 : (size_t)put;
	}
	(void)fcntl(child->input, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW |
	    F_SEAL_WRITE | F_SEAL_SEAL);
	return lseek(child->input, 0, SEEK_SET) == 0;
}

static bool
open_pipe(int *ends)
{
	if (pipe2(ends, O_CLOEXEC) != 0) {
		ends[0] = ends[1] = -1;
		return false;
	}
	ends[0] = above_standard(ends[0]);
	ends[1] = above_standard(ends[1]);
	return ends[0] >= 0 && ends[1] >= 0;
}

static void
limit(__rlimit_resource_t what, rlim_t most)
{
	struct rlimit	old, new = { most, most };

	if (getrlimit(what, &old) == 0 && old.rlim_max < most)
		new = (struct rlimit){ old.rlim_max, old.rlim_max };
	(void)setrlimit(what, &new);
}

/*
 * What happens in the child before it is another program.  Other threads may
 * have held any lock at the fork: nothing is called here but the kernel.
 */
static void __attribute__((noreturn))
become(const struct child *child, const char *const *argv,
    const struct child_limits *limits)
{
	static const char *const	environment[] = { "PATH=" PATH_USUAL,
					    "LC_ALL=C.UTF-8", NULL };
	sigset_t			none;

	(void)setsid();
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (unshare(CLONE_NEWNET) != 0)
		(void)unshare(CLONE_NEWUSER | CLONE_NEWNET);
	if (chdir("/") != 0 || dup2(child->input, STDIN_FILENO) < 0 ||
	    dup2(child->output[1], STDOUT_FILENO) < 0 ||
	    dup2(child->said[1], STDERR_FILENO) < 0)
		_exit(126);
	(void)close_range(STDERR_FILENO + 1, ~0u, 0);
	(void)signal(SIGPIPE, SIG_DFL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, limits->seconds);
	limit(RLIMIT_FSIZE, limits->output);
	limit(RLIMIT_NOFILE, OPEN_FILES);
	limit(RLIMIT_AS, limits->memory);
	(void)execve(child->program, (char *const *)argv,
	    (char *const *)environment);
	_exit(126);
}

/* True while there is something to read; what was read is kept. */
static bool
read_some(int fd, struct buf *to)
{
	char	block[BLOCK];
	ssize_t	got = read(fd, block, sizeof block);

	if (got < 0)
		return errno == EINTR || errno == EAGAIN;
	if (got > 0)
		buf_put(to, (str){ block, (size_t)got });
	return got > 0;
}

/* The first of what it complains, whatever comes after. */
static bool
read_complaint(struct child *child)
{
	char	block[SAID];
	ssize_t	got = read(child->said[0], block, sizeof block);
	size_t	room = SAID - child->complaint.n;

	if (got < 0)
		return errno == EINTR || errno == EAGAIN;
	buf_put(&child->complaint, (str){ block,
	    (size_t)got < room ? (size_t)got : room });
	return got > 0;
}

/* Read until it has closed both ends or has passed a limit. */
static void
collect(struct child *child)
{
	while (!child->over && (child->output[0] >= 0 || child->said[0] >= 0)) {
		struct pollfd	from[] = { { child->output[0], POLLIN, 0 },
				    { child->said[0], POLLIN, 0 } };
		int64_t		left = child->deadline - milliseconds();

		if (left <= 0) {
			child->over = true;
			break;
		}
		if (poll(from, 2, (int)left) <= 0)
			continue;
		if (from[0].revents != 0 &&
		    !read_some(child->output[0], &child->printed))
			close_one(&child->output[0]);
		if (from[1].revents != 0 && !read_complaint(child))
			close_one(&child->said[0]);
		child->over = buf_err(&child->printed) != OK;
	}
}

/*
 * Wait for its end, which is made to come by the deadline, and end whatever it
 * left running.  It is not reaped before, so that its number stays its own.
 */
static int
wait_for(struct child *child)
{
	siginfo_t	info = { .si_pid = 0 };
	int		status = 0, pause = 1;

	while (!child->over) {
		if (waitid(P_PID, (id_t)child->pid, &info,
		    WEXITED | WNOHANG | WNOWAIT) != 0 && errno != EINTR)
			break;
		if (info.si_pid != 0)
			break;
		(void)poll(NULL, 0, pause);
		pause = pause < 32 ? pause * 2 : pause;
		child->over = milliseconds() >= child->deadline;
	}
	kill_all(child);
	while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	child->pid = 0;
	return status;
}

/* Programs that meet the limit of memory say so in these words. */
static bool
wanted_memory(str complaint)
{
	return str_has(complaint, S("bad_alloc")) ||
	    str_has(complaint, S("ut of memory")) ||
	    str_has(complaint, S("memory exhausted")) ||
	    str_has(complaint, S("annot allocate memory"));
}

static enum err
verdict(struct arena *arena, const struct child *child, const char *name,
    int status, struct fault *fault)
{
	str	complaint = str_trim(utf8_clean(arena,
		    buf_str(&child->complaint)));
	int	signal_no = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (child->over || signal_no == SIGXCPU || signal_no == SIGKILL ||
	    signal_no == SIGXFSZ ||
	    (status != 0 && wanted_memory(complaint)))
		return FAIL(fault, ERR_TOO_LARGE, "child.limits",
		    str_of(name));
	if (status == 0)
		return OK;
	if (complaint.n == 0)
		complaint = signal_no != 0 ?
		    str_printf(arena, "signal %d", signal_no) :
		    str_printf(arena, "exit %d", WEXITSTATUS(status));
	return FAIL(fault, ERR_OUTSIDE, "child.failed", str_of(name),
	    complaint);
}

static enum err
cannot_start(const char *name, int error, struct fault *fault)
{
	return FAIL(fault, ERR_BUSY, "child.failed", str_of(name),
	    str_of(strerror(error)));
}

enum err
child_run(struct arena *arena, const char *const *argv, str input,
    const struct child_limits *limits, str *ret_output, struct fault *fault)
{
	struct child	*child = arena_alloc(arena, sizeof *child);
	enum err	 e;

	*child = (struct child){ .input = -1, .output = { -1, -1 },
	    .said = { -1, -1 } };
	child->program = find_program(arena, argv[0]);
	if (child->program == NULL)
		return FAIL(fault, ERR_NOT_FOUND, "child.missing",
		    str_of(argv[0]));
	buf_init(&child->printed, arena, limits->output);
	buf_init(&child->complaint, arena, SAID);
	arena_defer(arena, let_go, child);
	if (!open_input(child, input) || !open_pipe(child->output) ||
	    !open_pipe(child->said)) {
		e = cannot_start(argv[0], errno, fault);
		let_go(child);
		return e;
	}
	child->deadline = milliseconds() + (int64_t)limits->seconds * 1000;
	child->pid = fork();
	if (child->pid == 0)
		become(child, argv, limits);
	if (child->pid < 0) {
		e = cannot_start(argv[0], errno, fault);
		let_go(child);
		return e;
	}
	close_one(&child->input);
	close_one(&child->output[1]);
	close_one(&child->said[1]);
	collect(child);
	e = verdict(arena, child, argv[0], wait_for(child), fault);
	let_go(child);
	if (e == OK)
		*ret_output = buf_str(&child->printed);
	return e;
}
