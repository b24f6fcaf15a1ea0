#include "form/form_open.h"

#include "doc/doc_read.h"
#include "form/form_json.h"
#include "form/form_match.h"

enum err
form_open(struct arena *arena, const struct forms *forms, str bytes, str name,
    struct filled **ret, struct fault *fault)
{
	struct doc	*doc;
	enum err	 e;

	if (doc_read_sniff(bytes, name) == DOC_JSON)
		return form_json_read(arena, forms, bytes, ret, fault);
	e = doc_read(arena, bytes, name, &doc, fault);
	if (e != OK)
		return e;

	return form_match(arena, forms, doc, ret, fault);
}
