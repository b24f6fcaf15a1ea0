#include "web/choose.h"

#include "base/arena.h"
#include "domain/agency.h"
#include "domain/channel.h"

#define CHANNELS	2000	/* of a choice at most */

static void
begin(struct job *job, struct view_field *field, size_t n, enum choose how)
{
	field->choice = arena_array(job->arena, n + 2,
	    sizeof *field->choice);
	if (how == CHOOSE_OR_ALL)
		field->choice[field->choices++] = (struct view_choice){
		    S(""), word(job->words, "desk.journal.all"),
		    field->value.n == 0 };
}

static void
put(struct view_field *field, str value, str text)
{
	field->choice[field->choices++] = (struct view_choice){ value, text,
	    str_eq(field->value, value) };
}

enum err
choose_channel(struct job *job, struct view_field *field, enum choose how)
{
	struct channel	*channel;
	size_t		 n;
	enum err	 e;

	e = channel_list(job, 0, S(""), CHANNELS, &channel, &n);
	if (e != OK)
		return e;
	begin(job, field, n, how);
	for (size_t i = 0; i < n; i++)
		if (how == CHOOSE_OR_ALL || channel[i].until == DAY_NONE ||
		    channel[i].until >= job->today)
			put(field, channel[i].code, str_printf(job->arena,
			    "%.*s (%.*s)", STRF(channel[i].name),
			    STRF(channel[i].code)));
	return OK;
}

enum err
choose_agency(struct job *job, struct view_field *field, enum choose how)
{
	struct agency	*agency;
	size_t		 n;
	enum err	 e = agency_below(job, 0, &agency, &n);

	if (e != OK)
		return e;
	begin(job, field, n, how);
	for (size_t i = 0; i < n; i++)
		if (agency[i].until == DAY_NONE)
			put(field, agency[i].code, agency[i].name);
	return OK;
}
