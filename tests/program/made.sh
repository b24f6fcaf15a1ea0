# made.sh - hostile files for the tests, made with what every Debian has.

# le N BYTES: a number as that many bytes, the smallest first.
le()
{
	n=$1 bytes=
	for _ in $(seq "$2"); do
		bytes="$bytes\\$(printf '%03o' $((n % 256)))"
		n=$((n / 256))
	done
	# shellcheck disable=SC2059 # the bytes are the format
	printf "$bytes"
}

# zip_of OUT NAME FILE [NAME FILE]...: a ZIP archive.  gzip gives the deflated
# bytes between a head of 10 bytes and a tail of sum and size.
zip_of()
{
	zip=$1 entries=$((($# - 1) / 2))
	shift
	: >"$zip"
	: >"$zip.directory"
	while [ $# -gt 0 ]; do
		gzip -9 -n -c "$2" >"$zip.gz"
		packed=$(($(stat -c %s "$zip.gz") - 18))
		at=$(stat -c %s "$zip")
		{
			le 20 2; le 0 2; le 8 2; le 0 2; le 33 2
			tail -c 8 "$zip.gz" | head -c 4
			le $packed 4
			le "$(stat -c %s "$2")" 4
			le ${#1} 2
		} >"$zip.facts"
		{
			printf 'PK\003\004'
			cat "$zip.facts"
			le 0 2
			printf '%s' "$1"
			tail -c +11 "$zip.gz" | head -c $packed
		} >>"$zip"
		{
			printf 'PK\001\002'
			le 20 2
			cat "$zip.facts"
			le 0 2; le 0 2; le 0 2; le 0 2; le 0 4
			le "$at" 4
			printf '%s' "$1"
		} >>"$zip.directory"
		shift 2
	done
	at=$(stat -c %s "$zip")
	cat "$zip.directory" >>"$zip"
	{
		printf 'PK\005\006'
		le 0 2; le 0 2; le $entries 2; le $entries 2
		le "$(stat -c %s "$zip.directory")" 4
		le "$at" 4
		le 0 2
	} >>"$zip"
	rm "$zip.directory" "$zip.gz" "$zip.facts"
}

# docx_of OUT FILE: a DOCX whose document is that XML.
docx_of()
{
	cat >types.xml <<-'X'
	<?xml version="1.0" encoding="UTF-8"?>
	<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
	X
	cat >rels.xml <<-'X'
	<?xml version="1.0" encoding="UTF-8"?>
	<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
	X
	zip_of "$1" '[Content_Types].xml' types.xml _rels/.rels rels.xml \
	    word/document.xml "$2"
	rm types.xml rels.xml
}

# document_head, document_tail: what surrounds the paragraphs of a DOCX.
document_head='<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
document_tail='</w:body></w:document>'

# A PDF that asks for a password.
locked_pdf()
{
	cat <<-'P'
	%PDF-1.4
	1 0 obj
	<< /Type /Catalog /Pages 2 0 R >>
	endobj
	2 0 obj
	<< /Type /Pages /Kids [3 0 R] /Count 1 >>
	endobj
	3 0 obj
	<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>
	endobj
	4 0 obj
	<< /Filter /Standard /V 1 /R 2 /P -4 /O (AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA) /U (BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB) >>
	endobj
	trailer
	<< /Root 1 0 R /Encrypt 4 0 R /ID [<01> <02>] /Size 5 >>
	%%EOF
	P
}
