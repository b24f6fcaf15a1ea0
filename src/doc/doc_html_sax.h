/*
 * doc_html_sax - mark-up handed out piece by piece, as libxml2 repairs it.
 *
 * No tree is built.  Mark-up that would cost more time than a page may
 * (elements nested by the ten thousand, end tags that close nothing by the
 * million) is given up with a fault.
 *
 * Calls: base.
 */
#ifndef DOC_HTML_SAX_H
#define DOC_HTML_SAX_H

#include <libxml/HTMLparser.h>
#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

struct doc_html_sax {
	/* An element begins; its attributes by name and value, then NULL. */
	void			(*start)(struct doc_html_sax *sax,
				    const char *name,
				    const char *const *attributes);
	/* One ends; also one whose beginning was not told. */
	void			(*end)(struct doc_html_sax *sax,
				    const char *name);
	/* Text, entities resolved, in pieces. */
	void			(*text)(struct doc_html_sax *sax, str text);
	/* The end; not told where it was stopped before. */
	void			(*done)(struct doc_html_sax *sax);
	void			*what;		/* for the four above */
	struct arena		*arena;
	struct fault		*fault;
	enum err		 e;		/* why it was stopped */
	htmlParserCtxtPtr	 parser;	/* NULL once it is let go of */
	uint64_t		 work;		/* in comparisons of names */
	bool			 amp;		/* the last text was a lone & */
	bool			 bogus;		/* inside <! ... > */
};

/*
 * Go through mark-up, which is UTF-8 without NUL.  The caller has set the
 * calls, `what', `arena' and `fault'.
 */
enum err doc_html_sax(struct doc_html_sax *sax, str text);

/* Hand nothing more out; doc_html_sax gives that back. */
void	 doc_html_sax_stop(struct doc_html_sax *sax, enum err e);

/* The line that is being read, from 1. */
unsigned doc_html_sax_line(const struct doc_html_sax *sax);

#endif
