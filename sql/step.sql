-- step_event: keep that a step was taken
-- in:  id int, agency int, kind text, thing int, step text, was text
-- in:  became text, day day, at int, actor int, due day?, provisional int
-- in:  paper text, figure text
-- unscoped: step_apply has checked the actor's rights on the body
insert into event (id, agency, kind, thing, step, was, became, day, at, actor,
       due, provisional, paper, figure)
values ($id, $agency, $kind, $thing, $step, $was, $became, $day, $at, $actor,
       $due, $provisional, $paper, $figure)

-- step_last: who took a step of a thing last
-- in:  kind text, thing int, step text
-- row: id int, actor int, day day, login text, name text
-- unscoped: who must be apart is told over all bodies
select e.id, e.actor, e.day, coalesce(p.login, '') as login,
       coalesce(p.name, '') as name
from   event as e
left   join person as p on p.id = e.actor
where  e.kind = $kind
and    e.thing = $thing
and    e.step = $step
order  by e.id desc
limit  1

-- step_events: the ledger of a thing
-- in:  kind text, thing int
-- rows: id int, step text, was text, became text, day day, at int, actor int
-- rows: due day?, provisional int, paper text, figure text, name text
select e.id, e.step, e.was, e.became, e.day, e.at, e.actor, e.due,
       e.provisional, e.paper, e.figure, coalesce(p.name, '') as name
from   event as e
left   join person as p on p.id = e.actor
where  e.kind = $kind
and    e.thing = $thing
and    $scope(e.agency)
order  by e.id

-- gate_insert: keep that a gate was closed
-- in:  id int, agency int, kind text, thing int, gate text, event int
-- in:  actor int, signer text, day day, at int, attachment int
-- unscoped: step_apply has checked the actor's rights on the body
insert into gate (id, agency, kind, thing, gate, event, actor, signer, day, at,
       attachment)
values ($id, $agency, $kind, $thing, $gate, $event, $actor, $signer, $day, $at,
       $attachment)

-- gates_of: the gates of a thing that were closed, the oldest first
-- in:  kind text, thing int
-- rows: id int, gate text, event int, actor int, name text, signer text
-- rows: day day, at int, attachment int
select g.id, g.gate, g.event, g.actor, coalesce(p.name, '') as name, g.signer,
       g.day, g.at, g.attachment
from   gate as g
left   join person as p on p.id = g.actor
where  g.kind = $kind
and    g.thing = $thing
and    $scope(g.agency)
order  by g.id

-- name_change_load: a change of a body's name
-- in:  id int
-- row: id int, agency int, version int, state text, due day?, paused day?
-- row: provisional int, missing text, name text, since day, reason text
select n.id, n.agency, n.version, n.state, n.due, n.paused, n.provisional,
       n.missing, n.name, n.since, n.reason
from   name_change as n
where  n.id = $id
and    $scope(n.agency)

-- name_change_insert: a new one
-- in:  id int, agency int, now int, state text, due day?, paused day?
-- in:  provisional int, missing text, name text, since day, reason text
-- unscoped: step_apply has checked the actor's rights on the body
insert into name_change (id, agency, version, created_at, state, due, paused,
       provisional, missing, name, since, reason)
values ($id, $agency, 1, $now, $state, $due, $paused, $provisional, $missing,
       $name, $since, $reason)

-- name_change_update: save one of the version that was loaded
-- in:  id int, version int, state text, due day?, paused day?
-- in:  provisional int, missing text, name text, since day, reason text
-- row: version int
update name_change
set    version = version + 1, state = $state, due = $due, paused = $paused,
       provisional = $provisional, missing = $missing, name = $name, since = $since, reason = $reason
where  id = $id
and    version = $version
and    $scope(name_change.agency)
returning version
