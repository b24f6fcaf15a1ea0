-- errand_insert: leave work for later; what waits of that name waits once
-- in:  id int, name text, argument text, once text?, due int, now int
insert into errand (id, name, argument, once, state, due, tries, owner, lease,
       failure, created_at)
values ($id, $name, $argument, $once, 'waiting', $due, 0, 0, 0, '', $now)
on conflict (name, once) do update
set    due = case when excluded.due < errand.due then excluded.due
                  else errand.due end

-- errand_waiting: how many are due now
-- in:  now int
-- row: n int
select count(*) as n
from   errand as e
where  e.state = 'waiting'
and    e.due <= $now
and    e.lease < $now

-- errand_bury: what lost its runner at the last try is a dead letter
-- in:  now int, tries int
update errand
set    state = 'dead', owner = 0, lease = 0, once = null
where  state = 'waiting'
and    tries >= $tries
and    lease < $now

-- errand_drop: it is being done; nothing if the lease went to another one
-- in:  id int, owner int
-- row: id int
delete from errand
where  id = $id
and    owner = $owner
returning id

-- errand_fail: try it again later, or not any more
-- in:  id int, owner int, state text, due int, failure text
update errand
set    state = $state, due = $due, failure = $failure, owner = 0, lease = 0,
       once = case when $state = 'dead' then null else once end
where  id = $id
and    owner = $owner

-- errand_list: what waits and what is dead, in the order it was left
-- in:  after int, limit int
-- rows: id int, name text, argument text, state text, due int, tries int
-- rows: lease int, failure text, created_at int
select e.id, e.name, e.argument, e.state, e.due, e.tries, e.lease, e.failure,
       e.created_at
from   errand as e
where  e.id > $after
order  by e.id
limit  $limit

-- errand_retry: let a dead letter wait again, or all of them (0)
-- in:  id int, now int
-- rows: id int
update errand
set    state = 'waiting', tries = 0, due = $now
where  state = 'dead'
and    (id = $id or $id = 0)
returning id
