#include "doc/doc_package.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc_xml.h"

#define RELATIONS	10000u		/* of one part; more are not read */
#define STEPS		64u		/* of a part's name */

/*
 * The name of the part that `target' means when it stands in `part':
 * absolute, or relative to that part's folder, with "." and ".." taken out.
 */
static str
resolve(struct arena *arena, str part, str target)
{
	str		step[STEPS], rest;
	size_t		n = 0;
	struct buf	name;
	str		source[2] = { part, target };

	for (size_t i = 0; i < 2; i++) {
		rest = source[i];
		if (i == 1 && str_starts(rest, S("/")))
			n = 0;
		while (n < STEPS && str_cut(&rest, '/', &step[n])) {
			if (i == 0 && rest.n == 0)
				continue;
			if (str_is(step[n], "..") && n > 0)
				n--;
			else if (step[n].n > 0 && !str_is(step[n], ".") &&
			    !str_is(step[n], ".."))
				n++;
		}
	}
	buf_init(&name, arena, DOC_ZIP_NAME);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_byte(&name, '/');
		buf_put(&name, step[i]);
	}
	return buf_str(&name);
}

/* "word/document.xml" -> "word/_rels/document.xml.rels" */
static str
relations_of(struct arena *arena, str part)
{
	size_t	cut = part.n;

	while (cut > 0 && part.at[cut - 1] != '/')
		cut--;
	return str_printf(arena, "%.*s_rels/%.*s.rels", (int)cut, part.at,
	    (int)(part.n - cut), part.at + cut);
}

static str
tail(str address)
{
	size_t	from = address.n;

	while (from > 0 && address.at[from - 1] != '/')
		from--;
	return str_sub(address, from, address.n);
}

static int
by_id(const void *a, const void *b)
{
	const struct doc_relation	*left = a, *right = b;

	return str_compare(left->id, right->id);
}

/* Read the relations of a part; a part without any has an empty list. */
static enum err
read_relations(struct arena *arena, struct doc_package *package, str part,
    struct fault *fault)
{
	str		 rels = relations_of(arena, part);
	const xmlNode	*node;
	xmlDoc		*tree;
	size_t		 room = 0;
	enum err	 e;

	package->n = 0;
	if (!doc_zip_has(package->zip, rels))
		return OK;
	e = doc_package_tree(arena, package, rels, &tree, fault);
	if (e != OK)
		return e;
	node = doc_xml_child(xmlDocGetRootElement(tree), "Relationship");
	for (; node != NULL && package->n < RELATIONS;
	    node = doc_xml_next(node, "Relationship")) {
		struct doc_relation	relation = {
			.id = doc_xml_attr(node, "Id"),
			.type = tail(doc_xml_attr(node, "Type")),
			.target = doc_xml_attr(node, "Target"),
			.outside = str_is(doc_xml_attr(node, "TargetMode"),
			    "External"),
		};

		if (!relation.outside)
			relation.target = resolve(arena, part,
			    relation.target);
		if (package->n == room) {
			room = room == 0 ? 16 : room * 2;
			package->relation = arena_grow(arena,
			    package->relation, package->n, room,
			    sizeof relation);
		}
		package->relation[package->n++] = relation;
	}
	if (package->n > 0)
		qsort(package->relation, package->n,
		    sizeof *package->relation, by_id);
	return OK;
}

enum err
doc_package_open(struct arena *arena, str bytes, str name,
    struct doc_package *ret, struct fault *fault)
{
	enum err	e;

	*ret = (struct doc_package){ .name = name };
	e = doc_zip_open(arena, bytes, name, &ret->zip, fault);
	if (e != OK)
		return e;
	e = read_relations(arena, ret, S(""), fault);
	if (e != OK)
		return e;
	ret->main = doc_package_part(ret, "officeDocument");
	if (ret->main.n == 0)
		return FAIL(fault, ERR_INVALID, "doc.no_office", name);
	return doc_package_turn(arena, ret, ret->main, ret, fault);
}

enum err
doc_package_turn(struct arena *arena, const struct doc_package *package,
    str part, struct doc_package *ret, struct fault *fault)
{
	*ret = (struct doc_package){
		.zip = package->zip, .name = package->name, .main = part,
	};
	return read_relations(arena, ret, part, fault);
}

const struct doc_relation *
doc_package_relation(const struct doc_package *package, str id)
{
	struct doc_relation	wanted = { .id = id };

	if (package->n == 0)
		return NULL;
	return bsearch(&wanted, package->relation, package->n,
	    sizeof wanted, by_id);
}

str
doc_package_part(const struct doc_package *package, const char *type)
{
	for (size_t i = 0; i < package->n; i++)
		if (!package->relation[i].outside &&
		    str_is(package->relation[i].type, type))
			return package->relation[i].target;
	return S("");
}

enum err
doc_package_tree(struct arena *arena, const struct doc_package *package,
    str part, xmlDoc **ret, struct fault *fault)
{
	str		bytes;
	enum err	e;

	e = doc_zip_part(arena, package->zip, part, &bytes, fault);
	if (e != OK)
		return e;
	return doc_xml_tree(arena, bytes, package->name, part, ret, fault);
}

enum err
doc_package_maybe(struct arena *arena, const struct doc_package *package,
    const char *type, xmlDoc **ret, struct fault *fault)
{
	str	part = doc_package_part(package, type);

	*ret = NULL;
	if (part.n == 0 || !doc_zip_has(package->zip, part))
		return OK;
	return doc_package_tree(arena, package, part, ret, fault);
}

/* Every property of a part with words in it becomes a meta. */
static void
take_facts(struct arena *arena, xmlDoc *tree, struct doc *doc)
{
	const xmlNode	*node = doc_xml_child(xmlDocGetRootElement(tree),
			    NULL);

	for (; node != NULL && doc->metas < RELATIONS;
	    node = doc_xml_next(node, NULL)) {
		str	 value = doc_xml_text(arena, node);
		char	*name = str_c(arena, str_of((const char *)node->name));

		if (value.n == 0 || doc_xml_child(node, NULL) != NULL)
			continue;
		for (size_t i = 0; name[i] != '\0'; i++)
			if (name[i] >= 'A' && name[i] <= 'Z')
				name[i] = (char)(name[i] - 'A' + 'a');
		doc_add_meta(arena, doc, str_of(name), value);
		if (str_is(str_of(name), "title"))
			doc->title = value;
	}
}

enum err
doc_package_facts(struct arena *arena, const struct doc_package *package,
    struct doc *doc, struct fault *fault)
{
	static const str	part[] = {
		{ "docProps/core.xml", 17 }, { "docProps/app.xml", 16 },
	};

	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		xmlDoc		*tree;
		enum err	 e;

		if (!doc_zip_has(package->zip, part[i]))
			continue;
		e = doc_package_tree(arena, package, part[i], &tree, fault);
		if (e != OK)
			return e;
		take_facts(arena, tree, doc);
	}
	return OK;
}
