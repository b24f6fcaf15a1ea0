#include "cli/sink.h"

#include "base/file.h"

/* A fault's words point into itself, so it is set and not copied. */
static enum err
hand_on(const struct fault *from, struct fault *to)
{
	return fault_set(to, from->code, from->file, from->line, from->key,
	    from->arg, from->n);
}

void
sink_keep(struct sink *sink, const struct fault *fault)
{
	if (sink->err == OK)
		sink->err = hand_on(fault, &sink->fault);
}

void
sink_print(struct sink *sink, str text)
{
	if (sink->err == OK)
		sink->err = file_print(text, &sink->fault);
}

enum err
sink_fault(const struct sink *sink, struct fault *ret)
{
	return sink->err == OK ? OK : hand_on(&sink->fault, ret);
}
