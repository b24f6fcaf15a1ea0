#include "form/form_open.h"

#include "doc/doc_read.h"
#include "form/form_json.h"
#include "form/form_match.h"

/* JSON that names a form and its tables is ours, however wrong it is. */
static bool
is_ours(str bytes)
{
	return str_has(bytes, S("\"format\"")) &&
	    str_has(bytes, S("\"tables\""));
}

enum err
form_open(struct arena *arena, const struct forms *forms, str bytes, str name,
    struct filled **ret, struct fault *fault)
{
	struct doc	*doc;
	enum err	 e;

	if (doc_read_sniff(bytes, name) == DOC_JSON) {
		e = form_json_read(arena, forms, bytes, ret, fault);
		if (e != ERR_INVALID || is_ours(bytes))
			return e;
		e = doc_read_json(arena, bytes, name, &doc, fault);
	} else {
		e = doc_read(arena, bytes, name, &doc, fault);
	}
	if (e != OK)
		return e;

	return form_match(arena, forms, doc, ret, fault);
}
