#include "web/dial.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/setting.h"

#define FORM_BYTES	(sizeof "2026-03-02 10:00" - 1)
#define DAY_BYTES	(sizeof "2026-03-02" - 1)
#define MINUTE		60000

struct dial {
	const char		*file;	/* NULL: the machine's clock */
	_Atomic int64_t		 last;	/* what the file held */
};

/* Two digits at a place; -1 for anything else. */
static int
two(const char *at)
{
	if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
		return -1;
	return (at[0] - '0') * 10 + at[1] - '0';
}

/* A day and a time of it in Beijing. */
static bool
read_moment(str text, int64_t *ret)
{
	int	hour, minute;
	day	on;

	text = str_trim(text);
	if (text.n != FORM_BYTES || text.at[DAY_BYTES] != ' ' ||
	    text.at[DAY_BYTES + 3] != ':')
		return false;
	on = day_read(str_sub(text, 0, DAY_BYTES));
	hour = two(text.at + DAY_BYTES + 1);
	minute = two(text.at + DAY_BYTES + 4);
	if (on == DAY_NONE || hour < 0 || hour > 23 || minute < 0 ||
	    minute > 59)
		return false;
	*ret = day_morning(on) + (int64_t)(hour * 60 + minute) * MINUTE;
	return true;
}

/* What the file holds now; false if that is no moment. */
static bool
read_file(const char *file, int64_t *ret)
{
	char	bytes[FORM_BYTES + 3];	/* a line end, and one too many */
	ssize_t	n;
	int	fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return false;
	n = read(fd, bytes, sizeof bytes);
	(void)close(fd);
	return n > 0 && read_moment((str){ bytes, (size_t)n }, ret);
}

enum err
dial_new(struct arena *arena, const struct settings *settings,
    const char *file, struct dial **ret, struct fault *fault)
{
	struct dial	*dial = arena_alloc(arena, sizeof *dial);
	int64_t		 now = 0;

	if (file != NULL && str_is(setting_text(settings, "folder"),
	    "office"))
		return FAIL(fault, ERR_FORBIDDEN, "dial.office");
	if (file != NULL && !read_file(file, &now))
		return FAIL(fault, ERR_INVALID, "dial.form", str_of(file));
	dial->file = file;
	atomic_store(&dial->last, now);
	*ret = dial;
	return OK;
}

int64_t
dial_now(struct dial *dial)
{
	struct timespec	machine;
	int64_t		now = 0;

	if (dial->file == NULL) {
		(void)clock_gettime(CLOCK_REALTIME, &machine);
		return (int64_t)machine.tv_sec * 1000 +
		    machine.tv_nsec / 1000000;
	}
	if (!read_file(dial->file, &now))
		return atomic_load(&dial->last);
	atomic_store(&dial->last, now);
	return now;
}

bool
dial_set(const struct dial *dial)
{
	return dial->file != NULL;
}
