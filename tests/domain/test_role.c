#include "domain/role.h"

#include "domain/procedure.h"
#include "tests/test.h"

static struct fault	fault;

Test(role, every_administrator_is_apart_from_the_others)
{
	const struct roles	*roles;

	check_ok(role_load(test_arena(), &roles, &fault), fault);
	cr_assert(role_apart(roles, S("system_admin"), S("audit_admin")));
	cr_assert(role_apart(roles, S("audit_admin"), S("system_admin")));
	cr_assert(role_apart(roles, S("system_admin"), S("security_admin")));
	cr_assert(role_apart(roles, S("security_admin"), S("audit_admin")));
	cr_assert_not(role_apart(roles, S("editor"), S("audit_admin")));
	cr_assert_not(role_apart(roles, S("audit_admin"), S("audit_admin")));
}

/* No administrator works on records or cases, and nobody else gives roles. */
Test(role, administrators_do_no_other_work)
{
	const struct roles	*roles;

	check_ok(role_load(test_arena(), &roles, &fault), fault);
	for (size_t i = 0; i < roles->n; i++) {
		bool	admin = str_ends(roles->role[i].key, S("_admin"));

		for (size_t k = 0; k < roles->role[i].needs; k++) {
			str	need = roles->role[i].need[k];

			cr_assert(!admin || (!str_starts(need, S("record."))
			    && !str_starts(need, S("case."))));
			cr_assert(admin || !str_starts(need, S("person.")));
		}
	}
	cr_assert(role_knows(roles, S("case.handle")));
	cr_assert_not(role_knows(roles, S("case.handl")));
	cr_assert_null(role_find(roles, S("king")));
}

/* A need that no role answers would be a step that nobody can take. */
Test(role, every_step_can_be_taken_by_somebody)
{
	const struct procedure	*procedure;
	const struct roles	*roles;

	check_ok(role_load(test_arena(), &roles, &fault), fault);
	check_ok(procedure_load(test_arena(), &procedure, &fault), fault);
	for (size_t i = 0; i < procedure->kinds; i++)
		for (size_t k = 0; k < procedure->kind[i].rows; k++) {
			str	need = procedure->kind[i].row[k].need;

			cr_assert(str_is(need, PROCEDURE_MACHINE) ||
			    role_knows(roles, need), "%.*s", STRF(need));
		}
}

static void
check_refused(const char *text, const char *key)
{
	const struct roles	*roles;

	test_override("rules/roles.yaml", str_of(text));
	fault_clear(&fault);
	check_int(role_load(test_arena(), &roles, &fault), ERR_INVALID);
	check_str(str_of(fault.key), str_of(key));
	cr_assert(str_starts(fault.arg[0], S("rules/roles.yaml:")));
}

Test(role, what_is_written_wrong_is_named_with_its_line)
{
	check_refused("roles:\n  a: {name: 甲, needs: [x.y], until: 1}\n"
	    "apart: []\n", "yaml.unknown");
	check_refused("roles:\n  a: {name: 甲, needs: [x]}\napart: []\n",
	    "role.wrong_need");
	check_refused("roles:\n  a: {name: 甲, needs: [x.y, x.y]}\n"
	    "apart: []\n", "role.wrong_need");
	check_refused("roles:\n  a: {name: 甲}\napart: []\n",
	    "role.no_need");
	check_refused("roles:\n  a: {name: 甲, needs: [x.y]}\n"
	    "apart: [[a, b]]\n", "role.wrong_set");
	check_refused("roles:\n  a: {name: 甲, needs: [x.y]}\n"
	    "apart: [[a]]\n", "role.wrong_set");
	check_refused("roles:\n  a: {name: 甲, needs: [x.y]}\n",
	    "yaml.missing");
}
