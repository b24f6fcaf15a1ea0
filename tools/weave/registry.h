/*
 * registry - the sorted indexes of what registers itself in the sources.
 */
#ifndef REGISTRY_H
#define REGISTRY_H

struct arena;

/*
 * Write the indexes of the entries in the files as C; exit status 1 if an
 * entry is wrong, doubled, or if a file cannot be read or written.
 */
int	registry_weave(struct arena *arena, const char *out,
	    char *const *file, int files);

#endif
