#include "web/editor.h"

#include "base/arena.h"
#include "base/buf.h"
#include "doc/markup.h"
#include "doc/rich.h"
#include "web/thing.h"

/* The state says that the public record is what counts. */
static bool
is_public(const struct dossier *dossier)
{
	return dossier->record.version != 0 && dossier->record.html.n == 0;
}

/* A record that came without HTML: each line is a paragraph. */
static str
html_of(struct job *job, str body)
{
	struct markup	markup;
	struct buf	buf;
	str		line;

	buf_init(&buf, job->arena, RICH_BYTES);
	markup_init(&markup, &buf);
	while (str_cut(&body, '\n', &line))
		if (str_trim(line).n > 0)
			markup_element(&markup, "p", str_trim(line));
	return buf_str(&buf);
}

static enum err
find_shown(struct editor *editor)
{
	struct dossier	*dossier = editor->dossier;
	enum err	 e;

	editor->shown = dossier->record;
	if (!is_public(dossier))
		return OK;
	e = record_load(editor->job, dossier->thing.id, &editor->shown);
	if (e == OK && editor->shown.html.n == 0)
		editor->shown.html = html_of(editor->job,
		    editor->shown.body);
	return e;
}

enum err
editor_open(struct job *job, struct input *in, struct editor *ret)
{
	struct thing	*thing;
	enum err	 e = rules_of(job, &ret->rules);

	if (e != OK)
		return e;
	ret->job = job;
	ret->in = in;
	ret->life = procedure_kind(ret->rules->procedure, S(EDITOR_KIND));
	e = step_load(job, EDITOR_KIND, input_part_int(in, "id"), &thing);
	if (e == OK && !step_look(job, ret->life, thing->agency))
		e = job->fault->code != OK ? job->fault->code :
		    FAIL(job->fault, ERR_FORBIDDEN, "web.no_need");
	if (e != OK)
		return e;
	ret->dossier = (void *)thing;
	e = agency_load(job, thing->agency, &ret->agency);
	return e == OK ? find_shown(ret) : e;
}

bool
editor_may_write(const struct editor *editor)
{
	const struct procedure_row	*row;
	enum err			 e;

	e = step_check(editor->job, &editor->dossier->thing, "edit", &row);
	fault_clear(editor->job->fault);
	return e == OK;
}

struct url
editor_url(const struct editor *editor, const char *below)
{
	str	id = str_int(editor->job->arena, editor->dossier->thing.id);

	return below == NULL ? URL_OF(editor->job->arena,
	    "/desk/record/{}", id) : URL_OF(editor->job->arena,
	    "/desk/record/{}/{}", id, str_of(below));
}

str
editor_label(struct job *job, const char *name)
{
	return thing_label(job, EDITOR_KIND, str_of(name));
}
