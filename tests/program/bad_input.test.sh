# What is no report is refused with a sentence and leaves nothing behind.
. "${0%/*}/harness.sh"
. "$root/tests/program/made.sh"

report=$root/demo/reports/$(cd "$root/demo/reports" && ls -- *.txt | head -n 1)

begin "an empty file is refused"
: >empty.html
gongkai check empty.html
refuses empty.html 文件是空的

begin "a file that is not there is refused"
gongkai check missing.html
refuses missing.html 没有这个文件

begin "the same is said in English where the language is English"
for setting in LC_ALL=en_US.UTF-8 LANG=en LANG=en_GB.UTF-8; do
	run env -u LC_ALL -u LANG $setting "$binary" check missing.html
	refuses missing.html 'no such file'
done
run env -u LC_ALL LANG=zh_CN.UTF-8 "$binary" check missing.html
refuses missing.html 没有这个文件

begin "a folder without a report is refused"
mkdir -p none/deeper
gongkai check none
refuses '' 没有可读的报告

begin "a folder of nothing but pictures is refused"
mkdir none
printf '\211PNG\r\n\032\n\0\0\0\rIHDR' >none/a.png
gongkai check none
refuses '' 没有可读的报告

begin "a folder passes by what is no report and names what is broken"
mkdir mixed
cp "$report" mixed/a.txt
printf '\211PNG\r\n\032\n\0\0\0\rIHDR' >mixed/b.png
echo 今日天气晴。 >mixed/c.txt
: >mixed/d.txt
truncate -s 2G mixed/e.bin
gongkai convert "$report" --to pdf -o whole.pdf
exits 0
head -c 3000 whole.pdf >mixed/f.pdf
gongkai check --json mixed
exits 2
says '跳过 4 个'
prints mixed/a.txt
prints mixed/f.pdf
prints_not mixed/b
prints_not mixed/c
prints_not mixed/d
prints_not mixed/e

begin "nothing is written where a folder holds no report"
mkdir none
printf '\211PNG\r\n\032\n\0\0\0\rIHDR' >none/a.png
gongkai check --html out.html --csv out.csv --xlsx out.xlsx none
refuses '' 没有可读的报告
leaves none none/a.png

begin "binary is refused whatever it is called"
head -c 5000 /dev/urandom | tr -d '\n' >a.html
cp a.html a.txt
cp a.html a.pdf
cp a.html a.docx
cp a.html a.xlsx
cp a.html a.json
for name in a.html a.txt a.pdf a.docx a.xlsx a.json; do
	gongkai check $name
	refuses $name 不是
done

begin "a report under the wrong extension is read for what it is"
cp "$report" report.docx
gongkai check report.docx
[ "$status" -le 1 ] || fail "exit status $status"

begin "a page that is no report is refused"
echo '<html><body><p>今日天气晴。</p></body></html>' >weather.html
gongkai check weather.html
refuses weather.html 不像是要检查的报告

begin "a truncated DOCX is refused"
gongkai convert "$report" --to docx -o whole.docx
exits 0
head -c 3000 whole.docx >cut.docx
gongkai check cut.docx
refuses cut.docx 损坏

begin "a truncated XLSX is refused"
gongkai convert "$report" --to xlsx -o whole.xlsx
exits 0
head -c 3000 whole.xlsx >cut.xlsx
gongkai check cut.xlsx
refuses cut.xlsx 损坏

begin "a truncated PDF is refused"
gongkai convert "$report" --to pdf -o whole.pdf
exits 0
head -c 3000 whole.pdf >cut.pdf
gongkai check cut.pdf
refuses cut.pdf 不完整

begin "an encrypted DOCX is refused"
{
	printf '\320\317\021\340\241\261\032\341'
	head -c 4000 /dev/zero
	printf 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0'
} >locked.docx
gongkai check locked.docx
refuses locked.docx 密码

begin "an encrypted PDF is refused"
locked_pdf >locked.pdf
gongkai check locked.pdf
refuses locked.pdf 密码

begin "a PDF is refused plainly where poppler is missing"
printf '%%PDF-1.4\n%%%%EOF\n' >a.pdf
run env PATH=/nonexistent "$binary" check a.pdf
refuses a.pdf pdftotext

begin "a ZIP bomb is refused within the memory of a job"
head -c 300000000 /dev/zero | tr '\0' ' ' >spaces
docx_of bomb.docx spaces
rm spaces
gongkai check bomb.docx
refuses bomb.docx 展开后过大

begin "an XML entity bomb in a DOCX is refused"
{
	echo '<!DOCTYPE w [<!ENTITY a "公开公开公开公开公开公开公开公开公开公开">'
	last=a
	for i in b c d e f g h i j; do
		echo "<!ENTITY $i \"&$last;&$last;&$last;&$last;&$last;&$last;&$last;&$last;&$last;&$last;\">"
		last=$i
	done
	echo ']>'
	echo "$document_head<w:p><w:r><w:t>&j;</w:t></w:r></w:p>$document_tail"
} >document.xml
docx_of bomb.docx document.xml
gongkai check bomb.docx
refuses bomb.docx 文档类型声明

begin "an external entity is not fetched"
echo 政府信息公开工作年度报告的秘密 >secret.txt
{
	echo "<!DOCTYPE w [<!ENTITY a SYSTEM \"file://$PWD/secret.txt\">]>"
	echo "$document_head<w:p><w:r><w:t>2023年政府信息公开工作年度报告 &a;</w:t></w:r></w:p>$document_tail"
} >document.xml
docx_of reader.docx document.xml
gongkai check --json reader.docx
refuses reader.docx 文档类型声明
prints_not 秘密

begin "nor does a page expand or fetch entities"
echo 政府信息公开工作年度报告的秘密 >secret.txt
cat >reader.html <<X
<!DOCTYPE html [<!ENTITY a SYSTEM "file://$PWD/secret.txt"><!ENTITY b "公开公开公开">
<!ENTITY c "&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]>
<html><body><h1>2023年政府信息公开工作年度报告</h1><p>&a;&d;</p></body></html>
X
gongkai convert reader.html --to txt
exits 0
prints_not 秘密
prints_not 公开公开

begin "200,000 nested elements are refused"
{
	yes '<div>' | head -n 200000 | tr -d '\n'
	echo 公开
} >deep.html
gongkai check deep.html
refuses deep.html 嵌套太深

begin "a file of 2 GB is refused at once"
truncate -s 2G large.html
gongkai check large.html
refuses large.html '超过 64 MB'

begin "a table of a million cells is refused"
{
	echo '<h1>2023年政府信息公开工作年度报告</h1><table>'
	yes "<tr>$(yes '<td>1' | head -n 100 | tr -d '\n')" | head -n 10001
	echo '</table>'
} >wide.html
gongkai check wide.html
refuses wide.html 单元格、行或列太多

begin "a span of a billion squares is survived"
echo '<h1>政府信息公开工作年度报告</h1><table><tr><td rowspan=65000 colspan=65000>1</table>' >span.html
gongkai check span.html
[ "$status" -le 2 ] || fail "exit status $status"

begin "a name with a newline stays one name"
cp "$report" 'two
lines.txt'
gongkai check --json 'two
lines.txt'
[ "$status" -le 1 ] || fail "exit status $status"
prints 'two\nlines.txt'
: >'empty
file.txt'
gongkai check --json 'empty
file.txt'
refuses 'empty\nfile.txt' 文件是空的

begin "a file that may not be read is refused"
cp "$report" shut.txt
chmod 000 shut.txt
if [ "$(id -u)" = 0 ]; then
	chmod 755 "$scratch" .
	run setpriv --reuid=65534 --clear-groups "$binary" check shut.txt
else
	gongkai check shut.txt
fi
refuses shut.txt 没有权限

begin "a full disk leaves the old file as it was"
echo old >out.html
(
	trap '' XFSZ
	ulimit -f 1
	timeout "$SECONDS_ALLOWED" "$binary" check --html out.html "$report"
) >/dev/null 2>"$scratch/err"
status=$? command="check --html with no room"
exits 2
says out.html
run cat out.html
prints old
leaves out.html

begin "a disk without room is told, whatever is written"
for option in --html --xlsx --csv; do
	gongkai check $option /dev/full "$report"
	exits 2
	says '/dev/full'
	says 磁盘已满
done
for format in json txt html docx xlsx pdf; do
	gongkai convert "$report" --to $format -o /dev/full
	exits 2
	says 磁盘已满
done

begin "an output that breaks off is told"
for option in --json --; do
	run sh -c '"$0" check "$@" >/dev/full' "$binary" $option "$report"
	exits 2
	says 结果不完整
done
run sh -c '"$0" convert "$@" >/dev/full' "$binary" "$report" --to html
exits 2
says 结果不完整

begin "what cannot be read is not written in another format either"
: >empty.docx
echo '<html><body><p>今日天气晴。</p></body></html>' >weather.html
gongkai convert empty.docx --to html -o out.html
exits 2
says 文件是空的
gongkai convert weather.html --to pdf -o out.pdf
exits 2
says 不像是要检查的报告
leaves empty.docx weather.html

begin "a folder that is not there is not made for what is written"
gongkai check --html none/out.html "$report"
[ "$status" -ge 2 ] || fail "exit status $status"
says none/out.html
leaves

begin "one bad file does not stop the others"
cp "$report" good.txt
: >bad.txt
gongkai check --json bad.txt good.txt
exits 2
prints '"file": "bad.txt"'
prints '"file": "good.txt"'
prints '"summary"'

begin "an unknown command, an unknown option and a missing value are refused"
gongkai chekc a
exits 2
says chekc
gongkai check --jsno a
exits 2
says --jsno
gongkai check --html
exits 2
says --html
