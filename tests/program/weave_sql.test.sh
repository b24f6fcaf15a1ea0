# What tools/weave makes of statements and the schema, and what it refuses.
. "${0%/*}/harness.sh"

# Where the files of a case lie, as in the sources.
tables()
{
	mkdir -p sql/schema sql/sqlite sql/pgsql out
	cat >sql/schema/0001-a.sql <<'S'
create table body (
	id $id primary key,
	name $text not null
);
create table paper (
	id $id primary key,
	agency $int not null,
	title $text
);
S
}

weave_all()
{
	run "$weave" sql out $(find sql -name '*.sql' | sort)
}

# refused SENTENCE: the statement on standard input does not weave.
refused()
{
	tables
	cat >sql/a.sql
	weave_all
	exits 1
	says "$1"
	run ls out
	prints_nothing
}

begin "a statement becomes a typed function and a text for each engine"
tables
cat >sql/a.sql <<'S'
-- body_find: a body by its name
-- in:  name text, least int
-- row: id int, name text?
-- comment
select id, name from body -- a comment, $gone
where name = $name and id > $least and name <> 'it''s $name'
S
weave_all
exits 0
says_nothing
run cat out/sql.h
prints '	const str *name;'
prints '    int64_t least_,'
prints '    struct sql_body_find_row *ret);'
run cat out/sql.c
prints "where name = ?1 and id > ?2 and name <> 'it''s \$name'"
prints "where name = \$1 and id > \$2 and name <> 'it''s \$name'"
prints '.writes = false'

begin "a statement that can wait says why, and gives no rows"
refused 'rows cannot come later' <<'S'
-- body_list: bodies
-- rows: id int
-- later: the commit tells
select id from body
S
refused 'later: without a reason' <<'S'
-- body_drop: no body
-- later:
delete from body
S
tables
printf '%s\n' '-- body_drop: no body' '-- later: the commit tells' \
    'delete from body' >sql/a.sql
weave_all
exits 0
run cat out/sql.c
prints '.later = true'

begin "what changes rows is told from what reads, also behind with"
tables
cat >sql/a.sql <<'S'
-- a: one
with x as (select 1 as n) insert into body (id) select n from x

-- b: two
update body set name = 'update'
S
weave_all
exits 0
run sh -c 'grep -c ".writes = true" out/sql.c'
prints '2'

begin "the scope becomes a look at the tree with one more parameter"
tables
cat >sql/a.sql <<'S'
-- paper_all: the papers that are seen
-- in: title text
-- rows: id int
select id from paper where title = $title and $scope(paper.agency)
S
weave_all
exits 0
run cat out/sql.c
prints 'scope_.below = (paper.agency) and ?2 like'
prints 'scope_.below = (paper.agency) and $2 like'
prints '.scoped = true'

begin "the schema is made for each engine, SQLite's tables strict"
tables
cat >sql/schema/0002-b.sql <<'S'
-- engine: pgsql
create index by_title on paper using gin (title);
S
weave_all
exits 0
run cat out/schema.c
prints 'name text collate \"C\" not null'
prints ') strict;'
prints '.number = 2'
run sh -c 'grep -c "using gin" out/schema.c'
prints '1'

begin "variants of both engines are one statement"
tables
for engine in sqlite pgsql; do
	cat >sql/$engine/a.sql <<S
-- a: the same
-- rows: n int
select 1 as n -- of $engine
S
done
weave_all
exits 0
run sh -c 'grep -c "^enum err" out/sql.h'
prints '1'

begin "a parameter that is not declared is told with its line"
refused 'sql/a.sql:4: a: `$nome'"' does not stand" <<'S'
-- a: one
-- in: name text
select id from body
where name = $nome or name = $name
S

begin "a parameter that is not used is refused"
refused 'sql/a.sql:3: a: `least'"' is not used" <<'S'
-- a: one
-- in: name text, least int
select id from body where name = $name
S

begin "a doubled statement is told with both places"
refused 'sql/a.sql:4: a stands already at sql/a.sql:1' <<'S'
-- a: one
select id from body

-- a: two
select id from body
S

begin "a statement without a sentence is refused"
refused 'sql/a.sql:1: ' <<'S'
-- a:
select id from body
S

begin "a statement without a text is refused"
refused 'sql/a.sql:1: a: there is no statement' <<'S'
-- a: one

-- b: two
select id from body
S

begin "text without a name is refused"
refused 'sql/a.sql:1: text before' <<'S'
select id from body
S

begin "a type that is none is refused"
refused 'sql/a.sql:2: `name varchar' <<'S'
-- a: one
-- in: name varchar
select id from body where name = $name
S

begin "a table of bodies is not read without the scope"
refused 'sql/a.sql:3: a: `paper'"' has an agency" <<'S'
-- a: one
-- rows: id int
select body.id from body, paper where body.name = paper.title
S

begin "nor joined, changed or deleted from"
for text in 'select 1 as n from body join paper on 1 = 1' \
    'update paper set title = null' 'delete from paper' \
    'insert into paper (id) values (1)' \
    'select (select max(id) from paper) as n'; do
	printf -- '-- a: one\n%s\n' "$text" >one
	refused 'sql/a.sql:2: a: `paper'"'" <one
done

begin "a reason allows it"
tables
cat >sql/a.sql <<'S'
-- a: one
-- unscoped: the machine counts them all
-- rows: n int
select count(*) as n from paper
S
weave_all
exits 0

begin "an empty reason does not"
refused 'sql/a.sql:2: unscoped: without a reason' <<'S'
-- a: one
-- unscoped:
-- rows: n int
select count(*) as n from paper
S

begin "what one engine does not understand is refused"
for text in "select now() as n" "select string_agg(name, ',') from body" \
    "insert or replace into body (id) values (1)" \
    "select cast('1' as text)::int as n" 'select "name" from body' \
    "select name from body where name ilike 'x'" \
    "select rowid from body" "select id from body for update"; do
	printf -- '-- a: one\n%s\n' "$text" >one
	refused 'is not understood by both engines' <one
done

begin "a statement is not ended by a semicolon"
refused 'is not written' <<'S'
-- a: one
select id from body;
S

begin "a variant without its partner is refused"
tables
printf -- '-- a: one\nselect 1 as n\n' >sql/sqlite/a.sql
weave_all
exits 1
says 'sql/sqlite/a.sql:1: a: the other engine has no text'

begin "variants with other headers are refused"
tables
printf -- '-- a: one\n-- row: n int\nselect 1 as n\n' >sql/sqlite/a.sql
printf -- '-- a: one\n-- rows: n int\nselect 1 as n\n' >sql/pgsql/a.sql
weave_all
exits 1
says 'the header is not that of the other engine'

begin "an unknown word of the schema is refused"
tables
printf 'create table x (\n\tid $long primary key\n);\n' \
    >sql/schema/0002-b.sql
weave_all
exits 1
says '`$long'"'"

begin "two migrations of one number are refused"
tables
cp sql/schema/0001-a.sql sql/schema/0001-b.sql
weave_all
exits 1
says 'sql/schema/0001-b.sql:0: '
