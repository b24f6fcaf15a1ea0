/*
 * whole - the parts of the store that must agree with each other: what
 * gongkai verify asks beside the journal, the erasures and the index.
 *
 * Calls: base, store, job, keyring.
 */
#ifndef WHOLE_H
#define WHOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/job.h"

/* A counter that no body has, or that never counted. */
struct whole_counter {
	int64_t	agency;		/* its body */
	str	series;		/* what it counts */
	int64_t	year;		/* in which year */
};

/* A master key that the key file does not hold, and what it wraps. */
struct whole_key {
	int64_t	master;		/* its number */
	int64_t	wrapped;	/* keys that open no more without it */
	bool	forgotten;	/* older than the file's newest: for ever */
};

/* What the engine says is wrong with its own files. */
enum err whole_engine(struct job *job, str **ret, size_t *ret_n);

/* How many counters there are, and up to `most' that are wrong. */
enum err whole_counters(struct job *job, int most, int64_t *ret_all,
	    struct whole_counter **ret, size_t *ret_n);

/* Codes of bodies, up to `most', whose place in the tree's index is wrong. */
enum err whole_tree(struct job *job, int most, str **ret, size_t *ret_n);

/* Master keys that are needed and not there; none where no key file is. */
enum err whole_keys(struct job *job, struct whole_key **ret, size_t *ret_n);

/* Names of blobs behind one, by name. */
enum err whole_blobs(struct job *job, str after, int most, str **ret,
	    size_t *ret_n);

/* A row names this blob. */
enum err whole_blob(struct job *job, str name, bool *ret);

#endif
