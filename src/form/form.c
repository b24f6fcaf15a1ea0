#include "form/form.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/data.h"
#include "form/match_lore.h"

static int
by_year(const void *a, const void *b)
{
	const struct form	*x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* JSON tells forms apart by their keys. */
static enum err
check_keys(const struct form *form, size_t n, struct fault *fault)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			if (str_eq(form[i].key, form[j].key))
				return FAIL(fault, ERR_INVALID,
				    "form.same_key", str_of(form[j].file),
				    str_of(form[i].file), form[i].key);
	return OK;
}

/* An open form ends where the next one begins; years must not overlap. */
static enum err
set_years(struct arena *arena, struct form *form, size_t n,
    struct fault *fault)
{
	if (n > 1)
		qsort(form, n, sizeof *form, by_year);
	for (size_t i = 0; i + 1 < n; i++) {
		if (form[i].until == FORM_OPEN &&
		    form[i].from < form[i + 1].from)
			form[i].until = form[i + 1].from - 1;
		if (form[i].until >= form[i + 1].from)
			return FAIL(fault, ERR_INVALID, "form.overlap",
			    str_of(form[i].file), str_of(form[i + 1].file),
			    str_printf(arena, "%d", form[i + 1].from));
	}
	return OK;
}

static enum err
load_one(struct arena *arena, const char *kind, str path, struct form *ret,
    struct fault *fault)
{
	const char	*file = str_c(arena, path);
	struct form	*form;
	str		 bytes;
	enum err	 e;

	e = data_read(arena, file, &bytes, fault);
	if (e != OK)
		return e;
	e = form_read(arena, file, bytes, &form, fault);
	if (e != OK)
		return e;
	if (!str_is(form->kind, kind))
		return FAIL(fault, ERR_INVALID, "form.kind", path, form->kind,
		    str_of(kind));
	*ret = *form;
	return OK;
}

enum err
forms_load(struct arena *arena, const char *kind, const struct forms **ret,
    struct fault *fault)
{
	const char	*prefix = arena_printf(arena, "forms/%s-", kind);
	struct forms	*forms = arena_alloc(arena, sizeof *forms);
	str		*path;
	size_t		 n;
	enum err	 e;

	e = data_list(arena, prefix, &path, &n, fault);
	if (e != OK)
		return e;
	if (n == 0)
		return FAIL(fault, ERR_NOT_FOUND, "form.none", str_of(prefix));
	forms->form = arena_array(arena, n, sizeof *forms->form);
	for (size_t i = 0; i < n; i++) {
		e = load_one(arena, kind, path[i], &forms->form[i], fault);
		if (e != OK)
			return e;
	}
	forms->n = n;
	e = check_keys(forms->form, n, fault);
	if (e == OK)
		e = set_years(arena, forms->form, n, fault);
	if (e == OK)
		e = match_lore_load(arena, forms, &forms->lore, fault);
	if (e != OK)
		return e;
	*ret = forms;
	return OK;
}

const struct form *
forms_of_year(const struct forms *forms, int year)
{
	for (size_t i = 0; i < forms->n; i++)
		if (forms->form[i].from <= year && year <= forms->form[i].until)
			return &forms->form[i];
	return NULL;
}

const struct form_table *
form_table(const struct form *form, str key)
{
	for (size_t i = 0; i < form->tables; i++)
		if (str_eq(form->table[i].key, key))
			return &form->table[i];
	return NULL;
}

ptrdiff_t
form_row(const struct form_table *table, str key)
{
	for (size_t i = 0; i < table->rows; i++)
		if (str_eq(table->row[i].key, key))
			return (ptrdiff_t)i;
	return -1;
}

ptrdiff_t
form_column(const struct form_row *row, str key)
{
	for (size_t i = 0; i < row->columns; i++)
		if (str_eq(row->column[i].key, key))
			return (ptrdiff_t)i;
	return -1;
}
