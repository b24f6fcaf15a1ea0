#include "office/package.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/json.h"
#include "doc/doc_write.h"
#include "doc/ooxml.h"
#include "doc/rich.h"
#include "domain/agency.h"
#include "domain/attachment.h"
#include "office/deliver.h"

#define MANIFEST_BYTES	((size_t)64 << 20)

/* A package being built; the first part is the manifest. */
struct packing {
	struct job			*job;
	const struct outlet_map		*map;
	struct ooxml_part		*part;
	size_t				 n, room;
	size_t				 bytes;	/* of all parts */
};

static enum err
put(struct packing *packing, const char *name, str bytes)
{
	struct job	*job = packing->job;

	packing->bytes += bytes.n;
	if (packing->bytes > PACKAGE_BYTES)
		return FAIL(job->fault, ERR_TOO_LARGE, "package.many",
		    str_int(job->arena, PACKAGE_RECORDS),
		    str_int(job->arena, PACKAGE_BYTES >> 20));
	if (packing->n == packing->room) {
		packing->part = arena_grow(job->arena, packing->part,
		    packing->n, packing->room * 2, sizeof *packing->part);
		packing->room *= 2;
	}
	packing->part[packing->n++] = (struct ooxml_part){ name, bytes };
	return OK;
}

static enum err
put_files(struct packing *packing, int64_t record)
{
	struct job		*job = packing->job;
	struct attachment	*file;
	size_t			 n;
	str			 bytes;
	enum err		 e;

	e = attachment_of(job, S(RECORD_FILE), record, &file, &n);
	for (size_t i = 0; e == OK && i < n; i++) {
		if (file[i].state != ATTACHMENT_CLEAN)
			continue;
		e = attachment_read(job, &file[i], &bytes);
		if (e == OK)
			e = put(packing, arena_printf(job->arena,
			    "files/%lld-%.*s", (long long)file[i].id,
			    STRF(file[i].name)), bytes);
	}
	return e;
}

static enum err
put_record(struct packing *packing, int64_t id)
{
	struct outlet_delivery	 delivery = { .record = id,
				    .action = S("published") };
	struct job		*job = packing->job;
	struct record		 record;
	struct doc		*doc;
	str			 bytes;
	enum err		 e = record_load(job, id, &record);

	if (e == OK)
		e = deliver_body(job, packing->map, &delivery, &record,
		    &bytes);
	if (e == OK)
		e = put(packing, arena_printf(job->arena,
		    "records/%lld.json", (long long)id), bytes);
	if (e == OK)
		e = rich_draw(job->arena, record.html.n > 0 ? record.html :
		    record.body, record.title, &doc, job->fault);
	if (e == OK)
		e = doc_write(job->arena, doc, DOC_HTML, &bytes, job->fault);
	if (e == OK)
		e = put(packing, arena_printf(job->arena,
		    "records/%lld.html", (long long)id), bytes);
	return e == OK ? put_files(packing, id) : e;
}

static enum err
put_manifest(struct packing *packing, str agency, day from, day until,
    size_t records)
{
	struct job	*job = packing->job;
	struct json	 json;
	struct buf	 buf;

	buf_init(&buf, job->arena, MANIFEST_BYTES);
	json_init(&json, &buf, true);
	json_open_object(&json);
	json_put_member(&json, "schema", S("gongkai-package-1"));
	json_put_member(&json, "agency", agency);
	json_put_member(&json, "from", day_iso(job->arena, from));
	json_put_member(&json, "until", day_iso(job->arena, until));
	json_put_name(&json, "records");
	json_put_int(&json, (int64_t)records);
	json_put_name(&json, "files");
	json_open_array(&json);
	for (size_t i = 1; i < packing->n; i++) {
		const struct ooxml_part	*part = &packing->part[i];
		struct digest		 digest = digest_of(DIGEST_SHA256,
					    part->bytes);

		json_open_object(&json);
		json_put_member(&json, "path", str_of(part->name));
		json_put_name(&json, "bytes");
		json_put_int(&json, (int64_t)part->bytes.n);
		json_put_member(&json, "digest", digest_text(job->arena,
		    &digest));
		json_close_object(&json);
	}
	json_close_array(&json);
	json_close_object(&json);
	buf_byte(&buf, '\n');
	packing->part[0].bytes = buf_str(&buf);
	return buf_err(&buf);
}

enum err
package_build(struct job *job, int64_t agency, day from, day until,
    str *ret, size_t *ret_n)
{
	struct packing	 packing = { .job = job, .room = 64 };
	struct record	*record;
	struct agency	 body;
	enum err	 e;

	if (from == DAY_NONE || until == DAY_NONE || until < from)
		return FAIL(job->fault, ERR_INVALID, "handover.span");
	packing.part = arena_array(job->arena, packing.room,
	    sizeof *packing.part);
	e = agency_load(job, agency, &body);
	if (e == OK)
		e = outlet_map_load(job->arena, S("standard"), &packing.map,
		    job->fault);
	if (e == OK)
		e = record_span(job, agency, from, until, PACKAGE_RECORDS + 1,
		    &record, ret_n);
	if (e == OK && *ret_n > PACKAGE_RECORDS)
		return FAIL(job->fault, ERR_TOO_LARGE, "package.many",
		    str_int(job->arena, PACKAGE_RECORDS),
		    str_int(job->arena, PACKAGE_BYTES >> 20));
	if (e == OK)
		e = put(&packing, "manifest.json", S(""));
	for (size_t i = 0; e == OK && i < *ret_n; i++)
		e = put_record(&packing, record[i].id);
	if (e == OK)
		e = put_manifest(&packing, body.code, from, until, *ret_n);
	return e == OK ? ooxml_pack(job->arena, packing.part, packing.n, ret,
	    job->fault) : e;
}
