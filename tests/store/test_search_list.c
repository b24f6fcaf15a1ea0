#include "store/search_list.h"
#include "tests/test.h"

Test(search_list, gives_back_what_was_packed)
{
	struct search_packer	packer = { .arena = test_arena() };
	search_entry		entry[300], got[300];
	struct search_unpacker	unpacker;
	size_t			lists = 0;

	for (uint32_t i = 0; i < 300; i++)
		entry[i] = (i * 211) << 8 | (i % 127 + 1);
	for (uint64_t term = 5; term < 1u << 30; term *= 7)
		search_list_put(&packer, term, entry, (size_t)(term % 299) + 1);
	unpacker = (struct search_unpacker){ .s = { packer.at, packer.n },
	    .list.term = packer.first };
	for (uint64_t term = 5; search_list_next(&unpacker); term *= 7) {
		check_int(unpacker.list.term, term);
		check_int(unpacker.list.n, term % 299 + 1);
		cr_assert(search_list_read(&unpacker.list, 65536, got));
		cr_assert_arr_eq(got, entry,
		    unpacker.list.n * sizeof *got);
		lists++;
	}
	cr_assert_not(unpacker.damaged);
	check_int(lists, 10);
}

/* Whatever the bytes are, it ends and reads within them. */
Test(search_list, survives_any_bytes)
{
	char			bytes[64];
	search_entry		got[64];
	uint32_t		random = 1;

	for (int round = 0; round < 100000; round++) {
		struct search_unpacker	unpacker = { .s = { bytes,
					    sizeof bytes } };

		for (size_t i = 0; i < sizeof bytes; i++) {
			random = random * 1664525 + 1013904223;
			bytes[i] = (char)(random >> 24 &
			    (round % 2 == 0 ? 0xFF : 0x07));
		}
		while (search_list_next(&unpacker))
			if (unpacker.list.n <= 64)
				(void)search_list_read(&unpacker.list, 10,
				    got);
	}
}

Test(search_list, meets_where_the_terms_may_stand_together)
{
	const search_entry	a[] = { 1 << 8 | 3, 2 << 8 | 1, 5 << 8 | 0x40,
				    9 << 8 | 7 };
	const search_entry	b[] = { 1 << 8 | 2, 2 << 8 | 2, 5 << 8 | 0x41,
				    7 << 8 | 1 };
	search_entry		both[4];

	check_int(search_list_meet(a, 4, b, 4, both), 2);
	check_int(both[0], 1 << 8 | 2);
	check_int(both[1], 5 << 8 | 0x40);
}

/* Two terms of a phrase never lose each other at the end of a stretch. */
Test(search_list, keeps_a_bit_in_common_within_reach)
{
	for (uint32_t at = 0; at < 20000; at++)
		for (uint32_t step = 1; step < 31; step++)
			cr_assert_neq(search_list_mask(at) &
			    search_list_mask(at + step), 0, "%u + %u", at,
			    step);
}
