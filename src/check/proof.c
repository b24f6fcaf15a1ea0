#include "check/proof.h"

#include <stdlib.h>

#include "base/arena.h"
#include "check/personal.h"
#include "check/proof_run.h"

const char *
proof_level_name(enum proof_level level)
{
	static const char *const	names[] = { "warn", "block" };

	return names[level];
}

const char *
proof_where_name(enum proof_where where)
{
	static const char *const	names[] = { "record", "title", "body",
					    "file" };

	return names[where];
}

struct proof_finding *
proof_run_find(struct proof_run *run, const struct proof_passage *passage,
    const char *message, const str *args, size_t n)
{
	struct proof_report	*report = run->report;
	struct proof_finding	*finding;

	if (run->rule->level == PROOF_BLOCK)
		report->blocks++;
	else
		report->warns++;
	/* One that is too many takes the last place. */
	if (report->n == PROOF_FINDINGS)
		report->n--;
	if (report->n == run->room) {
		run->room = run->room == 0 ? 16 : 2 * run->room;
		report->finding = arena_grow(run->arena, report->finding,
		    report->n, run->room, sizeof *finding);
	}
	finding = &report->finding[report->n++];
	*finding = (struct proof_finding){ .rule = run->rule,
	    .level = run->rule->level,
	    .where = passage == NULL ? PROOF_RECORD : passage->where,
	    .file = passage == NULL ? S("") : passage->file,
	    .key = arena_printf(run->arena, "proof.%.*s.%s",
	    STRF(run->rule->key), message) };
	for (; finding->args < n && finding->args < PROOF_ARGS;
	    finding->args++)
		finding->arg[finding->args] = personal_hide(run->arena,
		    args[finding->args]);
	return finding;
}

void
proof_run_mark(struct proof_finding *finding,
    const struct proof_passage *passage, size_t from, size_t to)
{
	finding->at = from;
	finding->length = to - from;
	finding->quote = str_sub(passage->hidden, from, to);
}

void
proof_run_line(str text, size_t at, size_t *ret_from, size_t *ret_to)
{
	size_t	from = at, to = at;

	while (from > 0 && text.at[from - 1] != '\n')
		from--;
	while (to < text.n && text.at[to] != '\n')
		to++;
	*ret_from = from;
	*ret_to = to;
}

static void
add_passage(struct proof_run *run, enum proof_where where, str file, str text)
{
	struct proof_passage	*passage = &run->passage[run->passages++];

	*passage = (struct proof_passage){ .where = where, .file = file,
	    .text = text };
	passage->trace = proof_trace_all(run->arena, run->rules, text,
	    &passage->traces);
	passage->hidden = proof_trace_hide(run->arena, text, passage->trace,
	    passage->traces);
}

static bool
holds(const struct proof_rule *rule, day today)
{
	return (rule->from == DAY_NONE || today >= rule->from) &&
	    (rule->until == DAY_NONE || today <= rule->until);
}

/* By place, then by where in it; what was found first comes first. */
static int
by_place(const void *a, const void *b)
{
	const struct proof_finding	*x = a, *y = b;
	int				 order;

	if (x->where != y->where)
		return x->where < y->where ? -1 : 1;
	order = str_compare(x->file, y->file);
	if (order != 0)
		return order;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->rule > y->rule) - (x->rule < y->rule);
}

void
proof_read(struct arena *arena, const struct proof_rules *rules,
    const struct proof_subject *subject, struct proof_report *ret)
{
	struct proof_run	run = { .arena = arena, .rules = rules,
				    .subject = subject, .report = ret };

	*ret = (struct proof_report){ .n = 0 };
	run.passage = arena_array(arena, subject->files + 2,
	    sizeof *run.passage);
	add_passage(&run, PROOF_TITLE, S(""), subject->title);
	add_passage(&run, PROOF_BODY, S(""), subject->text);
	for (size_t i = 0; i < subject->files; i++)
		add_passage(&run, PROOF_FILE, subject->file[i].name,
		    subject->file[i].text);
	for (size_t i = 0; i < proof_count; i++) {
		run.rule = proof_rules_find(rules,
		    str_of(proof_index[i]->key));
		if (run.rule != NULL && holds(run.rule, subject->today))
			proof_index[i]->run(&run);
	}
	if (ret->n > 0)
		qsort(ret->finding, ret->n, sizeof *ret->finding, by_place);
}

str
proof_say(struct arena *arena, const struct words *words,
    const struct proof_finding *finding)
{
	return word_fill(arena, words, finding->key, finding->arg,
	    finding->args);
}

str
proof_title(struct arena *arena, const struct words *words,
    const struct proof_rule *rule)
{
	return word(words, arena_printf(arena, "proof.%.*s.title",
	    STRF(rule->key)));
}
