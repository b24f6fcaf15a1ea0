#include "tests/test.h"

#include "base/buf.h"
#include "base/diff.h"

/* The pieces as "=same", "-gone", "+come", one after the other. */
static str
shown(const char *old, const char *new)
{
	const struct diff	*d = diff(test_arena(), str_of(old),
				    str_of(new));
	struct buf		 buf;

	buf_init(&buf, test_arena(), 10000);
	for (size_t i = 0; i < d->n; i++)
		buf_printf(&buf, "%c%.*s", "=-+"[d->piece[i].is],
		    STRF(d->piece[i].text));
	return buf_str(&buf);
}

/* The pieces but those of one kind, joined. */
static str
without(struct arena *arena, const struct diff *d, enum diff_is is)
{
	struct buf	buf;

	buf_init(&buf, arena, (size_t)64 << 20);
	for (size_t i = 0; i < d->n; i++)
		if (d->piece[i].is != is)
			buf_put(&buf, d->piece[i].text);
	return buf_str(&buf);
}

static const struct diff *
check_sound(struct arena *arena, str old, str new)
{
	const struct diff	*d = diff(arena, old, new);

	check_str(without(arena, d, DIFF_COME), old);
	check_str(without(arena, d, DIFF_GONE), new);
	return d;
}

Test(diff, an_ideograph_is_a_word_and_so_is_a_run_of_digits)
{
	check_str(shown("共收到申请12件。\n", "共收到申请128件。\n"),
	    S("=共收到申请-12+128=件。\n"));
	check_str(shown("答复期限为二十个工作日\n", "答复期限为十五个工作日\n"),
	    S("=答复期限为-二十+十五=个工作日\n"));
}

Test(diff, paragraphs_that_have_little_in_common_are_not_interwoven)
{
	check_str(shown("甲\n乡村振兴工作要点\n乙\n",
	    "甲\n防汛值守的通知\n乙\n"),
	    S("=甲\n-乡村振兴工作要点\n+防汛值守的通知\n=乙\n"));
}

Test(diff, nothing_against_something_is_all_gone_or_come)
{
	check_str(shown("", ""), S(""));
	check_str(shown("", "甲\n"), S("+甲\n"));
	check_str(shown("甲\n", ""), S("-甲\n"));
	check_str(shown("甲\n乙", "甲\n乙"), S("=甲\n乙"));
}

/* Any texts, made of few different lines and words. */
static str
random_text(struct arena *arena, unsigned *seed)
{
	static const char *const words[] = { "甲", "乙", "丙", "12", "ab",
				    "\n", "\n", "，", " ", "\xff" };
	struct buf	buf;

	buf_init(&buf, arena, 10000);
	for (unsigned i = (*seed = *seed * 1103515245u + 12345u) >> 16 & 63;
	    i > 0; i--) {
		*seed = *seed * 1103515245u + 12345u;
		buf_put(&buf, str_of(words[(*seed >> 16) % 10]));
	}
	return buf_str(&buf);
}

Test(diff, what_stayed_and_went_is_the_old_text_and_what_came_makes_the_new)
{
	struct arena		*arena = test_arena();
	struct arena_mark	 mark = arena_mark(arena);
	unsigned		 seed = 7;

	for (int i = 0; i < 3000; i++) {
		str			 old = random_text(arena, &seed);
		str			 new = random_text(arena, &seed);
		const struct diff	*d = check_sound(arena, old, new);

		for (size_t k = 1; k < d->n; k++)
			cr_assert_neq(d->piece[k].is, d->piece[k - 1].is);
		arena_rewind(arena, mark);
	}
}

static str
repeated(const char *format, unsigned n, unsigned offset)
{
	struct buf	buf;

	buf_init(&buf, test_arena(), (size_t)64 << 20);
	for (unsigned i = 0; i < n; i++)
		buf_printf(&buf, format, (i + offset) * 2654435761u % 100003u);
	return buf_str(&buf);
}

Test(diff, megabytes_that_differ_everywhere_are_told_in_bounded_time,
    .timeout = 20)
{
	(void)check_sound(test_arena(), repeated("%u\n", 200000, 0),
	    repeated("%u\n", 200000, 100));
	(void)check_sound(test_arena(), repeated("%u ", 300000, 0),
	    repeated("%u ", 300000, 3));
	(void)check_sound(test_arena(), repeated("a\n", 400000, 0),
	    repeated("a\nb\n", 200000, 0));
}

Test(diff_merge, changes_of_two_places_are_both_in_the_result)
{
	const struct diff_merge	*m;

	m = diff_merge(test_arena(), S("一\n二\n三\n四\n五\n"),
	    S("一\n贰\n三\n四\n五\n"), S("一\n二\n三\n五\n六\n"));
	check_int(m->conflicts, 0);
	check_str(m->text, S("一\n贰\n三\n五\n六\n"));
}

Test(diff_merge, changes_of_one_place_are_a_conflict_that_shows_all_three)
{
	const struct diff_merge	*m;

	m = diff_merge(test_arena(), S("一\n二\n三\n"), S("一\n贰\n三\n"),
	    S("一\n2\n三\n"));
	check_int(m->conflicts, 1);
	check_int(m->n, 3);
	check_int(m->part[1].side, DIFF_CONFLICT);
	check_str(m->part[1].base, S("二\n"));
	check_str(m->part[1].mine, S("贰\n"));
	check_str(m->part[1].theirs, S("2\n"));
	check_int(m->text.n, 0);
}

Test(diff_merge, the_same_change_twice_is_one)
{
	const struct diff_merge	*m;

	m = diff_merge(test_arena(), S("一\n二\n"), S("一\n贰\n"),
	    S("一\n贰\n"));
	check_int(m->conflicts, 0);
	check_str(m->text, S("一\n贰\n"));
	check_int(m->part[1].side, DIFF_ALIKE);
}

/* Two who change lines that are apart, at random: both changes are there. */
Test(diff_merge, edits_that_do_not_touch_are_both_kept)
{
	struct arena		*arena = test_arena();
	struct arena_mark	 mark = arena_mark(arena);
	unsigned		 seed = 11;

	for (int round = 0; round < 500; round++) {
		struct buf	text[4];

		for (int i = 0; i < 4; i++)
			buf_init(&text[i], arena, 10000);
		for (unsigned line = 0; line < 30; line++) {
			unsigned	who = seed >> 16 & 3;
			str		base = str_printf(arena,
					    "line %u\n", line);
			str		changed = str_printf(arena,
					    "new %u\nof %u\n", line, who);

			seed = seed * 1103515245u + 12345u;
			if (line % 2 == 0)
				who = 0;
			buf_put(&text[0], base);
			buf_put(&text[1], who == 1 ? changed : base);
			buf_put(&text[2], who == 2 ? changed : base);
			buf_put(&text[3], who == 1 || who == 2 ? changed :
			    base);
		}
		check_str(diff_merge(arena, buf_str(&text[0]),
		    buf_str(&text[1]), buf_str(&text[2]))->text,
		    buf_str(&text[3]));
		arena_rewind(arena, mark);
	}
}

/* With nobody else there, mine is what comes out, whatever it is. */
Test(diff_merge, against_an_unchanged_text_the_change_is_the_result)
{
	struct arena		*arena = test_arena();
	struct arena_mark	 mark = arena_mark(arena);
	unsigned		 seed = 3;

	for (int i = 0; i < 500; i++) {
		str	base = random_text(arena, &seed);
		str	mine = random_text(arena, &seed);

		check_str(diff_merge(arena, base, mine, base)->text,
		    mine);
		check_str(diff_merge(arena, base, base, mine)->text,
		    mine);
		check_str(diff_merge(arena, base, mine, mine)->text,
		    mine);
			arena_rewind(arena, mark);
	}
}
