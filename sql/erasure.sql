-- What an erasure looks through and changes.  The statements that read texts
-- have the same parameters and columns each, as have those that write them:
-- erasure_table.c names them in pairs.

-- erasure_record: texts of records behind one
-- in: after int, part int, most int
-- rows: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
select id, 0 as part, number as a, title as b, body as c, origin as d
from   record
where  id > $after and $part >= 0
order  by id
limit  $most

-- erasure_record_set: a record's texts without what was erased
-- in: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
update record
set    number = coalesce(cast($a as text), number),
       title = coalesce(cast($b as text), title),
       body = coalesce(cast($c as text), body),
       origin = coalesce(cast($d as text) || cast(id as text), origin),
       version = version + 1
where  id = $id and $part >= 0

-- erasure_record_version: texts of what records were, behind one
-- in: after int, part int, most int
-- rows: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
select record as id, version as part, number as a, title as b, body as c,
    cast(null as text) as d
from   record_version
where  (record, version) > ($after, $part)
order  by record, version
limit  $most

-- erasure_record_version_set: such a text without what was erased
-- in: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
update record_version
set    number = coalesce(cast($a as text), number),
       title = coalesce(cast($b as text), title),
       body = coalesce(cast($c as text), cast($d as text), body)
where  record = $id and version = $part

-- erasure_errand: texts of errands behind one
-- in: after int, part int, most int
-- rows: id int, part int, a text?, b text?, c text?, d text?
select id, 0 as part, argument as a, failure as b, cast(null as text) as c,
    cast(null as text) as d
from   errand
where  id > $after and $part >= 0
order  by id
limit  $most

-- erasure_errand_set: an errand's texts without what was erased
-- in: id int, part int, a text?, b text?, c text?, d text?
update errand
set    argument = coalesce(cast($a as text), cast($c as text), argument),
       failure = coalesce(cast($b as text), cast($d as text), failure)
where  id = $id and $part >= 0

-- erasure_outbox: titles of messages behind one
-- in: after int, part int, most int
-- rows: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
select id, 0 as part, title as a, message as b, cast(null as text) as c,
    cast(null as text) as d
from   outbox
where  id > $after and $part >= 0
order  by id
limit  $most

-- erasure_outbox_set: a message's title without what was erased
-- in: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
update outbox
set    title = coalesce(cast($a as text), cast($c as text), title),
       message = coalesce(cast($b as text) || cast(id as text),
       cast($d as text), message),
       version = version + 1
where  id = $id and $part >= 0

-- erasure_contact: where offices are found, behind one
-- in: after int, part int, most int
-- rows: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
select id, 0 as part, address as a, phone as b, mail as c, fax as d
from   agency_contact
where  id > $after and $part >= 0
order  by id
limit  $most

-- erasure_contact_set: such a text without what was erased
-- in: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
update agency_contact
set    address = coalesce(cast($a as text), address),
       phone = coalesce(cast($b as text), phone),
       mail = coalesce(cast($c as text), mail),
       fax = coalesce(cast($d as text), fax),
       version = version + 1
where  id = $id and $part >= 0

-- erasure_name_change: texts of changes of name behind one
-- in: after int, part int, most int
-- rows: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
select id, 0 as part, name as a, reason as b, cast(null as text) as c,
    cast(null as text) as d
from   name_change
where  id > $after and $part >= 0
order  by id
limit  $most

-- erasure_name_change_set: such a text without what was erased
-- in: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
update name_change
set    name = coalesce(cast($a as text), cast($c as text), name),
       reason = coalesce(cast($b as text), cast($d as text), reason),
       version = version + 1
where  id = $id and $part >= 0

-- erasure_gate: who signed on paper, behind one
-- in: after int, part int, most int
-- rows: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
select id, 0 as part, signer as a, cast(null as text) as b,
    cast(null as text) as c, cast(null as text) as d
from   gate
where  id > $after and $part >= 0
order  by id
limit  $most

-- erasure_gate_set: such a text without what was erased
-- in: id int, part int, a text?, b text?, c text?, d text?
-- unscoped: what must go goes wherever it is
update gate
set    signer = coalesce(cast($a as text), cast($b as text),
           cast($c as text), cast($d as text), signer)
where  id = $id and $part >= 0

-- erasure_journal: values of the journal behind one
-- in: after int, place int, most int
-- rows: journal int, place int, field text, subject int, was bytes?
-- rows: became bytes?
select journal, place, field, subject, was, became
from   journal_change
where  (journal, place) > ($after, $place)
and    erasure is null
order  by journal, place
limit  $most

-- erasure_journal_take: take the values of a change out
-- in: journal int, place int, erasure int
update journal_change
set    erasure = $erasure, salt = null, was = null, became = null
where  journal = $journal and place = $place

-- erasure_attachment: whose blob an attachment is
-- in: id int
-- row: blob text
-- unscoped: what must go goes wherever it is
select blob from attachment where id = $id

-- erasure_attachment_take: the attachments that have a blob
-- in: blob text
-- rows: id int
-- unscoped: what must go goes wherever it is
delete from attachment where blob = $blob returning id

-- erasure_subject: the attachments that a subject owns
-- in: subject int
-- rows: blob text
-- unscoped: what must go goes wherever it is
select distinct blob from attachment where subject = $subject order by blob

-- erasure_blob_add: a blob that must go from the disk
-- in: erasure int, name text
insert into erasure_blob (erasure, name) values ($erasure, $name)
on conflict (erasure, name) do nothing

-- erasure_blobs: blobs that must go from the disk
-- in: most int
-- rows: erasure int, name text
select erasure, name from erasure_blob order by erasure, name limit $most

-- erasure_blob_gone: such a blob is gone
-- in: erasure int, name text
delete from erasure_blob where erasure = $erasure and name = $name

-- erasure_insert: the tombstone
-- in: id int, agency int, now int, actor int, kind text, reason text
-- in: found int, journal_values int
-- unscoped: a tombstone of the whole store
insert into erasure (id, agency, created_at, actor, kind, reason, found,
    journal_values)
values ($id, $agency, $now, $actor, $kind, $reason, $found, $journal_values)

-- erasure_known: 1 if there is the tombstone of an erasure
-- in: id int
-- row: n int
-- unscoped: a tombstone of the whole store
select count(*) as n from erasure where id = $id

-- erasure_open: how many are not out of every file yet
-- row: n int
-- unscoped: a tombstone of the whole store
select count(*) as n from erasure where done_at is null

-- erasure_done: those that were open are out of every file
-- in: now int, last int
-- unscoped: a tombstone of the whole store
update erasure set done_at = $now where done_at is null and id <= $last

-- erasure_last: the newest tombstone
-- row: id int
-- unscoped: a tombstone of the whole store
select coalesce(max(id), 0) as id from erasure

-- erasure_uneven: erasures whose journal values are not as many as they say
-- in: most int
-- rows: id int
-- unscoped: a tombstone of the whole store
select e.id
from   erasure as e
where  e.journal_values <>
    (select count(*) from journal_change as c where c.erasure = e.id)
or     not exists (select 1 from journal as j
    where j.kind = 'erasure' and j.thing = e.id)
order  by e.id
limit  $most

-- erasure_caches: every cache is of the past
update change set n = n + 1
