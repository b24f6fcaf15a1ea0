/*
 * doc_zip - the ZIP package of a DOCX or XLSX, read with suspicion.
 *
 * Parts are taken out by name, whole, into an arena.  A package is refused
 * when it has too many entries, a name that leads out of it, or something
 * encrypted; a part when it is larger, or packed tighter, than any honest
 * document's.  Nothing is ever written to disk.
 *
 * Calls: base.
 */
#ifndef DOC_ZIP_H
#define DOC_ZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct arena;
struct doc_zip;

#define DOC_ZIP_ENTRIES	4096u		/* in the whole package */
#define DOC_ZIP_PART	(64u << 20)	/* bytes of one part, unpacked */
#define DOC_ZIP_TOTAL	(160u << 20)	/* bytes of all parts taken out */
#define DOC_ZIP_RATIO	256u		/* unpacked to packed ... */
#define DOC_ZIP_SMALL	(1u << 20)	/* ... of parts above this size */
#define DOC_ZIP_NAME	512u		/* bytes of an entry's name */

/*
 * Open a package that lies in memory; `bytes' must outlive the arena.  `name'
 * is the file's name for the fault's sentence.  An encrypted Office file is
 * no ZIP but an OLE2 container: that, and an old .doc or .xls, is told apart
 * from plain damage.  ERR_INVALID, ERR_TOO_LARGE.
 */
enum err doc_zip_open(struct arena *arena, str bytes, str name,
	    struct doc_zip **ret, struct fault *fault);

/* True when there is such a part; the case of letters does not matter. */
bool	 doc_zip_has(const struct doc_zip *zip, str part);

/* The name of the part at a place, from 0; false past the last.  Directories
   are parts without bytes. */
bool	 doc_zip_name(const struct doc_zip *zip, size_t at, str *ret);

/*
 * Take a part out.  ERR_NOT_FOUND if there is none; ERR_INVALID if it is
 * damaged or stands twice; ERR_TOO_LARGE past a limit.
 */
enum err doc_zip_part(struct arena *arena, struct doc_zip *zip, str part,
	    str *ret, struct fault *fault);

#endif
