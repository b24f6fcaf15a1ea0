/*
 * What is found in a record before it is published, and what is let be.  All
 * persons, numbers and bodies are invented.
 */
#include "check/proof.h"

#include "base/buf.h"
#include "tests/test.h"

#define IDENTITY	"110105194912310011"	/* born 31 December 1949 */
#define CARD		"6222021234567890128"

static const struct proof_rules *
rules(void)
{
	const struct proof_rules	*ret = NULL;
	struct fault			 fault = { .code = OK };

	check_ok(proof_rules_load(test_arena(), &ret, &fault), fault);
	return ret;
}

/* A record against which there is nothing. */
static struct proof_subject
plain(void)
{
	return (struct proof_subject){ .title = S("青禾县关于修路的通知"),
	    .number = S("青政发〔2024〕5号"), .kind = S("通知"),
	    .text = S("各乡镇人民政府：\n现将修路的事通知如下。\n2024年3月5日"),
	    .html = S("<p>现将修路的事通知如下。</p>"),
	    .date = day_make(2024, 3, 5), .today = day_make(2024, 3, 8),
	    .site = S("www.qinghe.example") };
}

static struct proof_report
read(const struct proof_subject *subject)
{
	struct proof_report	report;

	proof_read(test_arena(), rules(), subject, &report);
	return report;
}

/* The findings of a rule. */
static size_t
count(const struct proof_subject *subject, const char *rule)
{
	struct proof_report	report = read(subject);
	size_t			n = 0;

	for (size_t i = 0; i < report.n; i++)
		n += str_is(report.finding[i].rule->key, rule);
	return n;
}

/* How often a rule finds something in a body of this text. */
static size_t
in_text(const char *rule, const char *text)
{
	struct proof_subject	subject = plain();

	subject.text = str_of(text);
	return count(&subject, rule);
}

static struct proof_finding
only(const struct proof_subject *subject, const char *rule)
{
	struct proof_report	report = read(subject);
	size_t			i = 0;

	while (i < report.n && !str_is(report.finding[i].rule->key, rule))
		i++;
	cr_assert_lt(i, report.n, "%s finds nothing", rule);
	return report.finding[i];
}

Test(proof, finds_nothing_in_a_plain_record)
{
	struct proof_subject	subject = plain();
	struct proof_report	report = read(&subject);

	for (size_t i = 0; i < report.n; i++)
		cr_expect_fail("%.*s", STRF(report.finding[i].rule->key));
}

Test(proof, every_rule_has_its_data_and_its_title)
{
	const struct words	*words = NULL;
	struct fault		 fault = { .code = OK };

	for (int lang = 0; lang < LANG__MAX; lang++) {
		check_ok(word_load(test_arena(), (enum lang)lang, &words,
		    &fault), fault);
		for (size_t i = 0; i < proof_count; i++) {
			const struct proof_rule	*rule =
			    proof_rules_find(rules(),
			    str_of(proof_index[i]->key));

			cr_assert_not_null(rule);
			cr_expect(!str_starts(proof_title(test_arena(), words,
			    rule), S("proof.")));
		}
	}
}

Test(proof, finds_an_identity_number_and_does_not_tell_it)
{
	struct proof_subject	subject = plain();
	const struct words	*words = NULL;
	struct fault		 fault = { .code = OK };
	struct proof_finding	 finding;
	str			 said;

	subject.text = S("赵一，" IDENTITY "，三百元");
	finding = only(&subject, "identity");
	check_int(finding.level, PROOF_BLOCK);
	check_int(finding.where, PROOF_BODY);
	check_str(str_sub(subject.text, finding.at, finding.at +
	    finding.length), S(IDENTITY));
	check_str(finding.quote, S("1101**********0011"));
	check_ok(word_load(test_arena(), LANG_ZH, &words, &fault), fault);
	said = proof_say(test_arena(), words, &finding);
	cr_expect(str_has(said, S("1101**********0011")));
	cr_expect(!str_has(said, S(IDENTITY)));
	check_int(in_text("identity", "项目编号110105194912310012"), 0);
}

Test(proof, finds_it_in_titles_and_files_too)
{
	struct proof_file	file = { .name = S("名单.xlsx"),
				    .text = S("赵一\t" IDENTITY) };
	struct proof_subject	subject = plain();
	struct proof_finding	finding;

	subject.file = &file;
	subject.files = 1;
	finding = only(&subject, "identity");
	check_int(finding.where, PROOF_FILE);
	check_str(finding.file, S("名单.xlsx"));
	subject = plain();
	subject.title = S("关于" IDENTITY "的答复");
	check_int(only(&subject, "identity").where, PROOF_TITLE);
}

Test(proof, tells_old_identity_numbers_from_other_numbers)
{
	check_int(in_text("identity_old", "赵一 110105491231002"), 1);
	check_int(in_text("identity_old", "注册号：110105491231002"), 0);
	check_int(in_text("identity_old", "110105491331002"), 0);
	check_int(in_text("identity_old", "990105491231002"), 0);
	check_int(in_text("identity_old", "A110105491231002"), 0);
}

Test(proof, tells_an_office_s_phone_from_a_person_s)
{
	check_int(in_text("mobile", "赵一，13800000017，补助三百元。"), 1);
	check_int(in_text("mobile", "咨询电话：13800000017。"), 0);
	check_int(in_text("mobile_contact", "咨询电话：13800000017。"), 1);
	check_int(in_text("mobile_contact", "赵一，13800000017。"), 0);
	check_int(in_text("landline", "赵一 0100-5550123"), 0);
	check_int(in_text("landline", "赵一 0571-85550123"), 1);
	check_int(in_text("landline", "值班电话：0571-85550123"), 0);
	check_int(in_text("landline", "工程编号0571-855501231234"), 0);
}

Test(proof, finds_bank_cards_and_passports)
{
	check_int(in_text("card", "赵一 " CARD), 1);
	check_int(in_text("card", "赵一 6222021234567890129"), 0);
	check_int(in_text("passport", "护照号码：E12345678"), 1);
	check_int(in_text("passport", "护照 EA1234567"), 1);
	check_int(in_text("passport", "型号 E12345678"), 0);
	check_int(in_text("passport", "护照 E123456789"), 0);
}

Test(proof, finds_where_somebody_lives)
{
	struct proof_subject	subject = plain();

	subject.text = S("赵一\t青禾县石门镇向阳村12号");
	check_str(only(&subject, "address").quote,
	    S("青禾县石门镇＊＊＊**＊"));
	check_int(in_text("address", "当事人住址：青禾县幸福路8号3幢201室"), 1);
	check_int(in_text("address", "赵一，家住在石门镇向阳村三组"), 1);
	check_int(in_text("address", "地址：青禾县幸福路8号"), 0);
	check_int(in_text("address", "青禾县民政局，青禾县幸福路8号"), 0);
	check_int(in_text("address", "住址：青禾县幸福路8号青禾大厦3楼"), 0);
	check_int(in_text("address", "方案，青禾县幸福路8号"), 0);
	check_int(in_text("address", "依照《条例》第三条第二号"), 0);
}

Test(proof, finds_marks_of_secrecy)
{
	check_int(in_text("secrecy", "机密★10年\n青禾县文件"), 1);
	check_int(in_text("secrecy", "秘 密 ★\n"), 0);
	check_int(in_text("secrecy", "秘密 ★ 长期"), 1);
	check_int(in_text("secrecy", "正文。\n绝密\n正文。"), 1);
	check_int(in_text("secrecy", "秘密 10年\n正文"), 1);
	check_int(in_text("secrecy", "密级：机密  份号：000001"), 1);
	check_int(in_text("internal", "内部资料 注意保存\n正文"), 1);
	check_int(in_text("internal", "关于修路的情况（内部资料，不得外传）"), 1);
	check_int(in_text("withheld", "（此件不公开）"), 1);
	check_int(in_text("withheld", "公开属性：不予公开"), 1);
}

Test(proof, lets_texts_on_secrecy_be)
{
	static const char *const	texts[] = {
		"根据《中华人民共和国保守国家秘密法》，国家秘密的密级分为绝密、"
		"机密、秘密三级。", "属于国家秘密的，不予公开。",
		"国家秘密标志为“机密★10年”的样式。", "密级：无",
		"商业秘密", "（一）绝密级国家秘密不超过三十年；",
		"加强内部资料性出版物管理。", "请妥善保管票据。",
		"公开属性：主动公开", "（此件公开发布）", "二、依申请公开情况",
		"定为机密级（秘密级）的文件，由制发单位保管。" };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		cr_expect_eq(in_text("secrecy", texts[i]), 0, "%s", texts[i]);
		cr_expect_eq(in_text("internal", texts[i]), 0, "%s", texts[i]);
		cr_expect_eq(in_text("withheld", texts[i]), 0, "%s", texts[i]);
	}
}

/* How a document number of 2024 is judged: "" or what it should be. */
static void
number_is(const char *number, const char *right)
{
	struct proof_subject	subject = plain();

	subject.number = str_of(number);
	if (*right == '\0') {
		cr_expect_eq(count(&subject, "number_form"), 0, "%s", number);
		return;
	}
	check_str(only(&subject, "number_form").arg[1], str_of(right));
}

Test(proof, reads_document_numbers)
{
	number_is("青政发〔2024〕5号", "");
	number_is("青政令第12号", "");
	number_is("2024年第5号", "");
	number_is("青政发[2024]5号", "青政发〔2024〕5号");
	number_is("青政发（2024）5号", "青政发〔2024〕5号");
	number_is("青政发〔2024〕第5号", "青政发〔2024〕5号");
	number_is("青政发〔2024〕005号", "青政发〔2024〕5号");
	number_is("青政发〔2024〕5", "青政发〔2024〕5号");
	number_is("青政发〔２０２４〕５号", "青政发〔2024〕5号");
}

Test(proof, holds_the_number_against_kind_day_and_text)
{
	struct proof_subject	subject = plain();

	subject.number = S("");
	check_int(count(&subject, "number_missing"), 1);
	subject.kind = S("照片");
	check_int(count(&subject, "number_missing"), 0);
	subject.number = S("青政发〔24〕5号");
	check_int(count(&subject, "number_form"), 1);
	subject.number = S("青政发〔2023〕5号");
	check_int(count(&subject, "number_year"), 1);
	subject = plain();
	subject.text = S("青政发〔2024〕6号\n各乡镇：");
	check_int(count(&subject, "number_text"), 1);
	subject.text = S("青政发[2024]5号\n根据青政发〔2023〕9号文件，各乡镇：");
	check_int(count(&subject, "number_text"), 0);
}

Test(proof, holds_the_day_against_today_and_the_signature)
{
	struct proof_subject	subject = plain();

	subject.date = DAY_NONE;
	check_int(count(&subject, "date_missing"), 1);
	subject.date = day_make(2024, 3, 9);
	check_int(count(&subject, "date_future"), 1);
	check_int(count(&subject, "date_signed"), 1);
	subject = plain();
	subject.text = S("通知如下。\n青禾县人民政府\n二〇二四年三月五日");
	check_int(count(&subject, "date_signed"), 0);
	subject.text = S("于2023年1月2日施行。\n青禾县人民政府\n2024年3月4日\n"
	    "（此件公开发布）");
	check_int(count(&subject, "date_signed"), 1);
}

Test(proof, knows_a_record_again)
{
	struct proof_other	other = { .number = S("青政发[2024]5号"),
				    .title = S("修路") };
	struct proof_subject	subject = plain();
	struct buf		buf;

	subject.other = &other;
	subject.others = 1;
	check_int(count(&subject, "doubled_number"), 1);
	other.number = S("青政发〔2024〕6号");
	check_int(count(&subject, "doubled_number"), 0);

	buf_init(&buf, test_arena(), 1 << 16);
	for (int i = 0; i < 200; i++)
		buf_printf(&buf, "第%d户补助款已经发放到村，", i * i);
	subject.text = buf_str(&buf);
	proof_shingle(subject.text, &other.shingle);
	check_int(count(&subject, "doubled_text"), 1);
	proof_shingle(S("完全另外的一段文字，讲的是防汛抗旱和水库除险加固的事情，"
	    "与补助没有一点关系，各乡镇要按时上报。"), &other.shingle);
	check_int(count(&subject, "doubled_text"), 0);
}

Test(proof, a_look_of_a_text_can_be_kept)
{
	struct proof_shingle	a, b;
	str			text = S("各乡镇要加强领导，落实责任，按时上报，"
				    "确保今年的修路任务在十月底以前全部完成。");

	proof_shingle(text, &a);
	cr_assert(proof_shingle_read(proof_shingle_bytes(test_arena(), &a),
	    &b));
	check_int(proof_shingle_alike(&a, &b), 100);
	cr_expect(!proof_shingle_read(S("short"), &b));
	proof_shingle(S("短"), &a);
	check_int(proof_shingle_alike(&a, &a), 0);
}

Test(proof, knows_wrong_words_and_an_office_s_own)
{
	static str		but[] = { { "青禾乡人", 12 } };
	struct proof_pair	own = { S("青禾乡"), S("青禾镇"), { but, 1 } };
	struct proof_subject	subject = plain();

	check_int(in_text("wrong_words", "截止目前，已经布署完毕。"), 2);
	check_int(in_text("wrong_words", "截至目前，已经部署完毕。"), 0);
	check_int(in_text("wrong_words", "一座落成的桥"), 0);
	subject.text = S("青禾乡的路。青禾乡人的路。");
	subject.pair = &own;
	subject.pairs = 1;
	check_int(count(&subject, "wrong_words"), 1);
	check_str(only(&subject, "wrong_words").arg[1], S("青禾镇"));
}

static bool
is_dead(void *context, str target)
{
	return str_is(target, context);
}

Test(proof, judges_links_and_pictures)
{
	struct proof_subject	subject = plain();

	subject.html = S("<p><a href=\"http://10.1.2.3/x\">一</a>"
	    "<a href=\"file:///c:/x.doc\">二</a><a href=\"\">三</a>"
	    "<a href=\"javascript:x()\">四</a><a href='http://oa/x'>五</a></p>");
	check_int(count(&subject, "link"), 5);
	subject.html = S("<p><a href=\"http://www.gov.cn/a?b=1&amp;c=2\">一</a>"
	    "<a href=\"/info/1\">二</a><a href=\"mailto:a@b.example\">三</a>"
	    "<a href=\"#n1\">四</a><a name=\"n1\"></a></p>");
	check_int(count(&subject, "link"), 0);
	subject.dead = is_dead;
	subject.context = "http://www.gov.cn/a?b=1&c=2";
	check_int(count(&subject, "link"), 1);
	subject.html = S("<p><img src=\"a.png\"><img src=\"b.png\" alt=\"桥\">"
	    "<img src=\"c.png\" alt=\"a>b\"><img alt=\" \" src=\"d.png\"></p>");
	check_int(count(&subject, "image_text"), 2);
	subject.today = day_make(2023, 8, 31);
	check_int(count(&subject, "image_text"), 0);
}

Test(proof, takes_texts_of_any_bytes)
{
	struct proof_subject	subject = plain();
	struct buf		buf;

	buf_init(&buf, test_arena(), 1 << 20);
	for (int i = 0; i < 40000; i++)
		buf_byte(&buf, (char)(i * 7919 >> 3));
	subject.text = subject.html = subject.title = subject.number =
	    buf_str(&buf);
	(void)read(&subject);
	buf_clear(&buf);
	for (int i = 0; i < 2000; i++)
		buf_put(&buf, S(IDENTITY " "));
	subject.text = buf_str(&buf);
	cr_expect_eq(read(&subject).n, PROOF_FINDINGS);
	cr_expect_geq(read(&subject).blocks, 2000);
}

Test(proof, refuses_data_that_names_no_rule)
{
	const struct proof_rules	*ret;
	struct fault			 fault = { .code = OK };

	test_override("rules/proof.yaml", S("rules:\n  nosuch:\n"
	    "    level: warn\n    source: x\n"));
	check_int(proof_rules_load(test_arena(), &ret, &fault), ERR_INVALID);
	check_str(str_of(fault.key), S("proof.rules.unknown"));
}
