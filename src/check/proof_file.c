/*
 * proof_file - what files hold that nobody sees, and files that are not what
 * they say.
 */
#include "base/arena.h"
#include "check/proof_run.h"
#include "doc/doc_meta.h"

/* Tell once a file of all there is of a kind: how many, and the first. */
static void
tell(struct proof_run *run, const struct proof_passage *passage,
    const struct doc_meta_list *list, enum doc_meta_kind kind)
{
	const struct doc_meta_item	*first = NULL;
	int64_t				 n = 0;

	for (size_t i = 0; i < list->n; i++)
		if (list->item[i].kind == kind) {
			first = first == NULL ? &list->item[i] : first;
			n++;
		}
	if (first != NULL)
		(void)PROOF_FIND(run, passage, doc_meta_kind_name(kind),
		    passage->file, str_int(run->arena, n), first->what,
		    first->value);
}

static void
tell_kinds(struct proof_run *run, enum doc_meta_kind from,
    enum doc_meta_kind to)
{
	for (size_t i = 0; i < run->subject->files; i++) {
		const struct doc_meta_list	*list =
		    run->subject->file[i].meta;

		for (enum doc_meta_kind kind = from; list != NULL &&
		    kind <= to; kind++)
			tell(run, &run->passage[i + 2], list, kind);
	}
}

PROOF(file_author, .key = "file_author")
(struct proof_run *run)
{
	tell_kinds(run, DOC_META_AUTHOR, DOC_META_OUTSIDE);
}

PROOF(file_changes, .key = "file_changes")
(struct proof_run *run)
{
	tell_kinds(run, DOC_META_CHANGE, DOC_META_NOTE);
}

PROOF(file_hidden, .key = "file_hidden")
(struct proof_run *run)
{
	tell_kinds(run, DOC_META_HIDDEN, DOC_META_MACRO);
}

PROOF(file_place, .key = "file_place")
(struct proof_run *run)
{
	tell_kinds(run, DOC_META_PLACE, DOC_META_PLACE);
}

PROOF(file_type, .key = "file_type")
(struct proof_run *run)
{
	for (size_t i = 0; i < run->subject->files; i++) {
		const struct proof_file	*file = &run->subject->file[i];

		if (file->meta != NULL && file->meta->refused != NULL)
			PROOF_FIND(run, &run->passage[i + 2], "refused",
			    file->name)->key = file->meta->refused;
	}
}

/* What no text could be made of has been read by nobody. */
PROOF(file_unread, .key = "file_unread")
(struct proof_run *run)
{
	for (size_t i = 0; i < run->subject->files; i++) {
		const struct proof_file	*file = &run->subject->file[i];

		if (file->meta != NULL && file->meta->refused == NULL &&
		    (file->meta->unread || str_trim(file->text).n == 0))
			(void)PROOF_FIND(run, &run->passage[i + 2], "unread",
			    file->name);
	}
}
