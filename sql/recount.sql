-- rules_seen: by which rules the store was last counted
-- in:  name text
-- row: digest text
select digest from rules_seen where name = $name

-- rules_see: it is counted by these from now on
-- in:  name text, digest text, now int
insert into rules_seen (name, digest, at) values ($name, $digest, $now)
on conflict (name) do update set digest = excluded.digest, at = excluded.at

-- recount_open: things whose clock runs, behind an event of the ledger
-- in:  after int, most int
-- rows: id int, kind text, thing int
-- unscoped: the calendar holds for every body
select e.id, e.kind, e.thing
from   event as e
where  e.id > $after
and    e.due is not null
and    not exists (
	select 1 from event as later
	where  later.kind = e.kind
	and    later.thing = e.thing
	and    later.id > e.id)
order  by e.id
limit  $most

-- recount_last: what was last proposed for a thing and is not past
-- in:  kind text, thing int
-- row: id int, due day, fresh day, state text
-- unscoped: whoever takes a step or counts again has the right on the thing
select r.id, r.due, r.fresh, r.state
from   recount as r
where  r.kind = $kind
and    r.thing = $thing
and    r.state <> 'past'
order  by r.id desc
limit  1

-- recount_put: propose another due day
-- in:  id int, agency int, now int, kind text, thing int, due day, fresh day
-- unscoped: the errand counts for every body
insert into recount (id, agency, version, created_at, kind, thing, due, fresh,
       state, decided_at, actor)
values ($id, $agency, 1, $now, $kind, $thing, $due, $fresh, 'waiting', 0, 0)

-- recount_pass: what waits for a thing does not fit it any more
-- in:  kind text, thing int, now int
-- unscoped: whoever takes a step or counts again has the right on the thing
update recount
set    state = 'past', version = version + 1, decided_at = $now
where  kind = $kind
and    thing = $thing
and    state = 'waiting'

-- recount_list: what waits, behind one
-- in:  after int, most int
-- rows: id int, agency int, kind text, thing int, due day, fresh day
-- rows: created_at int
select r.id, r.agency, r.kind, r.thing, r.due, r.fresh, r.created_at
from   recount as r
where  r.id > $after
and    r.state = 'waiting'
and    $scope(r.agency)
order  by r.id
limit  $most

-- recount_load: one that waits
-- in:  id int
-- row: agency int, version int, kind text, thing int, due day, fresh day
select r.agency, r.version, r.kind, r.thing, r.due, r.fresh
from   recount as r
where  r.id = $id
and    r.state = 'waiting'
and    $scope(r.agency)

-- recount_decide: it was approved or kept; nothing if somebody else was first
-- in:  id int, version int, state text, now int, actor int
-- row: id int
update recount
set    state = $state, version = version + 1, decided_at = $now,
       actor = $actor
where  id = $id
and    version = $version
and    $scope(recount.agency)
returning id
