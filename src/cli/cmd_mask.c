#include "base/file.h"
#include "check/proof_rules.h"
#include "cli/command.h"
#include "doc/doc.h"
#include "office/mask.h"

static const struct command_option	options[] = {
	{ "hide", 0, COMMAND_TEXTS, "TEXT" },
	{ "kind", 0, COMMAND_TEXT, "KIND,..." },
	{ "column", 0, COMMAND_TEXTS, "NAME" },
	{ "output", 'o', COMMAND_TEXT, "OUT" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static const str *
texts(struct job *job, const struct command_given *given, size_t *ret_n)
{
	str	*text = arena_array(job->arena, given->n, sizeof *text);

	for (size_t i = 0; i < given->n; i++)
		text[i] = str_of(given->value[i]);
	*ret_n = given->n;
	return text;
}

/* "identity,phone" */
static const str *
kinds(struct job *job, const struct command_given *given, size_t *ret_n)
{
	str	rest = given->set ? str_of(given->value[0]) : S("");
	str	*kind = arena_array(job->arena, rest.n + 1, sizeof *kind);
	size_t	n = 0;

	while (str_cut(&rest, ',', &kind[n]))
		n++;
	*ret_n = n;
	return kind;
}

static void
say(struct job *job, const char *key, str text)
{
	str	line = WORD(job->arena, job->words, key, text);

	(void)file_print(str_printf(job->arena, "%.*s\n", STRF(line)), NULL);
}

/* Write the copy, or say why it must not be released. */
static int
release(struct command_line *line, const struct mask_copy *copy)
{
	const struct command_given	*output = command_option(line,
					    "output");
	struct job			*job = line->job;

	if (copy->left != NULL) {
		say(job, "command.mask.left", copy->left->shown);
		return 1;
	}
	if (file_write(output->value[0], copy->bytes, job->fault) != OK)
		return command_fail(line);
	say(job, "command.mask.done", str_int(job->arena, (int64_t)copy->n));
	if (copy->words_only)
		say(job, "command.mask.words_only",
		    str_of(output->value[0]));
	if (copy->unread)
		say(job, "command.mask.unread", str_of(output->value[0]));
	return 0;
}

COMMAND(mask, .options = options)
(struct command_line *line)
{
	struct job			*job = line->job;
	const struct mask_rules		*rules;
	const struct proof_rules	*proof;
	struct mask_order		 order;
	struct mask_copy		 copy;
	str				 bytes;

	order.hide = texts(job, command_option(line, "hide"), &order.hides);
	order.column = texts(job, command_option(line, "column"),
	    &order.columns);
	order.kind = kinds(job, command_option(line, "kind"), &order.kinds);
	if (line->words != 1 || !command_option(line, "output")->set ||
	    order.hides + order.columns + order.kinds == 0) {
		(void)FAIL(job->fault, ERR_INVALID,
		    "command.mask.usage_wrong");
		return command_fail(line);
	}
	if (mask_rules_load(job->arena, &rules, job->fault) != OK ||
	    proof_rules_load(job->arena, &proof, job->fault) != OK ||
	    file_read(job->arena, line->word[0], DOC_BYTES, &bytes,
	    job->fault) != OK ||
	    mask_file(job->arena, rules, proof, bytes, str_of(line->word[0]),
	    &order, &copy, job->fault) != OK)
		return command_fail(line);

	return release(line, &copy);
}
