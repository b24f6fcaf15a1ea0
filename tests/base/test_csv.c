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

/* --- reading ----------------------------------------------------------- */

static struct fault	fault;

Test(csv, what_was_written_is_read_again)
{
	static const char	piece[] = "a,\"\n=+-@' 甲";
	struct arena		*arena = test_arena();
	unsigned short		 seed[3] = { 1, 2, 3 };

	for (int run = 0; run < 300; run++) {
		str		field[4];
		struct csv_row	*row;
		struct buf	buf;
		size_t		n;

		for (int i = 0; i < 4; i++) {
			char	*text = arena_alloc(arena, 9);
			size_t	 length = (size_t)(nrand48(seed) % 9);

			for (size_t k = 0; k < length; k++)
				text[k] = piece[nrand48(seed) % 10];
			field[i] = (str){ text, length };
		}
		field[0] = S("x");
		buf_init(&buf, arena, 1000);
		csv_begin(&buf);
		csv_record(&buf, field, 4);
		csv_record(&buf, field, 4);
		check_ok(csv_read(arena, buf_str(&buf), &row, &n, &fault),
		    fault);
		check_int(n, 2);
		check_int(row[1].n, 4);
		for (int i = 1; i < 4; i++)
			if (field[i].n < 2 || field[i].at[0] != '\'')
				check_str(row[1].field[i], field[i]);
	}
}

Test(csv, rows_are_told_by_their_first_line)
{
	struct csv_row	*row;
	size_t		 n;

	check_ok(csv_read(test_arena(), S("a,b\r\n\r\n\"1\n2\",\"x\"\"y\"\r"
	    "\n,,\r\nlast"), &row, &n, &fault), fault);
	check_int(n, 3);
	check_int(row[0].line, 1);
	check_int(row[1].line, 3);
	check_str(row[1].field[0], S("1\n2"));
	check_str(row[1].field[1], S("x\"y"));
	check_int(row[2].line, 6);
	check_int(row[2].n, 1);
	check_str(row[2].field[0], S("last"));
}

static void
check_quote(const char *text, const char *line)
{
	struct csv_row	*row;
	size_t		 n;

	fault_clear(&fault);
	check_int(csv_read(test_arena(), str_of(text), &row, &n, &fault),
	    ERR_INVALID);
	check_str(str_of(fault.key), S("csv.quote"));
	check_str(fault.arg[0], str_of(line));
}

Test(csv, a_quote_that_does_not_close_is_named_with_its_line)
{
	check_quote("a\nb,\"c\nd", "2");
	check_quote("a\n\"b\"c\n", "2");
	check_quote("\"", "1");
}

Test(csv, nothing_to_read_is_no_row)
{
	struct csv_row	*row;
	size_t		 n = 9;

	check_ok(csv_read(test_arena(), S(""), &row, &n, &fault), fault);
	check_int(n, 0);
	check_ok(csv_read(test_arena(), S("\xEF\xBB\xBF\r\n"), &row, &n,
	    &fault), fault);
	check_int(n, 0);
}
