/*
 * import_agency_row - one row of an import of bodies.
 *
 * What a body is and what the row makes of it, as texts by column, in the
 * form in which they are kept; and back into a body and its contact.
 *
 * Calls: base, domain, import.
 */
#ifndef IMPORT_AGENCY_ROW_H
#define IMPORT_AGENCY_ROW_H

#include "domain/agency.h"
#include "domain/agency_contact.h"
#include "office/import.h"

enum import_agency_column { IMPORT_AGENCY_CODE, IMPORT_AGENCY_NAME,
	IMPORT_AGENCY_LEVEL, IMPORT_AGENCY_ABOVE, IMPORT_AGENCY_SUPERVISOR,
	IMPORT_AGENCY_DIVISION, IMPORT_AGENCY_ORGANISATION,
	IMPORT_AGENCY_CREDIT, IMPORT_AGENCY_SCHEME, IMPORT_AGENCY_SINCE,
	IMPORT_AGENCY_UNTIL, IMPORT_AGENCY_OFFICE, IMPORT_AGENCY_ADDRESS,
	IMPORT_AGENCY_HOURS, IMPORT_AGENCY_PHONE, IMPORT_AGENCY_FAX,
	IMPORT_AGENCY_POST_CODE, IMPORT_AGENCY_MAIL, IMPORT_AGENCY_SITE,
	IMPORT_AGENCY__COLUMNS };

struct import_agency_row {
	str	old[IMPORT_AGENCY__COLUMNS];	/* empty for a new body */
	str	text[IMPORT_AGENCY__COLUMNS];	/* what the row makes of it */
};

/* Read a row; `old' is the body of its code, or NULL. */
enum err import_agency_row_read(struct job *job, const struct import *import,
	    const struct import_row *row, const struct agency *old,
	    struct import_agency_row *ret);

/* The row changes a column. */
bool	 import_agency_row_differs(const struct import_agency_row *row,
	    int column);

/*
 * Put the texts into a body, all but the bodies it names, and into a contact,
 * and check them.  *ret_column is the one that is wrong (-1: none of them).
 */
enum err import_agency_row_body(const struct import_agency_row *row,
	    struct agency *agency, struct agency_contact *contact,
	    int *ret_column, struct fault *fault);

#endif
