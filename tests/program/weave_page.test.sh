# What tools/weave makes of pages, and what it refuses.
. "${0%/*}/harness.sh"

# weave_page TEXT: as a page of its own.
weave_page()
{
	mkdir -p pages out
	printf '{page a(const struct view *v)}\n%s\n' "$1" >pages/a.html
	run "$weave" pages out pages/*.html
}

# refused SENTENCE TEXT: a page of this text does not weave.
refused()
{
	weave_page "$2"
	exits 1
	says "$1"
	[ ! -e out/page.c ] || fail "writes in spite of it"
}

# accepted TEXT: a page of this text weaves.
accepted()
{
	weave_page "$1"
	exits 0
	says_nothing
}

begin "no page at all gives a header and an empty source"
mkdir out
run "$weave" pages out
exits 0
says_nothing
run cat out/page.h
prints '#include "web/html.h"'

begin "where a hole stands decides what writes it"
accepted '<p class="x {v->tone}">{v->text}</p><a href="{v->to}">{day v->on}</a>'
run cat out/page.c
prints 'html_attr(h, v->tone);'
prints 'html_text(h, v->text);'
prints 'html_url(h, v->to);'
prints 'html_day(h, v->on);'
prints 'S('
run cat out/page.h
prints 'void page_a(struct html *h, const struct view *v);'

begin "a mistake in an expression is told with the page's line"
accepted '<p>

{v->text}
</p>'
run grep -B 1 'v->text' out/page.c
prints '#line 4 "pages/a.html"'

begin "pages of all files see each other's parts, layouts and headers"
mkdir -p pages out
echo '{use "web/x.h"}{page a(T *v) in site(&v->f)}{b(v->x)}' >pages/a.html
cat >pages/b.html <<'P'
{use "web/x.h"}
{part b(X *x)}
<b>{x->n}</b>
{layout site(F *f)}
<main>{body}</main>
P
run "$weave" pages out pages/a.html pages/b.html
exits 0
run cat out/page.c
prints 'static void part_b(struct html *h, X *x)'
prints 'layout_site_head(h, &v->f);'
prints 'part_b(h, v->x);'
run grep -c 'web/x.h' out/page.h
prints '1'

begin "a form that posts gets its field, a form that asks does not"
accepted '<form method="post" action="/a"></form>'
run cat out/page.c
prints 'html_csrf(h);'
accepted '<form method="get" action="/a"></form><form></form>'
run cat out/page.c
prints_not html_csrf

begin "what looks like more is a brace, a remark or a comment"
accepted '{{if}} {# {v->x} isnt written "} <!-- <p> -->'
run cat out/page.c
prints '"{if} '

begin "a condition around attributes and a choice of one"
accepted '<input {if v->on}checked{end}{if v->off}disabled{end}>'
run cat out/page.c
prints '" checked"'
prints '" disabled"'
accepted '<p {if v->a}class="b"{else if v->c}class="c"{else}id="d"{end}>x</p>'

begin "a file that is not there is told"
run "$weave" pages . missing.html
exits 1
says 'missing.html'

begin "bytes that are no text are refused"
printf '{page a(T *v)}\n\377' >a.html
run "$weave" pages . a.html
exits 1
says 'a.html: cannot be read as text'

begin "a value without quotes is refused"
refused "pages/a.html:2: the value of \`class' is not quoted" \
    '<p class={v->x}></p>'
refused 'is not quoted' '<p class=x></p>'

begin "a hole in a name or outside of a value is refused"
for text in '<p data-{v->x}="a"></p>' '<h{v->level}></h1>' '<p {v->x}></p>' \
    '<p class="a"{v->x}></p>' '<p {"a.b"}></p>'; do
	refused 'a value stands in a tag, outside of a quoted' "$text"
done
refused "\`<' begins no element" '<{v->x}>'
refused "\`</' is followed by a name" '<p></{v->x}>'

begin "styles, handlers and documents in attributes are refused"
for name in style onclick onerror srcdoc srcset formmethod http-equiv \
    ping background xlink:href ONCLICK; do
	refused "the attribute \`$name' does not stand in a page" \
	    "<p $name=\"{v->x}\"></p>"
done

begin "elements that bring code or other documents are refused"
for name in style iframe object embed base template foreignobject; do
	refused "<$name> does not stand in a page" "<$name></$name>"
done

begin "a script has no text, and a src of ours"
refused 'a script has no text of its own' '<script src="/a.js">{v->x}</script>'
refused 'a script has no text of its own' '<script src="/a.js">go()</script>'
refused '<script> has no src' '<script></script>'
refused 'is no address for a script' '<script src="//a.example/a.js"></script>'
refused 'is no address for a script' \
    '<script src="https://a.example/a.js"></script>'
refused 'is no address for a script' '<script src="#a"></script>'
refused 'takes no hole here' '<script src="{v->x}"></script>'
accepted '<script src="/static/a.js" defer></script>'

begin "a hole in a comment is refused, and a comment that goes on"
refused 'pages/a.html:3: a hole in a comment' '
<!-- {v->x} -->'
refused 'the comment is never closed' '<!-- a'

begin "an address is one hole or one that can do no harm"
refused 'takes no hole here' '<a href="/a/{v->x}">b</a>'
refused 'takes no hole here' '<a href="{v->x}/b">b</a>'
refused 'takes no hole here' '<form action="#{v->x}"></form>'
refused 'is neither a directive nor an expression' '<a href="{"a.b"}">b</a>'
refused 'takes no hole here' '<a href="{if v->x}/a{end}">b</a>'
for address in javascript:go JavaScript:go ' javascript:go' data:text/html,x \
    'java&#115;cript:go' 'java	script:go' vbscript:x '\\host'; do
	refused 'is no address for a page' "<a href=\"$address\">b</a>"
done
for address in /a '?a=b&amp;c' '#top' '#f-{v->x}' https://a.example/b:c \
    mailto:a@b.example a/b:c ''; do
	accepted "<a href=\"$address\">b</a>"
done

begin "elements are closed where they were opened"
refused 'pages/a.html:3: </b>, but <i> of line 2 is open' '<b><i>
</b></i>'
refused '<p> of line 2 is not closed' '<p>'
refused '</p> closes nothing' '</p>'
refused '<p> of line 2 is not closed before {end}' '{if v->x}<p>{end}</p>'
refused '<p> of line 2 is not closed before {else}' \
    '{if v->x}<p>{else}<p>{end}</p>'
refused '<li> of line 2 is not closed before {end}' \
    '{each x in v->x[v->n]}<li>{end}'
refused '</p> closes what was opened before {if} of line 2' \
    '<p>{if v->x}</p><p>{end}</p>'
refused '<p/> is closed with </p>' '<p/>'
accepted '<p>a<br>b<img src="/a" alt="">c</p><svg viewBox="0 0 9 9"><path d="a"/></svg>'

begin "a branch ends where it began"
refused "what begins in a tag at line 2 ends in a value" \
    '<p {if v->x}class="{end}a"></p>'
refused 'what begins between tags at line 2 ends in a tag' \
    '{if v->x}<p {else}<b {end}></p>'
refused '<p> ends within {if}' '<p {if v->x}>{end}></p>'
refused 'the value ends within {if}' '<p class="{if v->x}"{end}"></p>'
refused '{if} of line 2 has no {end}' '{if v->x}'
refused '{each} of line 2 has no {end}' '{each x in v->x[v->n]}'
refused 'there is no {if} or {each} for this {end}' '{end}'
refused 'there is no {if} or {each} for this {else}' '{else}'
refused '{else} cannot stand here' '{if v->x}{else}{else}{end}'
refused '{else if} cannot stand here' \
    '{each x in v->x[v->n]}{else if v->x}{end}'
refused '{each} stands in a tag' '<p {each x in v->x[v->n]}a{end}></p>'

begin "what a browser would move elsewhere is refused"
refused '<ul> ends the <p>' '<p><ul></ul></p>'
refused '<form> in <form>' '<form><div><form></form></div></form>'
refused '<a> in <a>' '<a><b><a></a></b></a>'
refused 'no text stands directly in <tr>' '<table><tr>{v->x}</tr></table>'
refused 'no text stands directly in <ul>' '<ul>x</ul>'
refused '<b> in <textarea>, which has only text' \
    '<textarea><b></b></textarea>'
refused 'begins no element' '1 < 2'
refused 'begins no element' '<P></P>'
refused 'begins no element' '<!DOCTYPE svg>'
refused 'the doctype stands before all else' '<p><!doctype html></p>'
accepted '<!DOCTYPE html><p></p>'

begin "an attribute stands there once on every way"
refused "\`id' stands there twice" '<p id="a" id="b"></p>'
refused "\`id' stands there twice" '<p {if v->x}id="a"{end} id="b"></p>'
refused "\`id' stands there twice" \
    '<p {if v->x}a{else}id="a"{end} id="b"></p>'

begin "a form's method is known when it is woven"
refused "\`method' takes no hole here" '<form method="{v->x}"></form>'
refused "a form's method is get or post" '<form method="POST"></form>'
refused "a form's method stands in no {if}" \
    '<form {if v->x}method="post"{end}></form>'

begin "an expression neither calls, assigns nor reckons"
for text in 'str_of(v->x)' 'v->x = 1' 'v->x++' 'v->x + 1' 'v->x ? 1 : 2' \
    'v->x, v->y' 'v->x[' '(v->x' 'v->x)' 'v->' 'foo bar' '"text' "'c'" \
    'v->f(x)' '/**/v' '' '->x' '1 2' 'v->x;' 'v->x\'; do
	printf '{page a(T *v)}\n{if %s}{end}\n' "$text" >a.html
	run "$weave" pages . a.html
	exits 1
	says 'a.html:2: '
	leaves a.html
done
accepted '{if !(v->a[v->n] == 1 || &v->b != v->c.d) && *v->e <= 2}x{end}'

begin "an unknown directive is refused"
refused "\`unless v->x' is neither a directive nor an expression" \
    '{unless v->x}{end}'
refused "there is no part \`pager', and nothing else is called" '{pager(v)}'
refused "\`\"nothing\"' is no key of words/" '{"nothing"}'
refused 'it is {each name in list[count]}' '{each x in v->x}{end}'
refused 'it is {each name in list[count]}' '{each x of v->x[v->n]}{end}'
refused 'the hole is never closed' '{v->x'
refused 'a } that closes nothing' 'a } b'

begin "a part stands where elements may"
mkdir pages
printf '{part b(T *v)}\n<b></b>\n' >pages/b.html
for text in '<p class="{b(v)}"></p>' '<title>{b(v)}</title>'; do
	refused 'a part stands where elements may stand' "$text"
done

begin "a part stands within a line: its last line end is dropped"
mkdir pages
printf '{part b(T *v)}\n<b></b>\n' >pages/b.html
accepted '<p>({b(v)})</p>'
run sed -n '/^part_b/,/^}/p' out/page.c
prints '"<b></b>"'

begin "two of one name are told with both places"
printf '{page a(T *v)}\nb\n{page a(T *v)}\nc\n' >a.html
run "$weave" pages . a.html
exits 1
says 'a.html:3: page a stands already at a.html:1'
leaves a.html

begin "a layout has one place for the page"
for text in '' '{body}{body}' '{if f->x}{body}{end}' '<p {body}></p>' \
    '<title>{body}</title>'; do
	printf '{layout a(T *f)}\n%s\n' "$text" >a.html
	run "$weave" pages . a.html
	exits 1
	says '{body}'
	leaves a.html
done
refused '{body} stands once in a layout' '{body}'

begin "a layout that is not there is told"
printf '{page a(T *v) in site(v)}\n' >a.html
run "$weave" pages . a.html
exits 1
says "a.html:1: there is no layout \`site'"

begin "the head of a file and of a page is held to its form"
for text in 'text' '{v->x}' '{page a}' '{page A(T *v)}' '{page a(T *v, int n)}' \
    '{page a(T *v) site(v)}' '{part a(T *v) in site(v)}' '{use "x"}' \
    '{page a(T *v)}{use "web/x.h"}' '{page a(T *v) in site(f(v))}'; do
	printf '%s\n' "$text" >a.html
	run "$weave" pages . a.html
	exits 1
	says 'a.html:1: '
	leaves a.html
done
