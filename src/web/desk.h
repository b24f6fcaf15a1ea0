/*
 * desk - what the handlers of the staff's pages have in common.
 *
 * Calls: base, domain, frame, input, response, view_desk, view_office.
 */
#ifndef DESK_H
#define DESK_H

#include "domain/credential.h"
#include "domain/person.h"
#include "web/input.h"
#include "web/response.h"
#include "web/view_desk.h"
#include "web/view_office.h"

/* A form of the staff's pages: its frame, the remarks, where it goes. */
struct view_form desk_form(struct job *job, const struct input *in,
	    const char *title, struct url action, const char *button);

/* Put a field into it that must be filled in, or one that need not; set value
   and choice there.  The next two put a line of words above it and a value
   that nobody sees into it. */
struct view_field *desk_field(struct job *job, const struct input *in,
	    struct view_form *form, const char *name, enum view_input kind);
struct view_field *desk_optional(struct job *job, const struct input *in,
	    struct view_form *form, const char *name, enum view_input kind);
void	 desk_line(struct job *job, struct view_form *form, const char *key,
	    str arg);
void	 desk_keep(struct view_form *form, str name, str value);

/* Answer with it. */
enum err desk_show(struct job *job, const struct input *in,
	    struct response *out, const struct view_form *form);

/* The form is being filled in for the first time. */
bool	 desk_fresh(const struct input *in);

/* What the domain refused becomes a remark at the field and OK; what failed
   otherwise stays as it is. */
enum err desk_remark(struct job *job, struct input *in, const char *field,
	    enum err e);

/* A fact with the word of a key as its name; false, and nothing is put, for
   an empty value. */
void	 desk_fact(struct job *job, struct view_fact *fact, size_t *n,
	    const char *key, str value);

/* The word for the state of an account. */
str	 desk_account(struct job *job, const struct person *person,
	    const struct credential *credential);

/* What people call a role. */
str	 desk_role(const struct job *job, str key);

#endif
