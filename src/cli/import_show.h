/*
 * import_show - what `gongkai import records' does and says.
 *
 * Calls: base, command, agency, import_record.
 */
#ifndef IMPORT_SHOW_H
#define IMPORT_SHOW_H

#include "cli/command.h"

/* Import the records of a file or folder for the body of --agency; gives the
   exit status. */
int	 import_show_records(struct command_line *line, const char *path);

#endif
