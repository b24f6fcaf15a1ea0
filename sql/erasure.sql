-- What an erasure looks through and changes.  The statements come in pairs
-- that erasure_table.c names: one reads rows in the order of their keys, one
-- writes what was struck out of a row, null for what stays.  A read's columns
-- are the keys, then `subject' where a subject's key seals them, then what is
-- looked through, by the names of the table; the write has the same.

-- erasure_record: texts of records
-- in: after int, most int
-- rows: id int, number text?, title text?, kind text?, catalogue text?
-- rows: validity text?, body text?, origin text?, html text?, meta text?
-- rows: reason text?, index_number text?
-- unscoped: what must go goes wherever it is
select id, number, title, kind, catalogue, validity, body, origin, html, meta,
       reason, index_number
from   record
where  id > $after
order  by id
limit  $most

-- erasure_record_set: a record's without what was erased
-- in: id int, number text?, title text?, kind text?, catalogue text?
-- in: validity text?, body text?, origin text?, html text?, meta text?
-- in: reason text?, index_number text?
-- unscoped: what must go goes wherever it is
update record
set    number = coalesce($number, number),
       title = coalesce($title, title),
       kind = coalesce($kind, kind),
       catalogue = coalesce($catalogue, catalogue),
       validity = coalesce($validity, validity),
       body = coalesce($body, body),
       origin = coalesce($origin || cast(id as text), origin),
       html = coalesce($html, html),
       meta = coalesce($meta, meta),
       reason = coalesce($reason, reason),
       index_number = coalesce($index_number || cast(id as text),
           index_number),
       version = version + 1
where  id = $id

-- erasure_record_version: texts of what records were
-- in: after int, part int, most int
-- rows: record int, version int, number text?, title text?, kind text?
-- rows: catalogue text?, validity text?, body text?, html text?, meta text?
-- unscoped: what must go goes wherever it is
select record, version, number, title, kind, catalogue, validity, body, html,
       meta
from   record_version
where  (record, version) > ($after, $part)
order  by record, version
limit  $most

-- erasure_record_version_set: those of a record's version
-- in: record int, version int, number text?, title text?, kind text?
-- in: catalogue text?, validity text?, body text?, html text?, meta text?
-- unscoped: what must go goes wherever it is
update record_version
set    number = coalesce($number, number),
       title = coalesce($title, title),
       kind = coalesce($kind, kind),
       catalogue = coalesce($catalogue, catalogue),
       validity = coalesce($validity, validity),
       body = coalesce($body, body),
       html = coalesce($html, html),
       meta = coalesce($meta, meta)
where  record = $record and version = $version

-- erasure_dossier: texts of records on their way
-- in: after int, most int
-- rows: id int, number text?, title text?, kind text?, catalogue text?
-- rows: validity text?, html text?, meta text?, note text?, override text?
-- unscoped: what must go goes wherever it is
select id, number, title, kind, catalogue, validity, html, meta, note,
       override
from   dossier
where  id > $after
order  by id
limit  $most

-- erasure_dossier_set: a dossier's without what was erased
-- in: id int, number text?, title text?, kind text?, catalogue text?
-- in: validity text?, html text?, meta text?, note text?, override text?
-- unscoped: what must go goes wherever it is
update dossier
set    number = coalesce($number, number),
       title = coalesce($title, title),
       kind = coalesce($kind, kind),
       catalogue = coalesce($catalogue, catalogue),
       validity = coalesce($validity, validity),
       html = coalesce($html, html),
       meta = coalesce($meta, meta),
       note = coalesce($note, note),
       override = coalesce($override, override),
       version = version + 1
where  id = $id

-- erasure_agency: names and codes of bodies
-- in: after int, most int
-- rows: id int, name text?, code text?, scheme text?, division text?
-- rows: organisation text?, credit text?
-- unscoped: what must go goes wherever it is
select id, name, code, scheme, division, organisation, credit
from   agency
where  id > $after
order  by id
limit  $most

-- erasure_agency_set: those of a body; codes that held it go, its own
-- becomes its id
-- in: id int, name text?, code text?, scheme text?, division text?
-- in: organisation text?, credit text?
-- unscoped: what must go goes wherever it is
update agency
set    name = coalesce($name, name),
       code = coalesce(substr(cast($code as text), 1, 0) ||
           cast(id as text), code),
       scheme = coalesce(substr(cast($scheme as text), 1, 0),
           scheme),
       division = coalesce(substr(cast($division as text), 1, 0),
           division),
       organisation = coalesce(substr(cast($organisation as text), 1, 0),
           organisation),
       credit = coalesce(substr(cast($credit as text), 1, 0),
           credit),
       version = version + 1
where  id = $id

-- erasure_agency_state: names and codes that bodies had
-- in: after int, most int
-- rows: id int, name text?, scheme text?, division text?, organisation text?
-- rows: credit text?
-- unscoped: what must go goes wherever it is
select id, name, scheme, division, organisation, credit
from   agency_state
where  id > $after
order  by id
limit  $most

-- erasure_agency_state_set: those of a body from a day on
-- in: id int, name text?, scheme text?, division text?, organisation text?
-- in: credit text?
-- unscoped: what must go goes wherever it is
update agency_state
set    name = coalesce($name, name),
       scheme = coalesce(substr(cast($scheme as text), 1, 0),
           scheme),
       division = coalesce(substr(cast($division as text), 1, 0),
           division),
       organisation = coalesce(substr(cast($organisation as text), 1, 0),
           organisation),
       credit = coalesce(substr(cast($credit as text), 1, 0),
           credit),
       version = version + 1
where  id = $id

-- erasure_contact: where offices are found
-- in: after int, most int
-- rows: id int, office text?, address text?, hours text?, phone text?
-- rows: fax text?, post_code text?, mail text?, site text?
-- unscoped: what must go goes wherever it is
select id, office, address, hours, phone, fax, post_code, mail, site
from   agency_contact
where  id > $after
order  by id
limit  $most

-- erasure_contact_set: that of an office
-- in: id int, office text?, address text?, hours text?, phone text?
-- in: fax text?, post_code text?, mail text?, site text?
-- unscoped: what must go goes wherever it is
update agency_contact
set    office = coalesce($office, office),
       address = coalesce($address, address),
       hours = coalesce($hours, hours),
       phone = coalesce($phone, phone),
       fax = coalesce($fax, fax),
       post_code = coalesce($post_code, post_code),
       mail = coalesce($mail, mail),
       site = coalesce($site, site),
       version = version + 1
where  id = $id

-- erasure_person: who works there
-- in: after int, most int
-- rows: id int, login text?, name text?
-- unscoped: what must go goes wherever it is
select id, login, name
from   person
where  id > $after
order  by id
limit  $most

-- erasure_person_set: a person's; a login that held it becomes the id
-- in: id int, login text?, name text?
-- unscoped: what must go goes wherever it is
update person
set    login = coalesce(substr(cast($login as text), 1, 0) ||
           cast(id as text), login),
       name = coalesce($name, name),
       version = version + 1
where  id = $id

-- erasure_errand: texts of errands
-- in: after int, most int
-- rows: id int, argument text?, once text?, failure text?
select id, argument, once, failure
from   errand
where  id > $after
order  by id
limit  $most

-- erasure_errand_set: those of an errand
-- in: id int, argument text?, once text?, failure text?
update errand
set    argument = coalesce($argument, argument),
       once = coalesce($once || cast(id as text), once),
       failure = coalesce($failure, failure)
where  id = $id

-- erasure_outbox: ids and titles of messages
-- in: after int, most int
-- rows: id int, message text?, title text?
-- unscoped: what must go goes wherever it is
select id, message, title
from   outbox
where  id > $after
order  by id
limit  $most

-- erasure_outbox_set: those of a message
-- in: id int, message text?, title text?
-- unscoped: what must go goes wherever it is
update outbox
set    message = coalesce($message || cast(id as text), message),
       title = coalesce($title, title),
       version = version + 1
where  id = $id

-- erasure_outbox_sealed: recipients and texts of messages
-- in: after int, most int
-- rows: id int, subject int, recipient bytes?, body bytes?
-- unscoped: what must go goes wherever it is
select id, subject, recipient, body
from   outbox
where  id > $after
order  by id
limit  $most

-- erasure_outbox_sealed_set: those of a message
-- in: id int, recipient bytes?, body bytes?
-- unscoped: what must go goes wherever it is
update outbox
set    recipient = coalesce($recipient, recipient),
       body = coalesce($body, body),
       version = version + 1
where  id = $id

-- erasure_attachment_type: what files are said to be
-- in: after int, most int
-- rows: id int, type text?
-- unscoped: what must go goes wherever it is
select id, type
from   attachment
where  id > $after
order  by id
limit  $most

-- erasure_attachment_type_set: that of a file
-- in: id int, type text?
-- unscoped: what must go goes wherever it is
update attachment
set    type = coalesce($type, type),
       version = version + 1
where  id = $id

-- erasure_attachment_name: names of files
-- in: after int, most int
-- rows: id int, subject int, name bytes?
-- unscoped: what must go goes wherever it is
select id, subject, name
from   attachment
where  id > $after
order  by id
limit  $most

-- erasure_attachment_name_set: that of a file
-- in: id int, name bytes?
-- unscoped: what must go goes wherever it is
update attachment
set    name = coalesce($name, name),
       version = version + 1
where  id = $id

-- erasure_attachment_text: words of files
-- in: after int, most int
-- rows: attachment int, subject int, text bytes?, meta bytes?
-- unscoped: what must go goes wherever it is
select attachment, subject, text, meta
from   attachment_text
where  attachment > $after
order  by attachment
limit  $most

-- erasure_attachment_text_set: those of a file
-- in: attachment int, text bytes?, meta bytes?
-- unscoped: what must go goes wherever it is
update attachment_text
set    text = coalesce($text, text),
       meta = coalesce($meta, meta)
where  attachment = $attachment

-- erasure_transfer: from where transfers come, how far they are
-- in: after int, most int
-- rows: id int, source text?, cursor text?
-- unscoped: what must go goes wherever it is
select id, source, cursor
from   transfer
where  id > $after
order  by id
limit  $most

-- erasure_transfer_set: those of a transfer
-- in: id int, source text?, cursor text?
-- unscoped: what must go goes wherever it is
update transfer
set    source = coalesce($source || cast(id as text), source),
       cursor = coalesce($cursor, cursor),
       version = version + 1
where  id = $id

-- erasure_index: index numbers that were given out
-- in: after int, most int
-- rows: id int, number text?
-- unscoped: what must go goes wherever it is
select id, number
from   index_number
where  id > $after
order  by id
limit  $most

-- erasure_index_set: that which was made of what was erased
-- in: id int, number text?
-- unscoped: what must go goes wherever it is
update index_number
set    number = coalesce($number || cast(id as text), number)
where  id = $id

-- erasure_token: what people call the tokens of their programs
-- in: after int, most int
-- rows: id int, name text?
select id, name
from   token
where  id > $after
order  by id
limit  $most

-- erasure_token_set: that of a token
-- in: id int, name text?
update token
set    name = coalesce($name || cast(id as text), name)
where  id = $id

-- erasure_gate: who signed on paper
-- in: after int, most int
-- rows: id int, signer text?
-- unscoped: what must go goes wherever it is
select id, signer
from   gate
where  id > $after
order  by id
limit  $most

-- erasure_gate_set: that of a gate
-- in: id int, signer text?
-- unscoped: what must go goes wherever it is
update gate
set    signer = coalesce($signer, signer)
where  id = $id

-- erasure_name_change: texts of changes of name
-- in: after int, most int
-- rows: id int, name text?, reason text?
-- unscoped: what must go goes wherever it is
select id, name, reason
from   name_change
where  id > $after
order  by id
limit  $most

-- erasure_name_change_set: those of a change of name
-- in: id int, name text?, reason text?
-- unscoped: what must go goes wherever it is
update name_change
set    name = coalesce($name, name),
       reason = coalesce($reason, reason),
       version = version + 1
where  id = $id

-- erasure_channel: names and addresses of channels
-- in: after int, most int
-- rows: id int, code text?, name text?, address text?, identifier text?
-- unscoped: what must go goes wherever it is
select id, code, name, address, identifier
from   channel
where  id > $after
order  by id
limit  $most

-- erasure_channel_set: those of a channel; a code that held it becomes its id
-- in: id int, code text?, name text?, address text?, identifier text?
-- unscoped: what must go goes wherever it is
update channel
set    code = coalesce(substr(cast($code as text), 1, 0) ||
           cast(id as text), code),
       name = coalesce($name, name),
       address = coalesce($address, address),
       identifier = coalesce($identifier, identifier),
       version = version + 1
where  id = $id

-- erasure_outlet: codes and addresses of outlets
-- in: after int, most int
-- rows: id int, code text?, address text?
-- unscoped: what must go goes wherever it is
select id, code, address
from   outlet
where  id > $after
order  by id
limit  $most

-- erasure_outlet_set: those of an outlet; a code that held it becomes its id
-- in: id int, code text?, address text?
-- unscoped: what must go goes wherever it is
update outlet
set    code = coalesce(substr(cast($code as text), 1, 0) ||
           cast(id as text), code),
       address = coalesce($address, address),
       version = version + 1
where  id = $id

-- erasure_posting: texts of postings
-- in: after int, most int
-- rows: id int, title text?, address text?, place text?, issue text?
-- rows: source text?, origin text?
-- unscoped: what must go goes wherever it is
select id, title, address, place, issue, source, origin
from   posting
where  id > $after
order  by id
limit  $most

-- erasure_posting_set: those of a posting
-- in: id int, title text?, address text?, place text?, issue text?
-- in: source text?, origin text?
-- unscoped: what must go goes wherever it is
update posting
set    title = coalesce($title, title),
       address = coalesce($address, address),
       place = coalesce($place, place),
       issue = coalesce($issue, issue),
       source = coalesce($source, source),
       origin = coalesce($origin || cast(id as text), origin),
       version = version + 1
where  id = $id

-- erasure_tombstone: reasons of erasures before
-- in: after int, most int
-- rows: id int, reason text?
-- unscoped: what must go goes wherever it is
select id, reason
from   erasure
where  id > $after
order  by id
limit  $most

-- erasure_tombstone_set: that of an erasure
-- in: id int, reason text?
-- unscoped: what must go goes wherever it is
update erasure
set    reason = coalesce($reason, reason)
where  id = $id

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

-- erasure_log_record: the leaves of the version that a record had before
-- its text was struck out
-- in: record int, erasure int
-- unscoped: what must go goes wherever it is
update log_leaf
set    erasure = $erasure, number = null, content = null, salt = null
where  record = $record and erasure is null
and    version >= (select version - 1 from record where id = $record)

-- erasure_log_version: the leaves of a version of a record
-- in: record int, version int, erasure int
-- unscoped: what must go goes wherever it is
update log_leaf
set    erasure = $erasure, number = null, content = null, salt = null
where  record = $record and version = $version and erasure is null

-- erasure_log_owner: the leaves of a record of which an attachment goes
-- in: record int, erasure int
-- unscoped: what must go goes wherever it is
update log_leaf
set    erasure = $erasure, number = null, content = null, salt = null
where  record = $record and erasure is null

-- erasure_log: index numbers in leaves behind one
-- in: after int, most int
-- rows: id int, number text
-- unscoped: what must go goes wherever it is
select id, number
from   log_leaf
where  id > $after and number is not null
order  by id
limit  $most

-- erasure_log_take: take out of a leaf what could be guessed
-- in: id int, erasure int
-- unscoped: what must go goes wherever it is
update log_leaf
set    erasure = $erasure, number = null, content = null, salt = null
where  id = $id and erasure is null

-- erasure_attachment: whose blob an attachment is
-- in: id int
-- row: blob text
-- unscoped: what must go goes wherever it is
select blob from attachment where id = $id

-- erasure_attachment_take: the attachments that have a blob
-- in: blob text
-- rows: id int, agency int, owner_kind text, owner int
-- unscoped: what must go goes wherever it is
delete from attachment where blob = $blob
returning id, agency, owner_kind, owner

-- erasure_attachment_owners: whose attachments have a blob
-- in: blob text
-- rows: agency int
-- unscoped: who erases must have the need on each of them
select distinct agency from attachment where blob = $blob order by agency

-- erasure_attachments: files to look through, behind one
-- in: after int, most int
-- rows: id int, subject int, blob text, size int
-- unscoped: what must go goes wherever it is
select id, subject, blob, size
from   attachment
where  id > $after
order  by id
limit  $most

-- erasure_roots: the bodies that none is above
-- in: most int
-- rows: id int
select below as id from agency_closure
where  above = 0 and depth = 1
order  by below
limit  $most

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
