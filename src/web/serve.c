#include "web/serve.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/setting.h"
#include "web/guard.h"
#include "web/listen.h"
#include "web/meter.h"
#include "web/worker.h"

#define STEADY		5000	/* milliseconds of life that are no failure */
#define PAUSE_MIN	100	/* before one that failed is replaced */
#define PAUSE_MAX	10000
#define STOP_MAX	40000	/* before one that does not end is killed */

/* A worker process. */
struct child {
	pid_t	pid;		/* 0: none */
	int	pipe;		/* our end of plan.ready */
	int64_t	began;		/* by guard_now */
	int64_t	kill;		/* when its patience ends; 0: it goes on */
	bool	ready;		/* it serves */
};

/* The place of a worker; during a restart it has two. */
struct slot {
	struct child	now;	/* the one that serves, or will first */
	struct child	next;	/* its successor, until it serves */
	struct child	old;	/* its predecessor, until it has ended */
	int64_t		again;	/* when to start anew; 0: not due */
	int64_t		pause;	/* the last one */
};

struct serve {
	const struct serve_plan	*plan;
	int			 listener;
	int			 metrics;
	int			 signals;	/* signalfd */
	struct meter		*meter;
	str			 shown;		/* the address */
	struct slot		*slot;
	bool			 served;	/* all of them did once */
	bool			 stopping;
	bool			 failed;	/* before that */
	unsigned		 rolling;	/* slot being restarted; past
						   the last: none */
};

/* --- children ------------------------------------------------------------ */

/* In the child: nothing of the other workers' stays open, so that each sees
   it when the supervisor is gone. */
static void
become_worker(const struct serve *serve, int ready)
{
	struct worker_plan	 plan = { serve->plan->dir, serve->plan->clock,
				    serve->plan->words, serve->listener,
				    serve->metrics, ready, serve->meter };

	(void)close(serve->signals);
	for (unsigned i = 0; i < serve->plan->workers; i++) {
		const struct slot	*slot = &serve->slot[i];

		if (slot->now.pid != 0)
			(void)close(slot->now.pipe);
		if (slot->next.pid != 0)
			(void)close(slot->next.pipe);
		if (slot->old.pid != 0)
			(void)close(slot->old.pipe);
	}
	_exit(worker_run(&plan));
}

static bool
start(struct serve *serve, struct child *child)
{
	int	pair[2];
	pid_t	pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return false;
	pid = fork();
	if (pid == 0) {
		(void)close(pair[0]);
		become_worker(serve, pair[1]);
	}
	(void)close(pair[1]);
	if (pid < 0) {
		(void)close(pair[0]);
		return false;
	}
	*child = (struct child){ .pid = pid, .pipe = pair[0],
	    .began = guard_now() };
	return true;
}

static void
stop(struct child *child)
{
	if (child->pid == 0 || child->kill != 0)
		return;
	(void)kill(child->pid, SIGTERM);
	child->kill = guard_now() + STOP_MAX;
}

static void
forget(struct child *child)
{
	(void)close(child->pipe);
	*child = (struct child){ 0 };
}

/* --- what happens to them ------------------------------------------------ */

/* Start the successor of the slot whose turn it is. */
static void
roll(struct serve *serve)
{
	while (serve->rolling < serve->plan->workers) {
		struct slot	*slot = &serve->slot[serve->rolling];

		if (slot->now.pid != 0 && slot->old.pid == 0 &&
		    start(serve, &slot->next))
			return;
		serve->rolling++;
	}
}

static void
tell_address(struct serve *serve)
{
	char	line[300];
	int	n;

	for (unsigned i = 0; i < serve->plan->workers; i++)
		if (!serve->slot[i].now.ready)
			return;
	if (serve->served)
		return;
	serve->served = true;
	n = snprintf(line, sizeof line, "%.*s\n", STRF(serve->shown));
	/* Nobody may read it; the server serves all the same. */
	(void)file_print((str){ line, (size_t)n }, NULL);
}

static void
serves(struct serve *serve, struct slot *slot, struct child *child)
{
	child->ready = true;
	if (child == &slot->next) {
		slot->old = slot->now;
		slot->now = slot->next;
		slot->next = (struct child){ 0 };
		stop(&slot->old);
		serve->rolling++;
		roll(serve);
	}
	tell_address(serve);
}

static void
died(struct serve *serve, struct slot *slot, struct child *child)
{
	bool	steady = guard_now() - child->began >= STEADY;

	if (child == &slot->next)
		/* What is there goes on; so does the restart of the others
		   not: they would fare alike. */
		serve->rolling = serve->plan->workers;
	if (child == &slot->now && !serve->stopping) {
		slot->pause = steady || slot->pause == 0 ? PAUSE_MIN :
		    slot->pause * 2 > PAUSE_MAX ? PAUSE_MAX : slot->pause * 2;
		slot->again = guard_now() + slot->pause;
		if (!serve->served)
			serve->failed = serve->stopping = true;
	}
	forget(child);
}

static void
stop_all(struct serve *serve)
{
	serve->stopping = true;
	serve->rolling = serve->plan->workers;
	for (unsigned i = 0; i < serve->plan->workers; i++) {
		stop(&serve->slot[i].now);
		stop(&serve->slot[i].next);
		stop(&serve->slot[i].old);
	}
}

/* --- the loop ------------------------------------------------------------ */

static void
reap(struct serve *serve)
{
	pid_t	pid;

	while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
		for (unsigned i = 0; i < serve->plan->workers; i++) {
			struct slot	*slot = &serve->slot[i];

			if (slot->now.pid == pid)
				died(serve, slot, &slot->now);
			else if (slot->next.pid == pid)
				died(serve, slot, &slot->next);
			else if (slot->old.pid == pid)
				died(serve, slot, &slot->old);
		}
}

static void
take_signal(struct serve *serve)
{
	struct signalfd_siginfo	info;

	if (read(serve->signals, &info, sizeof info) != sizeof info)
		return;
	if (info.ssi_signo == SIGCHLD)
		reap(serve);
	else if (info.ssi_signo != SIGHUP)
		stop_all(serve);
	else if (!serve->stopping && serve->rolling == serve->plan->workers) {
		serve->rolling = 0;
		roll(serve);
	}
}

static void
take_ready(struct serve *serve, struct slot *slot, struct child *child)
{
	char	byte;

	if (child->pid != 0 && !child->ready &&
	    recv(child->pipe, &byte, 1, MSG_DONTWAIT) == 1)
		serves(serve, slot, child);
}

static void
kill_late(struct child *child)
{
	if (child->pid != 0 && child->kill != 0 &&
	    guard_now() > child->kill)
		(void)kill(child->pid, SIGKILL);
}

/* What is due; whether any worker is left. */
static bool
look(struct serve *serve)
{
	bool	left = false;

	for (unsigned i = 0; i < serve->plan->workers; i++) {
		struct slot	*slot = &serve->slot[i];

		take_ready(serve, slot, &slot->next);
		take_ready(serve, slot, &slot->now);
		kill_late(&slot->now);
		kill_late(&slot->next);
		kill_late(&slot->old);
		if (!serve->stopping && slot->now.pid == 0 &&
		    guard_now() >= slot->again &&
		    !start(serve, &slot->now))
			slot->again = guard_now() + PAUSE_MAX;
		left = left || slot->now.pid != 0 || slot->next.pid != 0 ||
		    slot->old.pid != 0;
	}
	return left;
}

static void
wait_for_something(const struct serve *serve)
{
	struct pollfd	polled[1 + SERVE_WORKERS * 2];
	nfds_t		n = 1;

	polled[0] = (struct pollfd){ serve->signals, POLLIN, 0 };
	for (unsigned i = 0; i < serve->plan->workers; i++) {
		const struct slot	*slot = &serve->slot[i];

		if (slot->now.pid != 0 && !slot->now.ready)
			polled[n++] = (struct pollfd){ slot->now.pipe,
			    POLLIN, 0 };
		if (slot->next.pid != 0 && !slot->next.ready)
			polled[n++] = (struct pollfd){ slot->next.pipe,
			    POLLIN, 0 };
	}
	(void)poll(polled, n, PAUSE_MIN * 2);
}

static enum err
listen_all(struct arena *arena, struct serve *serve, struct fault *fault)
{
	str		metrics = setting_text(serve->plan->settings,
			    "metrics_listen"), shown;
	enum err	e = listen_open(arena, serve->plan->listen,
			    &serve->listener, &serve->shown, fault);

	serve->metrics = -1;
	if (e == OK && metrics.n > 0)
		e = listen_open(arena, str_c(arena, metrics),
		    &serve->metrics, &shown, fault);
	return e;
}

enum err
serve_run(struct arena *arena, const struct serve_plan *plan,
    struct fault *fault)
{
	struct serve	serve = { .plan = plan, .rolling = plan->workers };
	sigset_t	signals;
	enum err	e = listen_all(arena, &serve, fault);

	if (e != OK)
		return e;
	serve.slot = arena_array(arena, plan->workers, sizeof *serve.slot);
	serve.meter = meter_new(arena);
	(void)sigemptyset(&signals);
	(void)sigaddset(&signals, SIGTERM);
	(void)sigaddset(&signals, SIGINT);
	(void)sigaddset(&signals, SIGHUP);
	(void)sigaddset(&signals, SIGCHLD);
	(void)sigprocmask(SIG_BLOCK, &signals, NULL);
	serve.signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
	if (serve.signals < 0)
		return FAIL(fault, ERR_STORE, "web.no_server");
	while (look(&serve) || !serve.stopping) {
		wait_for_something(&serve);
		take_signal(&serve);
		if (serve.failed)
			stop_all(&serve);
	}
	(void)close(serve.signals);
	(void)close(serve.listener);
	if (plan->listen[0] == '/')
		(void)unlink(plan->listen);
	return serve.failed ? FAIL(fault, ERR_STORE, "web.not_started") : OK;
}
