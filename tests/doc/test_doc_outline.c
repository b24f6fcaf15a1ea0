#include "tests/test.h"

#include "doc/doc_outline.h"

Test(doc_outline, the_numbering_of_a_text_is_told)
{
	check_int(doc_outline_of(S("一、总体情况")), DOC_OUTLINE_SECTION);
	check_int(doc_outline_of(S(" 十二 、 其他")), DOC_OUTLINE_SECTION);
	check_int(doc_outline_of(S("（一）公开")), DOC_OUTLINE_PART);
	check_int(doc_outline_of(S("( 三 ) 公开")), DOC_OUTLINE_PART);
	check_int(doc_outline_of(S("1.属于")), DOC_OUTLINE_ITEM);
	check_int(doc_outline_of(S("２、属于")), DOC_OUTLINE_ITEM);
	check_int(doc_outline_of(S("(1)属于")), DOC_OUTLINE_ITEM);
}

Test(doc_outline, numbers_and_words_are_no_numbering)
{
	check_int(doc_outline_of(S("3.5亿元")), DOC_OUTLINE_NONE);
	check_int(doc_outline_of(S("2023年")), DOC_OUTLINE_NONE);
	check_int(doc_outline_of(S("2023.属于")), DOC_OUTLINE_NONE);
	check_int(doc_outline_of(S("一是加强")), DOC_OUTLINE_NONE);
	check_int(doc_outline_of(S("（本列数据）")), DOC_OUTLINE_NONE);
	check_int(doc_outline_of(S("（一")), DOC_OUTLINE_NONE);
	check_int(doc_outline_of(S("")), DOC_OUTLINE_NONE);
}
