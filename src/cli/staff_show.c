#include "cli/staff_show.h"

#include "domain/role.h"

/* The roles in Chinese, or by their keys where they cannot be read. */
static void
put_roles(struct buf *buf, const struct roles *roles,
    const struct staff *staff)
{
	for (size_t i = 0; i < staff->roles; i++) {
		const struct role	*role = role_find(roles,
					    staff->role[i]);

		buf_printf(buf, "%s%.*s", i == 0 ? "" : "、", STRF(
		    role == NULL ? staff->role[i] : role->name));
	}
}

void
staff_show(struct job *job, struct buf *buf, const struct staff *staff,
    size_t n)
{
	static const struct roles	 none;
	const struct roles		*roles = &none;

	if (role_load(job->arena, &roles, NULL) != OK)
		roles = &none;
	buf_printf(buf, "%.*s\n", STRF(word(job->words,
	    "command.demo.passwords")));
	for (size_t i = 0; i < n; i++) {
		buf_printf(buf, "  %-12.*s %.*s  %.*s  ", STRF(staff[i].login),
		    STRF(staff[i].password), STRF(staff[i].name));
		put_roles(buf, roles, &staff[i]);
		buf_byte(buf, '\n');
	}
}

void
staff_show_json(struct json *json, const struct staff *staff, size_t n)
{
	json_open_array(json);
	for (size_t i = 0; i < n; i++) {
		json_open_object(json);
		json_put_member(json, "login", staff[i].login);
		json_put_member(json, "name", staff[i].name);
		json_put_member(json, "password", staff[i].password);
		json_put_name(json, "roles");
		json_open_array(json);
		for (size_t k = 0; k < staff[i].roles; k++)
			json_put_str(json, staff[i].role[k]);
		json_close_array(json);
		json_close_object(json);
	}
	json_close_array(json);
}
