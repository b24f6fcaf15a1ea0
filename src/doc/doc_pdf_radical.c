#include "doc/doc_pdf_radical.h"

#include <stddef.h>

#include "base/utf8.h"

#define FIRST	0x2F00u		/* of the 214 of Kangxi */
#define LAST	0x2FD5u

static const char	kangxi[] =
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十"
    "卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工"
    "己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日"
    "曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉"
    "瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
    "缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行"
    "衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長"
    "門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯"
    "鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/* The supplement's radicals that are characters by themselves. */
static const struct {
	uint32_t	radical, meant;
} others[] = {
	{ 0x2E9F, 0x6BCD }, { 0x2EA0, 0x6C11 }, { 0x2EC1, 0x864E },
	{ 0x2EC4, 0x897F }, { 0x2EC5, 0x89C1 }, { 0x2EC6, 0x89D2 },
	{ 0x2EC9, 0x8D1D }, { 0x2ECB, 0x8F66 }, { 0x2ED1, 0x9577 },
	{ 0x2ED3, 0x957F }, { 0x2ED4, 0x95E8 }, { 0x2ED8, 0x9752 },
	{ 0x2ED9, 0x97E6 }, { 0x2EDA, 0x9875 }, { 0x2EDB, 0x98CE },
	{ 0x2EDC, 0x98DE }, { 0x2EDD, 0x98DF }, { 0x2EE2, 0x9A6C },
	{ 0x2EE3, 0x9AA8 }, { 0x2EE4, 0x9B3C }, { 0x2EE5, 0x9C7C },
	{ 0x2EE6, 0x9E1F }, { 0x2EE7, 0x5364 }, { 0x2EE8, 0x9EA6 },
	{ 0x2EE9, 0x9EC4 }, { 0x2EEC, 0x9F50 }, { 0x2EEE, 0x9F7F },
	{ 0x2EF0, 0x9F99 }, { 0x2EF3, 0x9F9F },
};

uint32_t
doc_pdf_radical(uint32_t point)
{
	/* Each of them has three bytes. */
	size_t	at = (size_t)(point - FIRST) * 3;

	if (point >= FIRST && point <= LAST)
		return utf8_next(S(kangxi), &at);
	if (point < 0x2E80 || point > LAST)
		return point;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i].radical == point)
			return others[i].meant;
	return point;
}
