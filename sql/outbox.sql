-- outbox_insert: leave a message; nothing if its id is there already
-- in:  id int, agency int, now int, message text, way text, subject int
-- in:  recipient bytes, title text, body bytes
-- row: id int
-- unscoped: who leaves it has asked for the rights on the body
insert into outbox (id, agency, version, created_at, message, way, subject,
       recipient, title, body)
values ($id, $agency, 1, $now, $message, $way, $subject, $recipient, $title,
       $body)
on conflict (message) do nothing
returning id

-- outbox_load: a message; sent is 0 as long as it waits
-- in:  id int
-- row: message text, way text, subject int, recipient bytes, title text
-- row: body bytes, sent int
select o.message, o.way, o.subject, o.recipient, o.title, o.body,
       coalesce(o.sent_at, 0) as sent
from   outbox as o
where  o.id = $id
and    $scope(o.agency)

-- outbox_sent: it was handed to the sink
-- in:  id int, now int
update outbox
set    version = version + 1, sent_at = $now
where  id = $id
and    sent_at is null
and    $scope(outbox.agency)
