/*
 * checks - docs/checks.md out of the registry of rules:
 *
 *	checks MEASURED OUT
 *
 * MEASURED is tests/golden/measured.yaml: of each rule how often it was right,
 * how often it was a false alarm and how often it was silent where it should
 * have spoken, over published reports that a person has gone through.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/yaml.h"
#include "check/check.h"

#define OUT_BYTES	((size_t)4 << 20)
#define COUNT_MOST	1000000

struct measure {
	int64_t	right, wrong, missed;
};

static const char	head[] =
"# The rules\n"
"\n"
"Made from the registry by `make docs`; the words are those of\n"
"`words/en.yaml` under `check.`, and what a reader sees stands in\n"
"`words/zh.yaml`.\n"
"\n"
"Severity is that of a finding unless the finding says less. Precision is the\n"
"share of findings that a person held to be right, recall the share of\n"
"faults a person saw that were found, both over the published reports the\n"
"rules were tried on (`tests/golden/measured.yaml`); `-` where there was\n"
"nothing to measure.\n"
"\n"
"| rule | what it asks | severity | source | example | known false alarms | "
"right | wrong | missed | precision | recall |\n"
"|---|---|---|---|---|---|---|---|---|---|---|\n";

/* Text inside a table's cell. */
static void
cell(struct buf *buf, str text)
{
	buf_put(buf, S(" "));
	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == '|')
			buf_byte(buf, '\\');
		buf_byte(buf, text.at[i] == '\n' ? ' ' : text.at[i]);
	}
	buf_put(buf, S(" |"));
}

static void
share(struct buf *buf, int64_t part, int64_t whole)
{
	if (whole == 0)
		buf_put(buf, S(" - |"));
	else
		buf_printf(buf, " %lld %% |",
		    (long long)((part * 100 + whole / 2) / whole));
}

static enum err
measure(struct yaml *root, const char *id, struct measure *ret,
    struct fault *fault)
{
	struct yaml	*map = yaml_get(root, id);
	enum err	 e;

	*ret = (struct measure){ 0 };
	if (map == NULL)
		return OK;
	e = yaml_want_int(map, "right", 0, COUNT_MOST, &ret->right, fault);
	if (e == OK)
		e = yaml_want_int(map, "wrong", 0, COUNT_MOST, &ret->wrong,
		    fault);
	if (e == OK)
		e = yaml_want_int(map, "missed", 0, COUNT_MOST, &ret->missed,
		    fault);
	return e == OK ? yaml_done(map, fault) : e;
}

static void
line(struct arena *arena, struct buf *buf, const struct words *words,
    const struct check *check, const struct measure *m)
{
	static const char *const	part[] = { "source", "example",
					    "false_alarms" };

	buf_put(buf, S("|"));
	cell(buf, str_of(check->id));
	cell(buf, word(words, arena_printf(arena, "check.%s.title",
	    check->id)));
	cell(buf, str_of(check_severity_name(check->severity)));
	for (size_t i = 0; i < 3; i++)
		cell(buf, word(words, arena_printf(arena, "check.%s.%s",
		    check->id, part[i])));
	buf_printf(buf, " %lld | %lld | %lld |", (long long)m->right,
	    (long long)m->wrong, (long long)m->missed);
	share(buf, m->right, m->right + m->wrong);
	share(buf, m->right, m->right + m->missed);
	buf_byte(buf, '\n');
}

static enum err
write_doc(struct arena *arena, const char *measured, const char *out,
    struct fault *fault)
{
	const struct words	*words;
	struct measure		 m;
	struct yaml		*root;
	struct buf		 buf;
	str			 bytes;
	enum err		 e;

	e = word_load(arena, LANG_EN, &words, fault);
	if (e == OK)
		e = file_read(arena, measured, OUT_BYTES, &bytes, fault);
	if (e == OK)
		e = yaml_read(arena, measured, bytes, &root, fault);
	if (e != OK)
		return e;
	buf_init(&buf, arena, OUT_BYTES);
	buf_put(&buf, str_of(head));
	for (size_t i = 0; e == OK && i < check_count; i++) {
		e = measure(root, check_index[i]->id, &m, fault);
		if (e == OK)
			line(arena, &buf, words, check_index[i], &m);
	}
	if (e == OK)
		e = yaml_done(root, fault);
	return e == OK ? file_write(out, buf_str(&buf), fault) : e;
}

int
main(int argc, char **argv)
{
	struct arena	*arena = arena_new((size_t)1 << 28);
	struct fault	 fault = { .code = OK };
	int		 status = 0;

	if (argc != 3) {
		fputs("usage: checks MEASURED OUT\n", stderr);
		return 2;
	}
	if (write_doc(arena, argv[1], argv[2], &fault) != OK) {
		fprintf(stderr, "checks: %s: %.*s %.*s\n", fault.key,
		    STRF(fault.arg[0]), STRF(fault.arg[1]));
		status = 1;
	}
	arena_free(arena);
	return status;
}
