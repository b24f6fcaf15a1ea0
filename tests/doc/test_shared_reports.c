#include "tests/test.h"

#include "doc/doc_read.h"
#include "tests/doc_sound.h"

/* Every text and page of a folder is read, and what comes back is sound. */
static void
check_folder(const char *folder)
{
	struct arena	*arena = test_arena();
	struct fault	 fault = { .code = OK };
	size_t		 n, read = 0;
	str		*paths;

	check_ok(file_list(arena, test_shared(folder), 1000, &paths, &n,
	    &fault), fault);
	for (size_t i = 0; i < n; i++) {
		struct doc	*doc = NULL;
		enum doc_format	 format;
		str		 bytes;

		check_ok(file_read(arena, str_c(arena, paths[i]), DOC_BYTES,
		    &bytes, &fault), fault);
		format = doc_read_sniff(bytes, paths[i]);
		if (format == DOC_HTML)
			check_ok(doc_read_html(arena, bytes, paths[i], &doc,
			    &fault), fault);
		else if (format == DOC_TEXT || format == DOC_MARKDOWN)
			check_ok(doc_read_text(arena, bytes, paths[i], &doc,
			    &fault), fault);
		if (doc == NULL)
			continue;
		doc_sound(doc);
		check_str(doc->charset, S("UTF-8"));
		read++;
	}
	cr_assert_gt(read, 0);
}

Test(shared_reports, founding_reports_are_read)
{
	check_folder("reports/founding");
}

Test(shared_reports, published_reports_are_read)
{
	check_folder("reports/real");
}

Test(shared_reports, excerpts_are_read)
{
	check_folder("reports/excerpts");
}

Test(shared_reports, texts_of_law_are_read)
{
	check_folder("corpus/zhejiang");
}
