#include "form/form_read.h"

#include "base/arena.h"

/* What the file says of a word out of a closed set. */
struct choice {
	const char	*word;
	int		 value;
};

static const struct choice layouts[] = {
	{ "down", FORM_DOWN }, { "across", FORM_ACROSS }, { NULL, 0 }
};
static const struct choice rolls[] = {
	{ "add", FORM_ROLL_ADD }, { "none", FORM_ROLL_NONE }, { NULL, 0 }
};
static const struct choice units[] = {
	{ "count", FORM_COUNT }, { "change", FORM_CHANGE },
	{ "amount", FORM_AMOUNT }, { NULL, 0 }
};

static enum err
read_choice(const struct form_reader *reader, struct yaml *map,
    const char *key, const struct choice *choice, int *ret)
{
	struct yaml	*node = yaml_get(map, key);

	if (node == NULL)
		return OK;
	for (; choice->word != NULL; choice++)
		if (node->kind == YAML_TEXT && str_is(node->text, choice->word))
			break;
	if (choice->word == NULL)
		return yaml_wrong(node, "form.choice", node->text,
		    reader->fault);
	*ret = choice->value;
	return OK;
}

/* --- groups ------------------------------------------------------------- */

static bool
group_exists(const struct form_table *table, str key, bool of_columns)
{
	for (size_t i = 0; i < table->groups; i++)
		if (table->group[i].of_columns == of_columns &&
		    str_eq(table->group[i].key, key))
			return true;
	return false;
}

static enum err
add_group(const struct form_reader *reader, struct yaml *map,
    struct form_group group)
{
	struct form_table	*table = reader->table;
	enum err		 e;

	e = form_read_label_want(reader, map, "label", &group.label);
	if (e != OK)
		return e;
	table->group = form_read_room(reader->arena, table->group,
	    table->groups, sizeof group);
	table->group[table->groups++] = group;
	return OK;
}

/* --- columns ------------------------------------------------------------ */

/* The columns of a block while they are read. */
struct columns {
	struct form_column	*at;
	size_t			 n;
	str			 unit;	/* of the table, unless one says more */
};

static enum err
read_column(const struct form_reader *reader, struct yaml *node,
    struct form_column *column)
{
	int		unit = FORM_COUNT;
	enum err	e;

	if (node->kind != YAML_MAP)
		return form_read_label(reader, node, &column->label);
	e = form_read_label_want(reader, node, "label", &column->label);
	if (e == OK)
		e = read_choice(reader, node, "value", units, &unit);
	column->unit = (enum form_unit)unit;
	if (unit == FORM_AMOUNT)
		column->unit_word = S("");
	if (e == OK)
		e = yaml_may_text(node, "unit", &column->unit_word,
		    reader->fault);
	if (e == OK)
		e = yaml_done(node, reader->fault);
	return e;
}

static enum err
add_column(const struct form_reader *reader, struct yaml *node,
    struct form_column column, struct columns *columns)
{
	enum err	e;

	if (columns->n >= FORM_READ_COLUMNS)
		return yaml_wrong(node, "form.members", column.key,
		    reader->fault);
	column.unit_word = columns->unit;
	e = read_column(reader, node, &column);
	if (e != OK)
		return e;
	for (size_t i = 0; i < columns->n; i++) {
		const struct form_column	*other = &columns->at[i];

		if (str_eq(other->key, column.key))
			return yaml_wrong(node, "form.twice", column.key,
			    reader->fault);
		if (str_eq(other->group, column.group) &&
		    form_read_label_clash(reader->arena, &other->label,
		    &column.label))
			return yaml_wrong(node, "form.label_clash",
			    other->key, reader->fault);
	}
	columns->at = form_read_room(reader->arena, columns->at, columns->n,
	    sizeof column);
	columns->at[columns->n++] = column;
	return OK;
}

/* A member with `columns' of its own is a group, any other a column. */
static enum err
read_columns(const struct form_reader *reader, struct yaml *map, str parent,
    unsigned depth, struct columns *columns)
{
	struct yaml	*inner;
	enum err	 e;

	e = form_read_members(reader, map, "columns", FORM_READ_COLUMNS,
	    &inner);
	for (size_t i = 0; e == OK && i < inner->n; i++) {
		struct yaml	*node = &inner->item[i];
		str		 key = inner->key[i];

		e = form_read_key(reader, node, key);
		if (e != OK)
			return e;
		if (node->kind != YAML_MAP ||
		    yaml_get(node, "columns") == NULL) {
			e = add_column(reader, node, (struct form_column){
			    .key = key, .group = parent }, columns);
			continue;
		}
		if (depth >= FORM_READ_DEPTH ||
		    group_exists(reader->table, key, true))
			return yaml_wrong(node, "form.twice", key,
			    reader->fault);
		e = add_group(reader, node, (struct form_group){ .key = key,
		    .parent = parent, .of_columns = true });
		if (e == OK)
			e = read_columns(reader, node, key, depth + 1,
			    columns);
		if (e == OK)
			e = yaml_done(node, reader->fault);
	}
	return e;
}

/* --- rows --------------------------------------------------------------- */

static enum err
add_row(const struct form_reader *reader, struct yaml *node,
    struct form_row row)
{
	struct form_table	*table = reader->table;
	enum err		 e;

	e = form_read_label(reader, node, &row.label);
	if (e != OK)
		return e;
	for (size_t i = 0; i < table->rows; i++) {
		const struct form_row	*other = &table->row[i];

		if (other->block == row.block &&
		    str_eq(other->group, row.group) &&
		    form_read_label_clash(reader->arena, &other->label,
		    &row.label))
			return yaml_wrong(node, "form.label_clash",
			    other->key, reader->fault);
	}
	row.first = table->cells;
	table->cells += row.columns;
	table->row = form_read_room(reader->arena, table->row, table->rows,
	    sizeof row);
	table->row[table->rows++] = row;
	return OK;
}

/* A member that is a map is a group, any other a row. */
static enum err
read_rows(const struct form_reader *reader, struct yaml *map,
    struct form_row proto, unsigned depth)
{
	struct form_table	*table = reader->table;
	struct yaml		*inner;
	enum err		 e;

	e = form_read_members(reader, map, "rows", FORM_READ_ROWS, &inner);
	for (size_t i = 0; e == OK && i < inner->n; i++) {
		struct yaml	*node = &inner->item[i];
		struct form_row	 row = proto;

		row.key = inner->key[i];
		e = form_read_key(reader, node, row.key);
		if (e != OK)
			return e;
		if (depth >= FORM_READ_DEPTH || form_row(table, row.key) >= 0 ||
		    group_exists(table, row.key, false) ||
		    table->rows + table->groups >= FORM_READ_ROWS)
			return yaml_wrong(node, "form.twice", row.key,
			    reader->fault);
		if (node->kind != YAML_MAP) {
			e = add_row(reader, node, row);
			continue;
		}
		e = add_group(reader, node, (struct form_group){
		    .key = row.key, .parent = proto.group });
		row.group = row.key;
		if (e == OK)
			e = read_rows(reader, node, row, depth + 1);
		if (e == OK)
			e = yaml_done(node, reader->fault);
	}
	return e;
}

/* --- blocks ------------------------------------------------------------- */

/* Head, corner, columns and rows: of a block, or of a table that is one. */
static enum err
read_block(const struct form_reader *reader, struct yaml *map, str unit)
{
	struct form_table	*table = reader->table;
	struct form_block	 block = { .row = table->rows };
	struct columns		 columns = { .unit = unit };
	struct form_row		 proto = { .block = table->blocks };
	enum err		 e;

	e = form_read_label_may(reader, map, "head", &block.head);
	if (e == OK)
		e = form_read_label_may(reader, map, "corner", &block.corner);
	if (e == OK)
		e = read_columns(reader, map, S(""), 0, &columns);
	if (e != OK)
		return e;
	block.column = proto.column = columns.at;
	block.columns = proto.columns = columns.n;
	e = read_rows(reader, map, proto, 0);
	if (e != OK)
		return e;
	block.rows = table->rows - block.row;
	table->block = form_read_room(reader->arena, table->block,
	    table->blocks, sizeof block);
	table->block[table->blocks++] = block;
	return OK;
}

static enum err
read_blocks(const struct form_reader *reader, struct yaml *map, str unit)
{
	struct yaml	*list;
	enum err	 e;

	if (yaml_get(map, "blocks") == NULL)
		return read_block(reader, map, unit);
	e = yaml_want(map, "blocks", YAML_LIST, &list, reader->fault);
	if (e != OK)
		return e;
	if (list->n == 0 || list->n > FORM_READ_BLOCKS)
		return yaml_wrong(list, "form.members", S("blocks"),
		    reader->fault);
	reader->table->named = true;
	for (size_t i = 0; e == OK && i < list->n; i++) {
		if (list->item[i].kind != YAML_MAP)
			return yaml_wrong(&list->item[i], "yaml.want_map",
			    S("blocks"), reader->fault);
		e = read_block(reader, &list->item[i], unit);
		if (e == OK)
			e = yaml_done(&list->item[i], reader->fault);
	}
	return e;
}

/* --- the table ---------------------------------------------------------- */

static enum err
read_section(const struct form_reader *reader, struct yaml *map)
{
	const struct form	*form = reader->form;
	str			 key;
	enum err		 e;

	e = yaml_want_text(map, "section", &key, reader->fault);
	if (e != OK)
		return e;
	for (size_t i = 0; i < form->sections; i++) {
		if (!str_eq(form->section[i].key, key))
			continue;
		reader->table->section = i;
		reader->table->title = form->section[i].title.text;
		return OK;
	}
	return yaml_wrong(yaml_get(map, "section"), "form.no_section", key,
	    reader->fault);
}

static enum err
read_rules(const struct form_reader *reader, struct yaml *map)
{
	struct form_table	*table = reader->table;
	struct yaml		*list;
	enum err		 e;

	if (yaml_get(map, "rules") == NULL)
		return OK;
	e = yaml_want(map, "rules", YAML_LIST, &list, reader->fault);
	if (e != OK)
		return e;
	if (list->n > FORM_READ_RULES)
		return yaml_wrong(list, "form.members", S("rules"),
		    reader->fault);
	table->rule = arena_array(reader->arena, list->n,
	    sizeof *table->rule);
	for (size_t i = 0; e == OK && i < list->n; i++)
		e = form_read_rule(reader, &list->item[i], &table->rule[i]);
	table->rules = list->n;
	return e;
}

enum err
form_read_table(const struct form_reader *reader, struct yaml *map)
{
	struct form_table	*table = reader->table;
	int			 layout = FORM_DOWN, roll = FORM_ROLL_ADD;
	str			 unit = S("");
	enum err		 e;

	if (map->kind != YAML_MAP)
		return yaml_wrong(map, "yaml.want_map", table->key,
		    reader->fault);
	e = read_section(reader, map);
	if (e == OK)
		e = read_choice(reader, map, "layout", layouts, &layout);
	if (e == OK)
		e = read_choice(reader, map, "roll", rolls, &roll);
	if (e == OK)
		e = yaml_may_text(map, "unit", &unit, reader->fault);
	if (e == OK)
		e = yaml_want_int(map, "most", 1, FORM_MOST, &table->most,
		    reader->fault);
	if (e == OK)
		e = read_blocks(reader, map, unit);
	if (e == OK)
		e = read_rules(reader, map);
	if (e == OK)
		e = yaml_done(map, reader->fault);
	table->layout = (enum form_layout)layout;
	table->roll = (enum form_roll)roll;
	return e;
}
