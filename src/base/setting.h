/*
 * setting - what can be set in DIR/gongkai.conf, in one table.
 *
 * A line is `name = value'; `#' begins a comment line.  A variable of the
 * environment, GONGKAI_ and the name in capitals, stands in front of it.  The
 * table in setting.c gives each its type, default and limits; its sentence is
 * in words/ under setting.help.
 *
 * Calls: arena, err, file, str.
 */
#ifndef SETTING_H
#define SETTING_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct arena;
struct settings;

enum setting_type { SETTING_TEXT, SETTING_INT, SETTING_CHOICE };

struct setting {
	const char		*name;		/* "key_file" */
	enum setting_type	 type;
	const char		*fallback;	/* the default, as written */
	int64_t			 min, max;	/* of a number */
	const char		*choice;	/* "default gm" of a choice */
	const char		*help;		/* key of its sentence */
};

/* The table, ended by a NULL name. */
extern const struct setting setting_index[];

/*
 * Read the file and the environment.  An unknown name, a doubled one or a
 * value outside of its limits is ERR_INVALID and names file and line.  A
 * missing file is ERR_NOT_FOUND.
 */
enum err setting_read(struct arena *arena, const char *path,
	    const struct settings **ret, struct fault *fault);

/* Where the value of a setting comes from. */
enum setting_origin { SETTING_DEFAULT, SETTING_FILE, SETTING_ENVIRONMENT };
enum setting_origin setting_origin(const struct settings *settings,
	    const char *name);

/* The value of a setting, which must be in the table. */
str	 setting_text(const struct settings *settings, const char *name);
int64_t	 setting_int(const struct settings *settings, const char *name);

#endif
