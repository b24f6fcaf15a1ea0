# A report about a leak does not leak it again, whoever quotes the sentence.
. "${0%/*}/harness.sh"

# The sentence that holds the numbers also holds what another rule quotes.
leaky()
{
	cat <<-'X'
	石桥镇2023年政府信息公开工作年度报告
	一、总体情况
	申请人身份证号11010519491231002X、卡号6222021234567890128、手机13800138000，由XX镇人民政府答复。
	X
}

hides()
{
	prints_not 11010519491231002X
	prints_not 6222021234567890128
	prints_not 13800138000
	prints '1101**********002X'
	prints '6222***********0128'
	prints '138****8000'
}

begin "the terminal shows no personal number"
leaky >report.txt
gongkai check report.txt
exits 1
hides
prints XX镇人民政府

begin "JSON shows no personal number"
leaky >report.txt
gongkai check --json report.txt
exits 1
hides
prints XX镇人民政府

begin "the page shows no personal number, in the report neither"
leaky >report.txt
gongkai check --html out.html report.txt
exits 1
run cat out.html
hides

begin "the sheet of commas shows no personal number"
leaky >report.txt
gongkai check --csv out.csv report.txt
exits 1
run cat out.csv
hides
