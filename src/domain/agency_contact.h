/*
 * agency_contact - where a body's disclosure office is found.
 *
 * What its guide must tell (Regulation, Art. 12): name of the office, address,
 * hours, telephone, fax, contact on the net; and the post code that letters
 * need.
 *
 * Calls: base, store, job, journal, agency.
 */
#ifndef AGENCY_CONTACT_H
#define AGENCY_CONTACT_H

#include "domain/agency.h"

struct agency_contact {
	int64_t	version;	/* 0: none is kept yet */
	str	office;		/* name of the office */
	str	address;	/* where it is */
	str	hours;		/* when it is open */
	str	phone;		/* several may be parted by commas */
	str	fax;		/* may be empty */
	str	post_code;	/* six digits */
	str	mail;		/* address of electronic mail */
	str	site;		/* page on the net, http or https */
};

/* Load it; all empty if none is kept. */
enum err agency_contact_load(struct job *job, int64_t agency,
	    struct agency_contact *ret);

/* What is written wrong; empty fields are not. */
enum err agency_contact_check(const struct agency_contact *contact,
	    struct fault *fault);

/* Keep it, of the version that was loaded. */
enum err agency_contact_save(struct job *job, int64_t agency,
	    struct agency_contact *contact, str reason);

#endif
