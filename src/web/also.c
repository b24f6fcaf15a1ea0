#include "web/also.h"

#include "base/arena.h"
#include "domain/channel.h"
#include "domain/posting.h"

enum err
also_published(struct job *job, int64_t record, struct view_also **ret,
    size_t *ret_n)
{
	struct posting	*posting;
	struct channel	 channel;
	enum err	 e = posting_of(job, record, &posting, ret_n);

	if (e != OK)
		return e;
	*ret = arena_array(job->arena, *ret_n + 1, sizeof **ret);
	for (size_t i = 0; e == OK && i < *ret_n; i++) {
		e = channel_load(job, posting[i].channel, &channel);
		if (e == OK)
			(*ret)[i] = (struct view_also){
			    .channel = channel.name,
			    .on = day_of_moment(posting[i].at),
			    .to = url_typed(job->arena, posting[i].address),
			    .place = posting[i].place,
			    .issue = posting[i].issue };
	}
	return e;
}
