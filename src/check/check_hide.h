/*
 * check_hide - no personal number leaves the rules.
 *
 * Whatever rule quotes a sentence, whoever tells the finding: a report about a
 * leak must not leak it again.
 *
 * Calls: check, form, personal.
 */
#ifndef CHECK_HIDE_H
#define CHECK_HIDE_H

#include "check/check.h"

/*
 * Hide the personal numbers in all findings, and let run->report be a copy of
 * the report without them: its facts, texts and unreadable cells.  Bytes keep
 * their places, so that marks stay right.
 */
void	check_hide(struct check_run *run);

#endif
