#include "base/arena.h"
#include "base/buf.h"
#include "office/find.h"

#define HELD	((size_t)64 << 10)	/* bytes of what one filter lists */

/* A column is the other one or stands below it. */
static bool
is_below(const struct catalogue *catalogue, int place, int above)
{
	while (place >= 0 && place != above)
		place = catalogue->column[place].above;
	return place >= 0;
}

str
find_held(struct arena *arena, const struct catalogue *catalogue, str column)
{
	const struct catalogue_column	*found;
	struct buf			 buf;

	found = column.n == 0 ? NULL : catalogue_find(catalogue, column);
	if (found == NULL)
		return column;
	buf_init(&buf, arena, HELD);
	for (size_t i = 0; i < catalogue->n; i++) {
		const struct catalogue_column	*one = &catalogue->column[i];

		if (!is_below(catalogue, (int)i,
		    (int)(found - catalogue->column)))
			continue;
		buf_put(&buf, one->key);
		buf_byte(&buf, '\n');
		if (catalogue_find(catalogue, one->name) != one)
			continue;
		buf_put(&buf, one->name);
		buf_byte(&buf, '\n');
	}
	return buf_str(&buf);
}

void
find_fold(const struct catalogue *catalogue, struct search_answer *answer)
{
	struct search_count	*count = answer->facet[SEARCH_BY_COLUMN];
	size_t			 n = 0;

	for (size_t i = 0; i < answer->facets[SEARCH_BY_COLUMN]; i++) {
		str	key = catalogue_key(catalogue, count[i].value);
		size_t	k = 0;

		while (k < n && !str_eq(count[k].value, key))
			k++;
		if (k < n)
			count[k].n += count[i].n;
		else
			count[n++] = (struct search_count){ key, count[i].n };
	}
	answer->facets[SEARCH_BY_COLUMN] = n;
	for (size_t i = 0; i < answer->hits; i++)
		answer->hit[i].column = catalogue_key(catalogue,
		    answer->hit[i].column);
}

int64_t
find_count(const struct find *find, const struct catalogue_column *column)
{
	const struct catalogue		*catalogue = find->rules->catalogue;
	const struct search_answer	*answer = &find->answer;
	int64_t				 n = 0;

	for (size_t i = 0; i < answer->facets[SEARCH_BY_COLUMN]; i++) {
		const struct search_count	*count;
		const struct catalogue_column	*of;

		count = &answer->facet[SEARCH_BY_COLUMN][i];
		of = catalogue_find(catalogue, count->value);
		if (of != NULL && is_below(catalogue,
		    (int)(of - catalogue->column),
		    (int)(column - catalogue->column)))
			n += count->n;
	}
	return n;
}

str
find_called(const struct find *find, enum search_facet facet, str value)
{
	if (facet == SEARCH_BY_COLUMN)
		return catalogue_name(find->rules->catalogue, value);
	return facet == SEARCH_BY_KIND ? kind_name(find->rules->kinds,
	    value) : value;
}
