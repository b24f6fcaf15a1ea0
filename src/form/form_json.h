/*
 * form_json - a filled form as JSON, and back.
 *
 * The shape is the contract of `gongkai check --json' and `gongkai convert':
 * "title", "agency", "year", "format", "tables", and for convert "sections",
 * "period", "signed", "signer", "published", "contact", "index", "host".
 *
 * Calls: base, form.
 */
#ifndef FORM_JSON_H
#define FORM_JSON_H

#include "base/json.h"
#include "form/filled.h"

/* The members "title", "agency", "year", "format", "tables" of an object. */
void	 form_json_facts(struct json *json, struct arena *arena,
	    const struct filled *filled);

/* The whole filled form as one object. */
void	 form_json_write(struct json *json, struct arena *arena,
	    const struct filled *filled);

/*
 * Read such an object, or one that only has the members of
 * form_json_facts.  Members it does not know are left aside, but not inside
 * "tables", where a slip would lose figures.  The place of a value is its path
 * ("tables.t3.new[2]").  ERR_INVALID names the member that is wrong.
 */
enum err form_json_read(struct arena *arena, const struct forms *forms,
	    str bytes, struct filled **ret, struct fault *fault);

#endif
