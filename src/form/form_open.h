/*
 * form_open - the bytes of any published file as a filled form.
 *
 * The one way from a file to values: our own JSON by form_json, every other
 * format by its reader and form_match.
 *
 * Calls: base, doc, form_json, form_match.
 */
#ifndef FORM_OPEN_H
#define FORM_OPEN_H

#include "form/filled.h"

/*
 * Read `bytes' (of a file called `name') as a report of one of these forms.
 * ERR_NOT_FOUND: no such report; ERR_INVALID: empty or of no known format;
 * ERR_OUTSIDE: the program that reads PDF is missing or failed.
 */
enum err form_open(struct arena *arena, const struct forms *forms, str bytes,
	    str name, struct filled **ret, struct fault *fault);

#endif
