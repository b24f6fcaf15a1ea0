#include "base/yaml.h"

#include <stdio.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/data.h"
#include "base/utf8.h"

#define YAML_BYTES	((size_t)1 << 20)
#define YAML_NODES	100000u
#define YAML_DEPTH	32u

/* What building the tree hands on. */
struct build {
	struct arena	*arena;
	const char	*file;
	yaml_parser_t	*parser;
	size_t		 nodes;
	struct fault	*fault;
};

static str
where(struct arena *arena, const char *file, unsigned line, unsigned column)
{
	return str_printf(arena, "%s:%u:%u", file, line, column);
}

static enum err
refuse(struct build *build, const yaml_mark_t *mark, const char *key, str what)
{
	return fault_set(build->fault, ERR_INVALID, __FILE__, __LINE__, key,
	    (const str[]){ where(build->arena, build->file,
	    (unsigned)mark->line + 1, (unsigned)mark->column + 1), what }, 2);
}

static enum err
next_event(struct build *build, yaml_event_t *event)
{
	if (yaml_parser_parse(build->parser, event))
		return OK;
	return refuse(build, &build->parser->problem_mark, "yaml.syntax",
	    str_of(build->parser->problem));
}

static enum err build_node(struct build *build, const yaml_event_t *event,
    unsigned depth, struct yaml *node);

/* Room for one more item, doubling. */
static void
make_room(struct build *build, struct yaml *node)
{
	size_t	room = node->n == 0 ? 4 : node->n * 2;

	if (node->n != 0 && (node->n < 4 || (node->n & (node->n - 1)) != 0))
		return;
	node->item = arena_grow(build->arena, node->item, node->n, room,
	    sizeof *node->item);
	if (node->kind == YAML_LIST)
		return;
	node->key = arena_grow(build->arena, node->key, node->n, room,
	    sizeof *node->key);
	node->asked = arena_grow(build->arena, node->asked, node->n, room,
	    sizeof *node->asked);
}

static enum err
build_scalar(struct build *build, const yaml_event_t *event, struct yaml *node)
{
	str	text = { (const char *)event->data.scalar.value,
		    event->data.scalar.length };

	if (event->data.scalar.anchor != NULL ||
	    event->data.scalar.tag != NULL)
		return refuse(build, &event->start_mark, "yaml.anchor", S(""));
	node->kind = YAML_TEXT;
	node->text = str_copy(build->arena, text);
	node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	return OK;
}

static enum err
build_key(struct build *build, const yaml_event_t *event, struct yaml *node)
{
	str	key;

	if (event->type != YAML_SCALAR_EVENT)
		return refuse(build, &event->start_mark, "yaml.key", S(""));
	if (event->data.scalar.anchor != NULL ||
	    event->data.scalar.tag != NULL)
		return refuse(build, &event->start_mark, "yaml.anchor", S(""));
	key = str_copy(build->arena, (str){
	    (const char *)event->data.scalar.value,
	    event->data.scalar.length });
	for (size_t i = 0; i < node->n; i++)
		if (str_eq(node->key[i], key))
			return refuse(build, &event->start_mark, "yaml.twice",
			    key);
	node->key[node->n] = key;
	return OK;
}

/* The items up to the end event of the list or map. */
static enum err
build_items(struct build *build, yaml_event_type_t end, unsigned depth,
    struct yaml *node)
{
	yaml_event_t	event;
	enum err	e;

	for (;;) {
		e = next_event(build, &event);
		if (e != OK)
			return e;
		if (event.type == end) {
			yaml_event_delete(&event);
			return OK;
		}
		make_room(build, node);
		if (node->kind == YAML_MAP) {
			e = build_key(build, &event, node);
			yaml_event_delete(&event);
			if (e == OK)
				e = next_event(build, &event);
			if (e != OK)
				return e;
		}
		e = build_node(build, &event, depth + 1,
		    &node->item[node->n]);
		yaml_event_delete(&event);
		if (e != OK)
			return e;
		node->n++;
	}
}

static enum err
build_node(struct build *build, const yaml_event_t *event, unsigned depth,
    struct yaml *node)
{
	*node = (struct yaml){ .file = build->file,
	    .line = (unsigned)event->start_mark.line + 1,
	    .column = (unsigned)event->start_mark.column + 1 };
	if (depth > YAML_DEPTH || ++build->nodes > YAML_NODES)
		return refuse(build, &event->start_mark, "yaml.too_large",
		    S(""));
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return build_scalar(build, event, node);
	case YAML_SEQUENCE_START_EVENT:
		if (event->data.sequence_start.anchor != NULL ||
		    event->data.sequence_start.tag != NULL)
			break;
		node->kind = YAML_LIST;
		return build_items(build, YAML_SEQUENCE_END_EVENT, depth,
		    node);
	case YAML_MAPPING_START_EVENT:
		if (event->data.mapping_start.anchor != NULL ||
		    event->data.mapping_start.tag != NULL)
			break;
		node->kind = YAML_MAP;
		return build_items(build, YAML_MAPPING_END_EVENT, depth, node);
	default:
		break;
	}
	return refuse(build, &event->start_mark, "yaml.anchor", S(""));
}

/* An event of the type wanted, and nothing else of interest in it. */
static enum err
expect(struct build *build, yaml_event_type_t type)
{
	yaml_event_t	event;
	enum err	e;

	e = next_event(build, &event);
	if (e != OK)
		return e;
	if (event.type != type)
		e = refuse(build, &event.start_mark, "yaml.one_document",
		    S(""));
	yaml_event_delete(&event);
	return e;
}

static enum err
build_document(struct build *build, struct yaml *root)
{
	yaml_event_t	event;
	enum err	e;

	e = expect(build, YAML_STREAM_START_EVENT);
	if (e == OK)
		e = expect(build, YAML_DOCUMENT_START_EVENT);
	if (e == OK)
		e = next_event(build, &event);
	if (e != OK)
		return e;
	e = build_node(build, &event, 0, root);
	yaml_event_delete(&event);
	if (e == OK)
		e = expect(build, YAML_DOCUMENT_END_EVENT);
	if (e == OK)
		e = expect(build, YAML_STREAM_END_EVENT);
	return e;
}

enum err
yaml_read(struct arena *arena, const char *file, str bytes, struct yaml **ret,
    struct fault *fault)
{
	struct build	 build = { .arena = arena, .file = file,
			    .fault = fault };
	struct yaml	*root = arena_alloc(arena, sizeof *root);
	yaml_parser_t	 parser;
	enum err	 e;

	if (bytes.n > YAML_BYTES)
		return FAIL(fault, ERR_TOO_LARGE, "yaml.too_large",
		    where(arena, file, 1, 1), S(""));
	if (!utf8_valid(bytes))
		return FAIL(fault, ERR_INVALID, "yaml.not_utf8",
		    where(arena, file, 1, 1));
	if (!yaml_parser_initialize(&parser))
		return FAIL(fault, ERR_STORE, "yaml.syntax",
		    where(arena, file, 1, 1), S(""));
	build.parser = &parser;
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser,
	    (const unsigned char *)bytes.at, bytes.n);
	e = build_document(&build, root);
	yaml_parser_delete(&parser);
	if (e == OK)
		*ret = root;
	return e;
}

enum err
yaml_load(struct arena *arena, const char *path, struct yaml **ret,
    struct fault *fault)
{
	str		bytes;
	enum err	e;

	e = data_read(arena, path, &bytes, fault);
	return e == OK ? yaml_read(arena, path, bytes, ret, fault) : e;
}
