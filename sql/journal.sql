-- journal_insert: an entry
-- in: id int, agency int, at int, day day, actor int, kind text, thing int
-- in: action text, changes int, digest text
-- unscoped: a step has checked the actor's rights, and the machine has no body
-- later: the commit tells
insert into journal (id, agency, at, day, actor, kind, thing, action, changes,
    digest)
values ($id, $agency, $at, $day, $actor, $kind, $thing, $action, $changes,
    $digest)

-- journal_change_insert: a changed field of an entry, or its reason
-- in: journal int, place int, field text, subject int, digest text
-- in: salt bytes, was bytes?, became bytes?
-- later: the commit tells
insert into journal_change (journal, place, field, subject, digest, salt, was,
    became)
values ($journal, $place, $field, $subject, $digest, $salt, $was, $became)

-- journal_tail_insert: an entry that waits to be chained
-- in: journal int
-- later: the commit tells
insert into journal_tail (journal) values ($journal)

-- journal_head_lock: the end of the chain, held until the transaction ends
-- row: n int, digest text
update journal_head set n = n where id = 1 returning n, digest

-- journal_head_set: the new end of the chain
-- in: n int, digest text
update journal_head set n = $n, digest = $digest where id = 1

-- journal_head: the end of the chain
-- row: n int, digest text
select n, digest from journal_head where id = 1

-- journal_waiting: the entries to be chained next
-- in: most int
-- rows: journal int, digest text
-- unscoped: the machine chains the entries of every body
select t.journal, j.digest
from   journal_tail as t
join   journal as j on j.id = t.journal
order  by t.journal
limit  $most

-- journal_seal_insert: a link of the chain
-- in: n int, journal int, digest text
-- later: the commit tells
insert into journal_seal (n, journal, digest) values ($n, $journal, $digest)

-- journal_tail_delete: the entries of the links behind one wait no more
-- in: after int
delete from journal_tail
where  journal in (select journal from journal_seal where n > $after)

-- journal_links: links behind one, with their entries where they are there
-- in: after int, most int
-- rows: n int, journal int, link text, id int?, agency int?, at int?, day day?
-- rows: actor int?, kind text?, thing int?, action text?, changes int?
-- rows: digest text?
-- unscoped: the chain is walked whole, whoever asks
select s.n, s.journal, s.digest as link, j.id, j.agency, j.at, j.day, j.actor,
    j.kind, j.thing, j.action, j.changes, j.digest
from   journal_seal as s
left   join journal as j on j.id = s.journal
where  s.n > $after
order  by s.n
limit  $most

-- journal_links_changes: the changes of the entries of links, in their order
-- in: after int, until int
-- rows: journal int, place int, field text, subject int, digest text
-- rows: salt bytes?, was bytes?, became bytes?, erasure int?, tombstone int?
-- unscoped: the chain is walked whole, whoever asks
select c.journal, c.place, c.field, c.subject, c.digest, c.salt, c.was,
    c.became, c.erasure, e.id as tombstone
from   journal_seal as s
join   journal_change as c on c.journal = s.journal
left   join erasure as e on e.id = c.erasure
where  s.n > $after and s.n <= $until
order  by s.n, c.place

-- journal_loose: entries that no link holds, behind one
-- in: after int, most int
-- rows: id int, agency int, at int, day day, actor int, kind text, thing int
-- rows: action text, changes int, digest text, waits int?
-- unscoped: the chain is walked whole, whoever asks
select j.id, j.agency, j.at, j.day, j.actor, j.kind, j.thing, j.action,
    j.changes, j.digest, t.journal as waits
from   journal as j
left   join journal_tail as t on t.journal = j.id
where  j.id > $after
and    not exists (select 1 from journal_seal as s where s.journal = j.id)
order  by j.id
limit  $most

-- journal_changes: the changes of one entry
-- in: journal int
-- rows: journal int, place int, field text, subject int, digest text
-- rows: salt bytes?, was bytes?, became bytes?, erasure int?, tombstone int?
-- unscoped: the chain is walked whole, whoever asks
select c.journal, c.place, c.field, c.subject, c.digest, c.salt, c.was,
    c.became, c.erasure, e.id as tombstone
from   journal_change as c
left   join erasure as e on e.id = c.erasure
where  c.journal = $journal
order  by c.place

-- journal_link: one link
-- in: n int
-- row: digest text
select digest from journal_seal where n = $n

-- journal_ghosts: entries that wait and are not there
-- row: n int
-- unscoped: the chain is walked whole, whoever asks
select count(*) as n
from   journal_tail as t
where  not exists (select 1 from journal as j where j.id = t.journal)

-- journal_behind: how many links behind one have their entries
-- in: n int
-- row: n int
-- unscoped: the chain is walked whole, whoever asks
select count(*) as n
from   journal_seal as s
join   journal as j on j.id = s.journal
where  s.n > $n
