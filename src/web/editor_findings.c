#include "base/arena.h"
#include "base/utf8.h"
#include "doc/rich.h"
#include "office/publish.h"
#include "web/editor_show.h"
#include "web/frame.h"

#define AROUND	60u	/* bytes shown on either side of a place */

/* The text that a finding's place is counted in; empty for one in none. */
static str
text_of(const struct editor *editor, const struct rich *rich,
    const struct proof_finding *finding)
{
	if (finding->where == PROOF_TITLE)
		return editor->shown.title;
	return finding->where == PROOF_BODY ? rich->text : S("");
}

/* The end of a text, from the beginning of a character on. */
static str
tail(str text, size_t most)
{
	size_t	from = text.n > most ? text.n - most : 0;

	while (from < text.n && ((unsigned char)text.at[from] & 0xC0) == 0x80)
		from++;
	return str_sub(text, from, text.n);
}

/* The place with what stands around it, on its line. */
static void
put_place(str text, const struct proof_finding *finding,
    struct view_finding *view)
{
	size_t	end = finding->at + finding->length;
	str	before, after, rest;

	if (finding->length == 0 || end > text.n) {
		view->marked = finding->quote;
		return;
	}
	before = tail(str_sub(text, 0, finding->at), AROUND);
	while (str_has(before, S("\n")))
		(void)str_cut(&before, '\n', &rest);
	after = str_sub(text, end, text.n);
	(void)str_cut(&after, '\n', &rest);
	view->before = before;
	view->marked = str_sub(text, finding->at, end);
	view->after = utf8_head(rest, AROUND);
}

static void
put_finding(const struct editor *editor, const struct rich *rich,
    const struct proof_finding *finding, struct view_finding *view)
{
	static const char *const	where[] = {
		[PROOF_RECORD] = "desk.record.where.record",
		[PROOF_TITLE] = "desk.record.where.title",
		[PROOF_BODY] = "desk.record.where.body",
	};
	struct job			*job = editor->job;
	bool				 blocks = finding->level == PROOF_BLOCK;

	*view = (struct view_finding){
	    .level = { word(job->words, blocks ? "desk.record.block" :
	    "desk.record.warn"), blocks ? VIEW_BAD : VIEW_WARN },
	    .title = proof_title(job->arena, job->words, finding->rule),
	    .sentence = proof_say(job->arena, job->words, finding),
	    .where = finding->where == PROOF_FILE ? finding->file :
	    word(job->words, where[finding->where]) };
	put_place(text_of(editor, rich, finding), finding, view);
}

static enum err
put_findings(struct editor *editor, struct view_dossier *view)
{
	struct job		*job = editor->job;
	struct proof_report	 report = { .n = 0 };
	const struct rich	*rich;
	enum err		 e;

	e = publish_read(job, editor->dossier, &report);
	if (e == OK)
		e = rich_clean(job->arena, editor->shown.html, &rich,
		    job->fault);
	if (e != OK)
		return e;
	view->finding = arena_array(job->arena, report.n,
	    sizeof *view->finding);
	for (size_t i = 0; i < report.n; i++)
		put_finding(editor, rich, &report.finding[i],
		    &view->finding[view->findings++]);
	view->blocked = report.blocks > 0;
	view->checked.tone = report.blocks > 0 ? VIEW_BAD :
	    report.warns > 0 ? VIEW_WARN : VIEW_GOOD;
	view->checked.text = report.n == 0 ? word(job->words,
	    "desk.record.clean") : WORD(job->arena, job->words,
	    "desk.record.found", str_int(job->arena,
	    (int64_t)report.blocks), str_int(job->arena,
	    (int64_t)report.warns));
	return OK;
}

enum err
editor_findings(struct editor *editor, struct view_dossier *view)
{
	struct job		*job = editor->job;
	const struct dossier	*dossier = editor->dossier;
	str			 digest;
	enum err		 e;

	view->override = frame_field(job, editor->in, "override", VIEW_LINES);
	view->override.required = false;
	if (view->override.value.n == 0)
		view->override.value = dossier->override;
	e = dossier_digest(job, dossier, &digest);
	if (e != OK)
		return e;
	if (dossier->checked.n > 0 && str_eq(dossier->checked, digest))
		return put_findings(editor, view);
	if (view->check.s.n > 0)
		view->checked = (struct view_notice){ .tone = VIEW_PLAIN,
		    .text = word(job->words, "desk.record.unread") };
	return OK;
}
