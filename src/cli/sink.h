/*
 * sink - a way of telling what was found: terminal, JSON, page, sheets.
 *
 * A sink hears of every file once, in order, and writes as it hears, so that
 * it holds nothing.  sink_end tells whether all of it reached its place;
 * what goes to a file stands there whole or not at all.
 *
 * Calls: base, batch, check.
 */
#ifndef SINK_H
#define SINK_H

#include "office/batch.h"

struct sink {
	/* A file was checked, or could not be. */
	void		(*tell)(struct sink *sink,
			    const struct batch_item *item);
	/* All were told; the sink may be asked for nothing afterwards. */
	enum err	(*end)(struct sink *sink, struct fault *fault);
	struct job	*job;		/* the command's, for words */
	void		*state;		/* its own */
	enum err	 err;		/* the first that telling met */
	struct fault	 fault;		/* and what it said */
};

/* Keep a fault of telling, unless one was met before. */
void	 sink_keep(struct sink *sink, const struct fault *fault);

/* Print on standard output, unless a fault was met before. */
void	 sink_print(struct sink *sink, str text);

/* Hand on the fault that was kept; OK if there was none. */
enum err sink_fault(const struct sink *sink, struct fault *ret);

/* Findings with colour where standard output is a terminal. */
enum err sink_text(struct job *job, struct sink *ret);

/* An array on standard output. */
enum err sink_json(struct job *job, struct sink *ret);

/* One page with every report, its bad cells and phrases marked. */
enum err sink_html(struct job *job, const char *path, struct sink *ret);

/* A sheet of reports and a sheet of findings. */
enum err sink_xlsx(struct job *job, const char *path, struct sink *ret);

/* A line a report and a line a finding. */
enum err sink_csv(struct job *job, const char *path, struct sink *ret);

#endif
