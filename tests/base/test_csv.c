#include "tests/test.h"

#include "base/csv.h"

static str
record(const str *field, size_t n)
{
	struct buf	buf;

	buf_init(&buf, test_arena(), 1000);
	csv_record(&buf, field, n);
	return buf_str(&buf);
}

#define RECORD(...)	record((const str[]){ __VA_ARGS__ }, \
			    sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

Test(csv, fields_are_parted_by_commas_and_records_by_lines)
{
	check_str(RECORD(S("a"), S(""), S("中")), S("a,,中\r\n"));
	check_str(record(NULL, 0), S("\r\n"));
}

Test(csv, marks_inside_a_field_are_quoted)
{
	check_str(RECORD(S("a,b"), S("say \"x\""), S("one\ntwo")),
	    S("\"a,b\",\"say \"\"x\"\"\",\"one\ntwo\"\r\n"));
}

Test(csv, a_formula_is_disarmed_and_a_number_is_not)
{
	check_str(RECORD(S("=1+1"), S("@a"), S("+a"), S("-a"), S("\tb")),
	    S("'=1+1,'@a,'+a,'-a,'\tb\r\n"));
	check_str(RECORD(S("-3"), S("+3.5"), S("-0.5")), S("-3,+3.5,-0.5\r\n"));
	check_str(RECORD(S("-"), S("+."), S("-1-1"), S("-1.2.3"), S("+3万")),
	    S("'-,'+.,'-1-1,'-1.2.3,'+3万\r\n"));
	check_str(RECORD(S("=\"a\"")), S("\"'=\"\"a\"\"\"\r\n"));
}

Test(csv, a_file_begins_with_its_mark)
{
	struct buf	buf;

	buf_init(&buf, test_arena(), 10);
	csv_begin(&buf);
	check_str(buf_str(&buf), S("\xEF\xBB\xBF"));
}
