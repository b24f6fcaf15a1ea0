-- blob_insert: a blob that lies on the disk; one of equal bytes may be there
-- in: name text, size int, now int
insert into blob (name, size, created_at) values ($name, $size, $now)
on conflict (name) do nothing

-- blob_known: 1 if a row names a blob
-- in: name text
-- row: n int
select count(*) as n from blob where name = $name

-- blob_list: the blobs behind one, by name
-- in: after text, most int
-- rows: name text, size int
select name, size from blob where name > $after order by name limit $most

-- blob_forget: the row of a blob that nothing names any more
-- in: name text
-- unscoped: a blob goes only when no body has it
delete from blob
where  name = $name
and    not exists (select 1 from attachment as a where a.blob = blob.name)

-- attachment_insert: a new attachment, in quarantine
-- in: id int, agency int, now int, owner_kind text, owner int, subject int
-- in: blob text, name bytes, type text, size int
-- unscoped: the caller has loaded the owner in the scope
insert into attachment (id, agency, version, created_at, owner_kind, owner,
    subject, blob, name, type, size, state)
values ($id, $agency, 1, $now, $owner_kind, $owner, $subject, $blob, $name,
    $type, $size, 'quarantine')

-- attachment_count: how many files a thing has
-- in: owner_kind text, owner int
-- row: n int
select count(*) as n from attachment
where  owner_kind = $owner_kind and owner = $owner and $scope(agency)

-- attachment_load: an attachment by id
-- in: id int
-- row: id int, agency int, version int, owner_kind text, owner int
-- row: subject int, blob text, name bytes, type text, size int, state text
-- row: created_at int
select id, agency, version, owner_kind, owner, subject, blob, name, type, size,
    state, created_at
from   attachment
where  id = $id and $scope(agency)

-- attachment_of: what is attached to a thing, in the order it came
-- in: owner_kind text, owner int
-- rows: id int, agency int, version int, owner_kind text, owner int
-- rows: subject int, blob text, name bytes, type text, size int, state text
-- rows: created_at int
select id, agency, version, owner_kind, owner, subject, blob, name, type, size,
    state, created_at
from   attachment
where  owner_kind = $owner_kind and owner = $owner and $scope(agency)
order  by id

-- attachment_judge: what the checks found, in the version that was loaded
-- in: id int, version int, state text
-- row: version int
update attachment set state = $state, version = version + 1
where  id = $id and version = $version and $scope(agency)
returning version

-- attachment_delete: take an attachment's row away
-- in: id int
-- row: blob text
delete from attachment where id = $id and $scope(agency) returning blob

-- attachment_text_set: keep the words of an attachment
-- in: attachment int, agency int, subject int, text bytes, meta bytes?
-- in: unread int
-- unscoped: the caller has loaded the attachment in the scope
insert into attachment_text (attachment, agency, subject, text, meta, unread)
values ($attachment, $agency, $subject, $text, $meta, $unread)
on conflict (attachment) do update
set    text = excluded.text, meta = excluded.meta, unread = excluded.unread

-- attachment_text: the words of an attachment
-- in: attachment int
-- row: text bytes, meta bytes?, unread int
select text, meta, unread
from   attachment_text
where  attachment = $attachment and $scope(agency)
