-- token_insert: a program may act as a person; one of its name that is over
-- makes room
-- in:  id int, person int, name text, digest text, scopes text, body int
-- in:  until day, now int, today day
-- row: id int
insert into token (id, person, name, digest, scopes, body, until, created_at,
    used_at)
values ($id, $person, $name, $digest, $scopes, $body, $until, $now, 0)
on conflict (person, name) do update
set    id = excluded.id, digest = excluded.digest, scopes = excluded.scopes,
       body = excluded.body, until = excluded.until,
       created_at = excluded.created_at, used_at = 0
where  token.until < $today
returning id

-- token_list: those of a person that hold
-- in:  person int, today day
-- rows: id int, name text, scopes text, body int, until day, created_at int
-- rows: used_at int
select t.id, t.name, t.scopes, t.body, t.until, t.created_at, t.used_at
from   token as t
where  t.person = $person
and    t.until >= $today
order  by t.name

-- token_find: whose it is, while it holds
-- in:  digest text, today day
-- row: id int, person int, scopes text, body int, used_at int
select t.id, t.person, t.scopes, t.body, t.used_at
from   token as t
where  t.digest = $digest
and    t.until >= $today

-- token_end: it holds no more
-- in:  person int, name text
-- row: id int
delete from token
where  person = $person
and    name = $name
returning id

-- token_used: it was used
-- in:  id int, now int
update token
set    used_at = $now
where  id = $id
and    used_at < $now
