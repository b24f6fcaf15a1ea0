/*
 * doc_meta_jpeg - who took a photograph and where: the EXIF block of a JPEG.
 */
#include "base/arena.h"
#include "doc/doc_meta_list.h"

#define ENTRY	12u	/* bytes of an entry of a directory */
#define ENTRIES	512u	/* of a directory */

enum tag { TAG_ARTIST = 0x013B, TAG_GPS = 0x8825, TAG_NORTH = 1,
	TAG_LATITUDE = 2, TAG_EAST = 3, TAG_LONGITUDE = 4 };

struct exif {
	str	bytes;		/* from its TIFF header on */
	bool	big;		/* the first byte of a number is its highest */
};

/* A number of `n' bytes; 0 beyond the end. */
static size_t
number(const struct exif *exif, size_t at, size_t n)
{
	size_t	value = 0;

	if (at > exif->bytes.n || n > exif->bytes.n - at)
		return 0;
	for (size_t i = 0; i < n; i++)
		value = value << 8 | (uint8_t)exif->bytes.at[at +
		    (exif->big ? i : n - 1 - i)];
	return value;
}

/* Where an entry of a directory stands; 0 if it has none. */
static size_t
entry(const struct exif *exif, size_t directory, enum tag tag)
{
	size_t	n = number(exif, directory, 2);

	for (size_t i = 0; i < n && i < ENTRIES; i++) {
		size_t	at = directory + 2 + i * ENTRY;

		if (number(exif, at, 2) == (size_t)tag)
			return at;
	}
	return 0;
}

/* Degrees and minutes of three fractions: "39°54'N". */
static str
angle(struct doc_meta_list_run *run, const struct exif *exif, size_t value,
    size_t side)
{
	size_t	at = number(exif, value + 8, 4);
	size_t	degrees = number(exif, at, 4), of = number(exif, at + 4, 4);
	size_t	minutes = number(exif, at + 8, 4);
	size_t	per = number(exif, at + 12, 4);
	char	letter = 0;

	if (value == 0 || of == 0 || per == 0)
		return S("");
	if (side != 0 && side + 9 <= exif->bytes.n)
		letter = exif->bytes.at[side + 8];
	return str_printf(run->arena, "%zu°%zu'%c", degrees / of,
	    minutes / per, letter >= 'A' && letter <= 'Z' ? letter : ' ');
}

static void
read_exif(struct doc_meta_list_run *run, const struct exif *exif)
{
	size_t	first = number(exif, 4, 4);
	size_t	artist = entry(exif, first, TAG_ARTIST);
	size_t	gps = entry(exif, first, TAG_GPS);

	if (artist != 0) {
		size_t	n = number(exif, artist + 4, 4);
		size_t	at = n <= 4 ? artist + 8 : number(exif, artist + 8, 4);
		str	name = str_trim(str_sub(exif->bytes, at, at + n));

		if (name.n > 0 && name.at[name.n - 1] == '\0')
			name.n--;
		if (name.n > 0)
			doc_meta_list_add(run, DOC_META_AUTHOR, S("EXIF"),
			    name);
	}
	if (gps != 0) {
		size_t	at = number(exif, gps + 8, 4);
		str	north = angle(run, exif, entry(exif, at, TAG_LATITUDE),
			    entry(exif, at, TAG_NORTH));
		str	east = angle(run, exif, entry(exif, at,
			    TAG_LONGITUDE), entry(exif, at, TAG_EAST));

		if (north.n > 0 && east.n > 0)
			doc_meta_list_add(run, DOC_META_PLACE, S("EXIF"),
			    str_printf(run->arena, "%.*s %.*s", STRF(north),
			    STRF(east)));
	}
}

void
doc_meta_jpeg(struct doc_meta_list_run *run, str bytes)
{
	size_t	at = 2;

	/* Segments stand one behind the other up to the picture itself. */
	while (at + 4 <= bytes.n && (uint8_t)bytes.at[at] == 0xFF &&
	    (uint8_t)bytes.at[at + 1] != 0xDA) {
		size_t	size = (size_t)(uint8_t)bytes.at[at + 2] << 8 |
			    (uint8_t)bytes.at[at + 3];
		str	body = str_sub(bytes, at + 4, at + 2 + size);

		if (size < 2)
			return;
		if ((uint8_t)bytes.at[at + 1] == 0xE1 &&
		    str_starts(body, S("Exif\0\0"))) {
			struct exif	exif = { str_sub(body, 6, body.n),
					    false };

			exif.big = str_starts(exif.bytes, S("MM"));
			read_exif(run, &exif);
		}
		at += 2 + size;
	}
}
