#include <string.h>

#include "base/file.h"
#include "office/batch.h"
#include "cli/command.h"
#include "doc/doc_write.h"
#include "form/form_draw.h"
#include "form/form_json.h"

#define JSON_BYTES	((size_t)256 << 20)

static const struct command_option	options[] = {
	{ "to", 0, COMMAND_TEXT, "json|txt|html|docx|xlsx|pdf" },
	{ "output", 'o', COMMAND_TEXT, "OUT" },
	{ NULL, 0, COMMAND_FLAG, NULL },
};

static const struct target {
	const char	*name;
	enum doc_format	 format;
} targets[] = {
	{ "json", DOC_JSON }, { "txt", DOC_TEXT }, { "html", DOC_HTML },
	{ "docx", DOC_DOCX }, { "xlsx", DOC_XLSX }, { "pdf", DOC_PDF },
};

static enum doc_format
target_named(const char *name)
{
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
		if (strcmp(targets[i].name, name) == 0)
			return targets[i].format;
	return DOC_UNKNOWN;
}

static enum err
render_json(struct job *job, const struct filled *filled, str *ret)
{
	struct buf	buf;
	struct json	json;

	buf_init(&buf, job->arena, JSON_BYTES);
	json_init(&json, &buf, true);
	form_json_write(&json, job->arena, filled);
	buf_byte(&buf, '\n');
	if (buf_err(&buf) != OK)
		return FAIL(job->fault, ERR_TOO_LARGE, "file.too_much_output");
	*ret = buf_str(&buf);
	return OK;
}

static enum err
render(struct job *job, const struct filled *filled, enum doc_format format,
    str *ret)
{
	struct doc	*doc;
	enum err	 e;

	if (format == DOC_JSON)
		return render_json(job, filled, ret);
	e = form_draw(job->arena, filled, &doc, job->fault);
	if (e != OK)
		return e;
	return doc_write(job->arena, doc, format, ret, job->fault);
}

static enum err
put(struct job *job, const struct command_given *output, str bytes)
{
	if (output->set)
		return file_write(output->value[0], bytes, job->fault);
	return file_print(bytes, job->fault);
}

COMMAND(convert, .options = options)
(struct command_line *line)
{
	const struct command_given	*to = command_option(line, "to");
	struct job			*job = line->job;
	const struct forms		*forms;
	struct filled			*filled;
	enum doc_format			 format;
	str				 bytes;

	if (line->words != 1 || !to->set) {
		(void)FAIL(job->fault, ERR_INVALID,
		    "command.convert.usage_wrong");
		return command_fail(line);
	}
	format = target_named(to->value[0]);
	if (format == DOC_UNKNOWN) {
		(void)FAIL(job->fault, ERR_INVALID, "command.convert.unknown",
		    str_of(to->value[0]));
		return command_fail(line);
	}
	if (forms_load(job->arena, "annual-report", &forms, job->fault) != OK ||
	    batch_open(job, forms, str_of(line->word[0]), &filled) != OK ||
	    render(job, filled, format, &bytes) != OK ||
	    put(job, command_option(line, "output"), bytes) != OK)
		return command_fail(line);

	return 0;
}
