-- credential_load: how a person proves himself
-- in:  id int
-- row: password text, password_at int, renew int, totp bytes?, totp_at int?
-- row: totp_last int, locked_at int?
select c.password, c.password_at, c.renew, c.totp, c.totp_at, c.totp_last,
       c.locked_at
from   credential as c
where  c.id = $id

-- credential_make: a person begins with nothing
-- in:  id int
insert into credential (id, password, password_at, renew, totp_last)
values ($id, '', 0, 0, -1)
on conflict (id) do nothing

-- credential_password: another password
-- in:  id int, password text, now int, renew int
update credential
set    password = $password, password_at = $now, renew = $renew
where  id = $id

-- credential_rehash: the same password, hashed as today
-- in:  id int, old text, new text
update credential
set    password = $new
where  id = $id
and    password = $old

-- credential_lock: a person locks it, or lets it be used again with null
-- in:  id int, locked int?
update credential
set    locked_at = $locked
where  id = $id

-- credential_totp_begin: a second factor that is not confirmed yet
-- in:  id int, totp bytes
update credential
set    totp = $totp, totp_at = null, totp_last = -1
where  id = $id

-- credential_totp_confirm: it works
-- in:  id int, now int
update credential
set    totp_at = $now
where  id = $id

-- credential_totp_take: a code of a step is taken, once
-- in:  id int, step int
-- row: id int
update credential
set    totp_last = $step
where  id = $id
and    totp_last < $step
returning id

-- credential_totp_off: no second factor any more
-- in:  id int
update credential
set    totp = null, totp_at = null, totp_last = -1
where  id = $id

-- credential_totp_lost: nobody has a second factor any more
update credential
set    totp = null, totp_at = null, totp_last = -1
where  totp is not null

-- recovery_insert: a recovery code
-- in:  id int, person int, digest text
insert into recovery (id, person, digest)
values ($id, $person, $digest)

-- recovery_take: a recovery code is taken, once
-- in:  person int, digest text, now int
-- row: id int
update recovery
set    used_at = $now
where  person = $person
and    digest = $digest
and    used_at is null
returning id

-- recovery_left: how many recovery codes are left
-- in:  person int
-- row: n int
select count(*) as n
from   recovery as r
where  r.person = $person
and    r.used_at is null

-- recovery_drop: no recovery codes any more
-- in:  person int
delete from recovery
where  person = $person

-- recovery_lost: nobody has recovery codes any more
delete from recovery

-- attempt_note: count a try, unless its time to wait is not over; failures
-- before `since' are forgotten
-- in:  key text, now int, since int
-- row: failed int
insert into attempt (key, failed, last_at, until)
values ($key, 1, $now, 0)
on conflict (key) do update
set    failed = case when attempt.last_at < $since then 1
                     else attempt.failed + 1 end,
       last_at = excluded.last_at
where  attempt.until <= $now
returning failed

-- attempt_wait: from now on, who tries has to wait
-- in:  key text, until int
update attempt
set    until = $until
where  key = $key

-- attempt_until: how long
-- in:  key text
-- row: until int
select a.until
from   attempt as a
where  a.key = $key

-- attempt_undo: what was counted was no failure
-- in:  key text
update attempt
set    failed = case when failed > 0 then failed - 1 else 0 end, until = 0
where  key = $key

-- attempt_clear: all is forgiven
-- in:  key text
delete from attempt
where  key = $key

-- attempt_sweep: forget what is long over
-- in:  before int, now int
delete from attempt
where  last_at < $before
and    until < $now

-- session_insert: somebody is signed in
-- in:  id int, person int, digest text, due text, now int
insert into session (id, person, digest, due, created_at, seen_at)
values ($id, $person, $digest, $due, $now, $now)

-- session_find: who holds a token that is still good
-- in:  digest text, seen int, created int
-- row: id int, person int, due text, created_at int, seen_at int
select s.id, s.person, s.due, s.created_at, s.seen_at
from   session as s
where  s.digest = $digest
and    s.seen_at > $seen
and    s.created_at > $created

-- session_seen: it was used
-- in:  id int, now int
update session
set    seen_at = $now
where  id = $id
and    seen_at < $now

-- session_met: what was due is done
-- in:  person int, due text
update session
set    due = ''
where  person = $person
and    due = $due

-- session_end: a person leaves
-- in:  digest text
-- row: person int
delete from session
where  digest = $digest
returning person

-- session_end_all: a person is signed out everywhere
-- in:  person int
delete from session
where  person = $person

-- session_sweep: forget what nobody can use any more
-- in:  seen int, created int
delete from session
where  seen_at <= $seen
or     created_at <= $created

-- invitation_insert: a person may set a password, once and for a while
-- in:  id int, person int, digest text, now int, until int
insert into invitation (id, person, digest, created_at, until)
values ($id, $person, $digest, $now, $until)

-- invitation_find: whose invitation it is, while it holds
-- in:  digest text, now int
-- row: person int
select i.person
from   invitation as i
where  i.digest = $digest
and    i.used_at is null
and    i.until > $now

-- invitation_use: it is used up
-- in:  digest text, now int
-- row: person int
update invitation
set    used_at = $now
where  digest = $digest
and    used_at is null
and    until > $now
returning person

-- invitation_drop: it holds no more
-- in:  person int
delete from invitation
where  person = $person
and    used_at is null

-- invitation_sweep: forget what is long over
-- in:  before int
delete from invitation
where  until < $before
