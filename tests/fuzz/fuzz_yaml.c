/*
 * A document that is read is a tree of bounded depth whose nodes know their
 * place; one that is refused says where.
 *
 * Seeds: *.yaml
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "base/yaml.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t
check_node(struct arena *arena, struct yaml *node, unsigned depth)
{
	size_t	nodes = 1;

	assert(depth <= 32 && node->line > 0 && node->column > 0);
	assert(utf8_valid(node->text));
	for (size_t i = 0; i < node->n; i++) {
		if (node->kind == YAML_MAP)
			assert(yaml_get(node, str_c(arena, node->key[i])) !=
			    NULL);
		nodes += check_node(arena, &node->item[i], depth + 1);
	}
	assert(yaml_done(node, NULL) == OK);
	return nodes;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena	*arena = arena_new((size_t)256 << 20);
	struct fault	 fault = { .code = OK };
	struct yaml	*root = NULL;
	enum err	 e;

	e = yaml_read(arena, "fuzz.yaml", (str){ (const char *)data, size },
	    &root, &fault);
	if (e == OK)
		assert(check_node(arena, root, 0) <= 100000);
	else
		assert(fault.code == e && str_starts(fault.arg[0],
		    S("fuzz.yaml:")));
	arena_free(arena);
	return 0;
}
