/*
 * han_table - write the table of han_simplify out of OpenCC's data.
 *
 *	han_table build/release/woven/han_table.h
 *
 * Asked one character at a time, so that one character stays one: the first
 * choice of OpenCC's table of traditional characters.  Compatibility forms
 * and radicals, which PDF writers put in the place of characters, come first
 * through Unicode's decompositions, and the radicals that have none through
 * the list below.
 *
 * The table has a page of 256 entries for each part of the first plane in
 * which something changes, and a sorted list of pairs for all beyond it.  Rare
 * characters whose simplified form lies beyond it stay: few fonts have it.
 */
#include <glib.h>
#include <opencc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POINTS	0x30000

/* CJK Radicals Supplement: what is a character of its own (Unicode 15). */
static const uint32_t	radical[][2] = {
	{ 0x2E84, U'乙' }, { 0x2E88, U'刀' }, { 0x2E8A, U'卜' },
	{ 0x2E8C, U'小' }, { 0x2E8D, U'小' }, { 0x2E97, U'心' },
	{ 0x2E9C, U'日' }, { 0x2E9D, U'月' }, { 0x2E9F, U'母' },
	{ 0x2EA0, U'民' }, { 0x2EA7, U'牛' }, { 0x2EA9, U'王' },
	{ 0x2EAB, U'目' }, { 0x2EAC, U'示' }, { 0x2EB6, U'羊' },
	{ 0x2EBC, U'肉' }, { 0x2EC1, U'虎' }, { 0x2EC4, U'西' },
	{ 0x2EC5, U'见' }, { 0x2EC6, U'角' }, { 0x2EC9, U'贝' },
	{ 0x2ECB, U'车' }, { 0x2ED1, U'長' }, { 0x2ED3, U'长' },
	{ 0x2ED4, U'门' }, { 0x2ED7, U'雨' }, { 0x2ED8, U'青' },
	{ 0x2ED9, U'韦' }, { 0x2EDA, U'页' }, { 0x2EDB, U'风' },
	{ 0x2EDC, U'飞' }, { 0x2EDD, U'食' }, { 0x2EE2, U'马' },
	{ 0x2EE3, U'骨' }, { 0x2EE4, U'鬼' }, { 0x2EE5, U'鱼' },
	{ 0x2EE6, U'鸟' }, { 0x2EE7, U'卤' }, { 0x2EE8, U'麦' },
	{ 0x2EE9, U'黄' }, { 0x2EEC, U'齐' }, { 0x2EEE, U'齿' },
	{ 0x2EEF, U'竜' }, { 0x2EF0, U'龙' }, { 0x2EF1, U'龜' },
	{ 0x2EF3, U'龟' },
};

static uint32_t	simple[POINTS];

static void
fail(const char *what)
{
	fprintf(stderr, "han_table: %s\n", what);
	exit(3);
}

/* What Unicode or the list above says that the character stands for. */
static uint32_t
unified(uint32_t point)
{
	gunichar	parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

	for (size_t i = 0; i < sizeof radical / sizeof radical[0]; i++)
		if (radical[i][0] == point)
			return radical[i][1];
	if (g_unichar_fully_decompose(point, TRUE, parts,
	    sizeof parts / sizeof parts[0]) != 1)
		return point;
	return parts[0];
}

/* OpenCC's first choice. */
static uint32_t
simplified(opencc_t opencc, uint32_t point)
{
	char	 text[8] = "", *answer;
	uint32_t simpler;

	(void)g_unichar_to_utf8(point, text);
	answer = opencc_convert_utf8(opencc, text, strlen(text));
	if (answer == NULL)
		fail(opencc_error());
	if (g_utf8_strlen(answer, -1) != 1)
		fail("a character became several");
	simpler = g_utf8_get_char(answer);
	opencc_convert_utf8_free(answer);
	return simpler;
}

static void
fill(void)
{
	static const uint32_t	range[][2] = { { 0x2E80, 0x2FDF },
	    { 0x3400, 0x9FFF }, { 0xF900, 0xFAFF }, { 0x20000, 0x2FA1F } };
	opencc_t		opencc = opencc_open("t2s.json");

	if (opencc == (opencc_t)-1)
		fail(opencc_error());
	for (size_t i = 0; i < sizeof range / sizeof range[0]; i++)
		for (uint32_t p = range[i][0]; p <= range[i][1]; p++)
			simple[p] = simplified(opencc, unified(p));
	opencc_close(opencc);
	/* What is still traditional to OpenCC (苧) is simplified again. */
	for (uint32_t p = 0; p < POINTS; p++)
		if (simple[p] != 0 && simple[p] < POINTS &&
		    simple[simple[p]] != 0)
			simple[p] = simple[simple[p]];
}

static bool
page_changes(uint32_t page)
{
	for (uint32_t p = page << 8; p < (page + 1) << 8; p++)
		if (simple[p] != 0 && simple[p] != p && simple[p] < 0x10000)
			return true;
	return false;
}

static void
write_pages(FILE *out)
{
	unsigned	number = 0;

	fputs("/* Page of a point's upper byte; page 0 changes nothing. */\n"
	    "static const uint8_t\than_page[256] = {", out);
	for (uint32_t page = 0; page < 256; page++)
		fprintf(out, "%s%u,", page % 16 == 0 ? "\n\t" : " ",
		    page_changes(page) ? ++number : 0);
	fprintf(out, "\n};\n\n"
	    "/* The simplified character, or 0 for the same. */\n"
	    "static const uint16_t\than_simple[%u][256] = {\n\t{ 0 },\n",
	    number + 1);
	for (uint32_t page = 0; page < 256; page++) {
		if (!page_changes(page))
			continue;
		fputs("\t{", out);
		for (uint32_t p = page << 8; p < (page + 1) << 8; p++)
			fprintf(out, "%s%u,", p % 16 == 0 ? "\n\t\t" : " ",
			    simple[p] == p || simple[p] > 0xFFFF ? 0 :
			    simple[p]);
		fputs("\n\t},\n", out);
	}
	fputs("};\n\n", out);
}

static void
write_pairs(FILE *out)
{
	fputs("/* The same beyond the first plane, sorted. */\n"
	    "static const uint32_t\than_pair[][2] = {\n", out);
	for (uint32_t p = 0x10000; p < POINTS; p++)
		if (simple[p] != 0 && simple[p] != p)
			fprintf(out, "\t{ 0x%X, 0x%X },\n", p, simple[p]);
	fputs("};\n", out);
}

int
main(int argc, char **argv)
{
	FILE	*out;

	if (argc != 2)
		fail("usage: han_table FILE");
	fill();
	out = fopen(argv[1], "w");
	if (out == NULL)
		fail("cannot write");
	fputs("/* Written by tools/han_table.c; do not edit. */\n\n", out);
	write_pages(out);
	write_pairs(out);
	if (fclose(out) != 0)
		fail("cannot write");
	return 0;
}
