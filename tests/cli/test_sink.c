/*
 * What was found, written to files.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/sink.h"
#include "doc/doc_read.h"
#include "form/form_open.h"
#include "tests/report.h"

/* The quote of another rule (S6) holds the numbers that X1 and X2 find. */
static const char	leaky[] =
	"石桥镇2023年政府信息公开工作年度报告\n一、总体情况\n"
	"申请人身份证号11010519491231002X、手机13800138000，"
	"由XX镇人民政府答复。\n";

static void
checked(struct job *job, struct batch_item *item)
{
	struct filled	*report;

	*item = (struct batch_item){ .path = S("report.txt"), .job = *job };
	item->run.job = job;
	check_ok(check_rules_load(job->arena, &item->run.rules, job->fault),
	    *job->fault);
	check_ok(form_open(job->arena, report_forms(job->arena),
	    str_of(leaky), item->path, &report, job->fault), *job->fault);
	item->run.report = report;
	check_report(&item->run);
}

/* All texts of all cells. */
static str
texts_of(struct arena *arena, const struct doc *doc)
{
	struct buf	buf;

	buf_init(&buf, arena, 1 << 20);
	for (size_t i = 0; i < doc->n; i++) {
		const struct doc_table	*table = doc->block[i].table;

		buf_put(&buf, doc->block[i].text);
		for (size_t c = 0; table != NULL && c < table->n; c++)
			buf_put(&buf, table->cell[c].text);
	}
	return buf_str(&buf);
}

Test(sink, a_workbook_shows_no_personal_number)
{
	struct arena		*arena = test_arena();
	struct fault		 fault = { .code = OK };
	struct job		 job = { .arena = arena, .fault = &fault };
	char			*path = str_c(arena,
				    S("/tmp/gongkai-sink-XXXXXX"));
	struct batch_item	 item;
	struct sink		 sink;
	struct doc		*doc;
	str			 bytes, texts;

	cr_assert_geq(close(mkstemp(path)), 0);
	check_ok(word_load(arena, LANG_ZH, &job.words, &fault), fault);
	checked(&job, &item);
	check_ok(sink_xlsx(&job, path, &sink), fault);
	sink.tell(&sink, &item);
	check_ok(sink.end(&sink, &fault), fault);
	check_ok(file_read(arena, path, 1 << 20, &bytes, &fault), fault);
	cr_assert_eq(unlink(path), 0);
	check_ok(doc_read(arena, bytes, S("out.xlsx"), &doc, &fault), fault);
	texts = texts_of(arena, doc);
	cr_assert(str_has(texts, S("1101**********002X")));
	cr_assert(str_has(texts, S("138****8000")));
	cr_assert(str_has(texts, S("XX镇人民政府")));
	cr_assert(!str_has(texts, S("19491231")));
	cr_assert(!str_has(texts, S("13800138000")));
}

Test(sink, the_first_fault_of_telling_is_handed_on)
{
	struct fault	fault = { .code = OK };
	struct sink	sink = { .err = OK };

	check_int(sink_fault(&sink, &fault), OK);
	(void)FAIL(&fault, ERR_STORE, "file.unwritable", S("a"), S("b"));
	sink_keep(&sink, &fault);
	(void)FAIL(&fault, ERR_TOO_LARGE, "file.too_much_output");
	sink_keep(&sink, &fault);
	fault_clear(&fault);
	check_int(sink_fault(&sink, &fault), ERR_STORE);
	cr_assert_str_eq(fault.key, "file.unwritable");
	check_str(fault.arg[1], S("b"));
}
