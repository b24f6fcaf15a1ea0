/*
 * many - a folder of reports through the program: speed and memory.
 *
 *	many GONGKAI FILE N FOLDER
 *
 * Links FILE N times into FOLDER, has the program check the folder, and prints
 * reports a second and the most memory that it ever held.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
now(void)
{
	struct timespec	t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The folder holds N links to the file afterwards. */
static int
fill(const char *file, long n, const char *folder)
{
	const char	*dot = strrchr(file, '.');
	char		 path[4096];

	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		return -1;
	for (long i = 0; i < n; i++) {
		(void)snprintf(path, sizeof path, "%s/%06ld%s", folder, i,
		    dot == NULL ? "" : dot);
		if (link(file, path) != 0 && errno != EEXIST)
			return -1;
	}
	return 0;
}

/* Run the program quietly; its exit status, or -1. */
static int
run(const char *gongkai, const char *folder, struct rusage *ret)
{
	int	status;
	pid_t	child = fork();

	if (child == 0) {
		int	nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

		(void)dup2(nowhere, STDOUT_FILENO);
		(void)execl(gongkai, gongkai, "check", "--json", folder,
		    (char *)NULL);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, ret) != child ||
	    !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

int
main(int argc, char **argv)
{
	struct rusage	use;
	double		start, seconds;
	long		n = argc == 5 ? strtol(argv[3], NULL, 10) : 0;
	int		status;

	if (n < 1) {
		fputs("usage: many GONGKAI FILE N FOLDER\n", stderr);
		return 2;
	}
	if (fill(argv[2], n, argv[4]) != 0) {
		perror(argv[4]);
		return 1;
	}
	start = now();
	status = run(argv[1], argv[4], &use);
	seconds = now() - start;
	if (status < 0 || status > 1) {
		fprintf(stderr, "many: exit status %d\n", status);
		return 1;
	}
	printf("%ld of %s: %.0f reports a second, %.1f MiB at most\n", n,
	    strrchr(argv[2], '/') == NULL ? argv[2] :
	    strrchr(argv[2], '/') + 1, (double)n / seconds,
	    (double)use.ru_maxrss / 1024);
	return 0;
}
