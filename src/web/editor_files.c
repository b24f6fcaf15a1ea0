#include "base/arena.h"
#include "domain/attachment.h"
#include "domain/journal_list.h"
#include "web/editor_show.h"
#include "web/frame.h"

#define ENTRIES	100	/* of the journal, looked at for reasons */

static struct view_tag
state_of(struct job *job, const struct attachment *file)
{
	static const struct {
		const char	*key;
		enum view_tone	 tone;
	} states[ATTACHMENT__STATES] = {
		[ATTACHMENT_QUARANTINE] = { "desk.thing.quarantine",
		    VIEW_WARN },
		[ATTACHMENT_CLEAN] = { "desk.thing.clean", VIEW_GOOD },
		[ATTACHMENT_REFUSED] = { "desk.thing.refused", VIEW_BAD },
	};

	return (struct view_tag){ word(job->words, states[file->state].key),
	    states[file->state].tone };
}

/* What the checks told the journal of a file: its newest entry that names
   it. */
static str
reason_of(const struct journal_list_entry *entry, size_t n,
    const struct attachment *file)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < entry[i].changes; k++)
			if (entry[i].change[k].field.n == 0 &&
			    str_is(entry[i].action, "attachment.judge") &&
			    str_has(entry[i].change[k].new, file->name))
				return entry[i].change[k].new;
	return S("");
}

static void
put_file(const struct editor *editor, const struct attachment *file,
    bool may, struct view_record_file *view)
{
	struct job	*job = editor->job;
	str		 id = str_int(job->arena, file->id);
	str		 record = str_int(job->arena,
			    editor->dossier->thing.id);

	*view = (struct view_record_file){ .size = file->size,
	    .link = { .text = file->name, .count = -1 },
	    .state = state_of(job, file) };
	if (file->state == ATTACHMENT_CLEAN)
		view->link.to = URL_OF(job->arena,
		    "/desk/record/{}/file/{}", record, id);
	if (may)
		view->remove = URL_OF(job->arena,
		    "/desk/record/{}/file/{}/remove", record, id);
}

enum err
editor_files(struct editor *editor, struct view_dossier *view)
{
	struct job			*job = editor->job;
	struct journal_list_filter	 filter = {
					    .kind = S(RECORD_FILE),
					    .thing = editor->dossier->thing.id,
					    .from = DAY_NONE,
					    .until = DAY_NONE };
	struct journal_list_entry	*entry = NULL;
	struct attachment		*file = NULL;
	size_t				 n = 0;
	bool				 may = editor_may_write(editor);
	enum err			 e;

	e = attachment_of(job, S(RECORD_FILE), editor->dossier->thing.id,
	    &file, &view->files);
	if (e == OK && view->files > 0)
		e = journal_list(job, &filter, ENTRIES, &entry, &n);
	if (e != OK)
		return e;
	view->file = arena_array(job->arena, view->files, sizeof *view->file);
	for (size_t i = 0; i < view->files; i++) {
		put_file(editor, &file[i], may, &view->file[i]);
		if (file[i].state == ATTACHMENT_REFUSED)
			view->file[i].reason = reason_of(entry, n, &file[i]);
	}
	if (!may)
		return OK;
	view->add = editor_url(editor, "files");
	view->upload = frame_field(job, editor->in, "upload", VIEW_FILE);
	view->upload.several = true;
	view->upload.required = true;
	return OK;
}
