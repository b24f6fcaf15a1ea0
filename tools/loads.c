/*
 * loads - every data file goes through the program's own reader:
 *
 *	loads SPOILT [DATA]
 *
 * What a reader refuses is printed.  Then each file in turn is made
 * unreadable, by a folder of its name below the folder SPOILT: where no
 * reader minds, nobody reads the file.  Exit status 1 if anything was printed.
 * Files of the folder DATA stand before the embedded ones, as with --data.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/data.h"
#include "base/word.h"
#include "check/facts.h"
#include "check/proof_rules.h"
#include "check/prose_rules.h"
#include "domain/calendar.h"
#include "domain/catalogue.h"
#include "domain/channel_kind.h"
#include "domain/fee.h"
#include "domain/ground.h"
#include "domain/index.h"
#include "domain/kind.h"
#include "domain/outlet_map.h"
#include "domain/password.h"
#include "domain/procedure.h"
#include "domain/review.h"
#include "domain/role.h"
#include "domain/village.h"
#include "form/form.h"
#include "form/match_named.h"
#include "form/match_words.h"
#include "office/import_table.h"
#include "office/mask.h"

#define MEMORY	((size_t)1 << 28)

/* Who reads the files whose paths begin so. */
struct reader {
	const char	*prefix;
	enum err	(*load)(struct arena *arena, struct fault *fault);
};

static enum err
load_forms(struct arena *arena, struct fault *fault)
{
	const struct forms	*forms;

	return forms_load(arena, "annual-report", &forms, fault);
}

static enum err
load_calendar(struct arena *arena, struct fault *fault)
{
	const struct calendar	*calendar;

	return calendar_load(arena, &calendar, fault);
}

static enum err
load_channel(struct arena *arena, struct fault *fault)
{
	const struct channel_kinds	*kinds;

	return channel_kind_load(arena, &kinds, fault);
}

static enum err
load_facts(struct arena *arena, struct fault *fault)
{
	const struct facts	*facts;

	return facts_load(arena, &facts, fault);
}

static enum err
load_proof(struct arena *arena, struct fault *fault)
{
	const struct proof_rules	*rules;

	return proof_rules_load(arena, &rules, fault);
}

static enum err
load_mask(struct arena *arena, struct fault *fault)
{
	const struct mask_rules	*rules;

	return mask_rules_load(arena, &rules, fault);
}

static enum err
load_fee(struct arena *arena, struct fault *fault)
{
	const day	on = day_make(2021, 1, 1);	/* one is in force */
	struct fee	fee;
	enum err	e;

	e = fee_compute(arena, FEE_ITEMS, FEE_MOST, on, &fee, fault);
	if (e != OK)
		return e;
	return fee_compute(arena, FEE_PAGES, FEE_MOST, on, &fee, fault);
}

static enum err
load_index(struct arena *arena, struct fault *fault)
{
	const struct index_schemes	*schemes;

	return index_load(arena, &schemes, fault);
}

static enum err
load_catalogue(struct arena *arena, struct fault *fault)
{
	const struct catalogue	*catalogue;

	return catalogue_load(arena, &catalogue, fault);
}

static enum err
load_grounds(struct arena *arena, struct fault *fault)
{
	const struct grounds	*grounds;

	return ground_load(arena, &grounds, fault);
}

static enum err
load_kinds(struct arena *arena, struct fault *fault)
{
	const struct kinds	*kinds;

	return kind_load(arena, &kinds, fault);
}

static enum err
load_review(struct arena *arena, struct fault *fault)
{
	const struct review	*review;

	return review_load(arena, &review, fault);
}

/* All of them; each is named by what stands between prefix and ending. */
static enum err
load_outlets(struct arena *arena, struct fault *fault)
{
	const str			 head = S("rules/outlet-");
	const struct outlet_map		*map;
	str				*path;
	size_t				 n;
	enum err			 e;

	e = data_list(arena, "rules/outlet-", &path, &n, fault);
	for (size_t i = 0; e == OK && i < n; i++)
		e = outlet_map_load(arena, str_sub(path[i], head.n,
		    path[i].n - S(".yaml").n), &map, fault);
	return e;
}

/* Both files: the rules, and the list that a password is looked up in. */
static enum err
load_password(struct arena *arena, struct fault *fault)
{
	struct password_rules	rules;
	enum err		e;

	e = password_load(arena, S("strict"), &rules, fault);
	if (e == OK)
		e = password_load(arena, S("standard"), &rules, fault);
	if (e != OK)
		return e;
	return password_check(arena, &rules, S("clerk"),
	    S("Gum+thistle:ninety"), fault);
}

static enum err
load_procedure(struct arena *arena, struct fault *fault)
{
	const struct procedure	*procedure;

	return procedure_load(arena, &procedure, fault);
}

static enum err
load_prose(struct arena *arena, struct fault *fault)
{
	const struct prose_rules	*rules;

	return prose_rules_load(arena, &rules, fault);
}

static enum err
load_reading(struct arena *arena, struct fault *fault)
{
	const struct match_words	*words;

	return match_words_load(arena, &words, fault);
}

static enum err
load_roles(struct arena *arena, struct fault *fault)
{
	const struct roles	*roles;

	return role_load(arena, &roles, fault);
}

static enum err
load_village(struct arena *arena, struct fault *fault)
{
	const struct village_kinds	*kinds;

	return village_load(arena, &kinds, fault);
}

static enum err
load_words(struct arena *arena, struct fault *fault)
{
	const struct words	*words;
	enum err		 e = OK;

	for (enum lang lang = 0; e == OK && lang < LANG__MAX; lang++)
		e = word_load(arena, lang, &words, fault);
	return e;
}

static enum err
load_names(struct arena *arena, struct fault *fault)
{
	const struct match_names	*names;

	return match_named_load(arena, &names, fault);
}

static const struct reader	readers[] = {
	{ "forms/annual-report-", load_forms },
	{ "rules/calendar-", load_calendar },
	{ "rules/catalogue.yaml", load_catalogue },
	{ "rules/channel.yaml", load_channel },
	{ "rules/facts.yaml", load_facts },
	{ "rules/fee.yaml", load_fee },
	{ "rules/ground.yaml", load_grounds },
	{ "rules/import.yaml", import_table_rules },
	{ "rules/index.yaml", load_index },
	{ "rules/kind.yaml", load_kinds },
	{ "rules/mask.yaml", load_mask },
	{ "rules/names.yaml", load_names },
	{ "rules/outlet-", load_outlets },
	{ "rules/password", load_password },
	{ "rules/procedure.yaml", load_procedure },
	{ "rules/proof.yaml", load_proof },
	{ "rules/prose.yaml", load_prose },
	{ "rules/reading.yaml", load_reading },
	{ "rules/region-", load_calendar },
	{ "rules/review.yaml", load_review },
	{ "rules/roles.yaml", load_roles },
	{ "rules/village.yaml", load_village },
	{ "words/", load_words },
};

static const struct reader *
reader_of(str path)
{
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		if (str_starts(path, str_of(readers[i].prefix)))
			return &readers[i];
	return NULL;
}

/* Load by an arena of its own; what failed is told in English. */
static enum err
load(const struct reader *reader, const struct words *words, str path)
{
	struct arena	*arena = arena_new(MEMORY);
	struct fault	 fault = { .code = OK };
	enum err	 e = reader->load(arena, &fault);

	if (e != OK && words != NULL) {
		str	sentence = word_fault(arena, words, &fault);

		printf("%.*s:1: %.*s\n", STRF(path), STRF(sentence));
	}
	arena_free(arena);
	return e;
}

/* What all files are read with. */
struct run {
	struct arena		*arena;
	const struct words	*words;	/* of the sentences */
	const char		*spoilt, *data;	/* folders; data may be NULL */
};

/* Load while a folder stands where the file should. */
static enum err
load_spoilt(const struct run *run, const struct reader *reader, str path,
    enum err *ret)
{
	struct arena	*arena = run->arena;
	const char	*spoilt = run->spoilt;
	const char	*copy = arena_printf(arena, "%s/%.*s", spoilt,
			    STRF(path));
	char		*folder = str_c(arena, str_of(copy));

	*strrchr(folder, '/') = '\0';
	if ((mkdir(spoilt, 0777) != 0 && errno != EEXIST) ||
	    (mkdir(folder, 0777) != 0 && errno != EEXIST) ||
	    (mkdir(copy, 0777) != 0 && errno != EEXIST)) {
		perror(copy);
		return ERR_STORE;
	}
	data_override(spoilt);
	*ret = load(reader, NULL, path);
	data_override(run->data);
	(void)rmdir(copy);
	(void)rmdir(folder);
	return OK;
}

/* Whether a file is read, and without remark. */
static bool
is_read(const struct run *run, str path)
{
	const struct reader	*reader = reader_of(path);
	enum err		 minded = OK;

	if (reader == NULL) {
		printf("%.*s:1: tools/loads.c knows no reader of it\n",
		    STRF(path));
		return false;
	}
	if (load(reader, run->words, path) != OK ||
	    load_spoilt(run, reader, path, &minded) != OK)
		return false;
	if (minded == OK)
		printf("%.*s:1: nobody reads it\n", STRF(path));
	return minded != OK;
}

static bool
all_read(const struct run *run, const char *folder)
{
	struct fault	 fault;
	str		*path;
	size_t		 n;
	bool		 well = true;

	if (data_list(run->arena, folder, &path, &n, &fault) != OK) {
		printf("%s:1: %s\n", folder, fault.key);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		well = is_read(run, path[i]) && well;
	return well;
}

int
main(int argc, char **argv)
{
	static const char *const folder[] = { "forms/", "papers/", "rules/",
				    "words/" };
	struct run	run = { .arena = arena_new(MEMORY) };
	struct fault	fault = { .code = OK };
	bool		well = true;

	if (argc < 2 || argc > 3) {
		fputs("usage: loads SPOILT [DATA]\n", stderr);
		return 2;
	}
	run.spoilt = argv[1];
	run.data = argv[2];
	if (word_load(run.arena, LANG_EN, &run.words, &fault) != OK) {
		printf("words/en.yaml:1: %s\n", fault.key);
		return 1;
	}
	data_override(run.data);
	for (size_t i = 0; i < sizeof folder / sizeof *folder; i++)
		well = all_read(&run, folder[i]) && well;
	arena_free(run.arena);
	return well ? 0 : 1;
}
