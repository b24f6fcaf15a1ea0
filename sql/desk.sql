-- journal_list: entries that the actor sees, the newest first
-- in:  before int, from int, until int, actor int, kind text, thing int
-- in:  most int
-- rows: id int, agency int, at int, day day, actor int, kind text, thing int
-- rows: action text, code text, login text, name text
select j.id, j.agency, j.at, j.day, j.actor, j.kind, j.thing, j.action,
       coalesce(a.code, '') as code, coalesce(p.login, '') as login,
       coalesce(p.name, '') as name
from   journal as j
left   join agency as a on a.id = j.agency
left   join person as p on p.id = j.actor
where  $scope(j.agency)
and    j.id < $before
and    j.at >= $from
and    j.at < $until
and    (j.actor = $actor or $actor = 0)
and    (j.kind = $kind or $kind = '')
and    (j.thing = $thing or $thing = 0)
order  by j.id desc
limit  $most

-- name_change_in_state: changes of names, what is due soonest first
-- in:  state text, most int
-- rows: id int, agency int, name text, due day?, paused day?, code text
-- rows: agency_name text
select n.id, n.agency, n.name, n.due, n.paused, a.code, a.name as agency_name
from   name_change as n
join   agency as a on a.id = n.agency
where  n.state = $state
and    $scope(n.agency)
order  by n.due asc nulls last, n.id desc
limit  $most

-- dossier_in_state: records on their way, what is due soonest first
-- in:  state text, most int
-- rows: id int, agency int, title text, due day?, paused day?, code text
-- rows: agency_name text
select d.id, d.agency, d.title, d.due, d.paused, a.code, a.name as agency_name
from   dossier as d
join   agency as a on a.id = d.agency
where  d.state = $state
and    $scope(d.agency)
order  by d.due asc nulls last, d.id desc
limit  $most
