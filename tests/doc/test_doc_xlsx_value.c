#include "tests/test.h"

#include "doc/doc_xlsx_value.h"

#define PLAIN	DOC_XLSX_PLAIN
#define DAY	DOC_XLSX_DAY

#define shows(stored, look, want) \
	check_str(doc_xlsx_value(test_arena(), S(stored), look, \
	    DOC_XLSX_1900), S(want))

Test(doc_xlsx_value, binary_noise_behind_fifteen_digits_goes)
{
	shows("7730.280000000001", PLAIN, "7730.28");
	shows("7730.2799999999997", PLAIN, "7730.28");
	shows("0.30000000000000004", PLAIN, "0.3");
	shows("0.1", PLAIN, "0.1");
	shows("99.999999999999999", PLAIN, "100");
	shows("-0.0049999999999999", PLAIN, "-0.0049999999999999");
}

Test(doc_xlsx_value, whole_numbers_stay_whole)
{
	shows("0", PLAIN, "0");
	shows("550", PLAIN, "550");
	shows("-3", PLAIN, "-3");
	shows("550.0", PLAIN, "550");
	shows("100", PLAIN, "100");
	shows("123456789012345678", PLAIN, "123456789012346000");
	shows("007", PLAIN, "7");
	shows("-0", PLAIN, "0");
}

Test(doc_xlsx_value, exponents_are_written_out_within_reason)
{
	shows("1E3", PLAIN, "1000");
	shows("1.5e-05", PLAIN, "0.000015");
	shows("2.5E+2", PLAIN, "250");
	shows("1E300", PLAIN, "1E300");
	shows("1E-300", PLAIN, "1E-300");
}

Test(doc_xlsx_value, what_is_no_number_stays_as_it_is)
{
	shows("abc", PLAIN, "abc");
	shows("1E", PLAIN, "1E");
	shows("1.2.3", PLAIN, "1.2.3");
	shows("-", PLAIN, "-");
	shows(" 5 ", PLAIN, "5");
	shows("2024-01-31", DAY, "2024-01-31");
}

Test(doc_xlsx_value, percentages_are_shown_as_such)
{
	shows("0.125", DOC_XLSX_PERCENT, "12.5%");
	shows("1", DOC_XLSX_PERCENT, "100%");
	shows("0", DOC_XLSX_PERCENT, "0%");
	shows("0.07", DOC_XLSX_PERCENT, "7%");
}

Test(doc_xlsx_value, days_count_from_1900_with_its_day_too_many)
{
	shows("1", DAY, "1900-01-01");
	shows("59", DAY, "1900-02-28");
	shows("60", DAY, "60");
	shows("61", DAY, "1900-03-01");
	shows("45322", DAY, "2024-01-31");
	shows("2958465", DAY, "9999-12-31");
	shows("2958466", DAY, "2958466");
	shows("20240131", DAY, "20240131");
	shows("-1", DAY, "-1");
	check_str(doc_xlsx_value(test_arena(), S("0.5"), DAY, DOC_XLSX_1904),
	    S("12:00"));
	check_str(doc_xlsx_value(test_arena(), S("43860"), DAY,
	    DOC_XLSX_1904), S("2024-01-31"));
}

Test(doc_xlsx_value, moments_keep_their_time)
{
	shows("45322.395833333336", DAY, "2024-01-31 09:30");
	shows("45321.99999999999", DAY, "2024-01-31");
	shows("0.395833333333333", DOC_XLSX_TIME, "09:30");
	shows("0.00001157407", DOC_XLSX_TIME, "00:00:01");
}
