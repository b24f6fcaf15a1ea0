-- agency_load: a body by its id
-- in:  id int
-- row: id int, version int, above int, level text, code text, name text
-- row: division text, organisation text, credit text, scheme text
-- row: supervisor int, since day, until day?, successor int
select a.id, a.version, a.above, a.level, a.code, a.name, a.division,
       a.organisation, a.credit, a.scheme, a.supervisor, a.since, a.until,
       a.successor
from   agency as a
where  a.id = $id
and    $scope(a.id)

-- agency_find: a body by our own code, in either case
-- in:  code text
-- row: id int, version int, above int, level text, code text, name text
-- row: division text, organisation text, credit text, scheme text
-- row: supervisor int, since day, until day?, successor int
select a.id, a.version, a.above, a.level, a.code, a.name, a.division,
       a.organisation, a.credit, a.scheme, a.supervisor, a.since, a.until,
       a.successor
from   agency as a
where  lower(a.code) = lower($code)
and    $scope(a.id)

-- agency_below: a body and all below it, parents first
-- in:  above int
-- rows: id int, version int, above int, level text, code text, name text
-- rows: division text, organisation text, credit text, scheme text
-- rows: supervisor int, since day, until day?, successor int
select a.id, a.version, a.above, a.level, a.code, a.name, a.division,
       a.organisation, a.credit, a.scheme, a.supervisor, a.since, a.until,
       a.successor
from   agency_closure as c
join   agency as a on a.id = c.below
where  c.above = $above
and    $scope(a.id)
order  by c.depth, a.code

-- agency_at: what a body was on a day, if it had begun
-- in:  id int, day day
-- row: id int, version int, above int, level text, code text, name text
-- row: division text, organisation text, credit text, scheme text
-- row: supervisor int, since day, until day?, successor int
select a.id, s.version, s.above, s.level, a.code, s.name, s.division,
       s.organisation, s.credit, s.scheme, s.supervisor, a.since, s.until,
       s.successor
from   agency_state as s
join   agency as a on a.id = s.agency
where  s.agency = $id
and    s.since <= $day
and    $scope(s.agency)
order  by s.since desc
limit  1

-- agency_states: what a body was, the oldest first
-- in:  id int
-- rows: since day, name text, level text, above int, supervisor int
-- rows: until day?, successor int
select s.since, s.name, s.level, s.above, s.supervisor, s.until, s.successor
from   agency_state as s
where  s.agency = $id
and    $scope(s.agency)
order  by s.since

-- agency_state_days: the first and the last day a state of a body begins
-- in:  id int
-- row: first day, last day
select min(s.since) as first, max(s.since) as last
from   agency_state as s
where  s.agency = $id
and    $scope(s.agency)
having count(*) > 0

-- agency_insert: a new body
-- in:  id int, now int, code text, level text, above int, name text
-- in:  division text, organisation text, credit text, scheme text
-- in:  supervisor int, since day, until day?, successor int
-- unscoped: the caller has seen the body above it in the scope
insert into agency (id, agency, version, created_at, code, level, above, name,
       division, organisation, credit, scheme, supervisor, since, until,
       successor)
values ($id, $id, 1, $now, $code, $level, $above, $name, $division,
       $organisation, $credit, $scheme, $supervisor, $since, $until,
       $successor)

-- agency_update: save a body of the version that was loaded
-- in:  id int, version int, level text, above int, name text
-- in:  division text, organisation text, credit text, scheme text
-- in:  supervisor int, since day, until day?, successor int
-- row: version int
update agency
set    version = version + 1, level = $level, above = $above, name = $name,
       division = $division, organisation = $organisation, credit = $credit,
       scheme = $scheme, supervisor = $supervisor, since = $since,
       until = $until, successor = $successor
where  id = $id
and    version = $version
and    $scope(agency.id)
returning version

-- agency_state_keep: keep what a body is now as its state from a day on
-- in:  id int, agency int, now int, since day
insert into agency_state (id, agency, version, created_at, since, level,
       above, name, division, organisation, credit, scheme, supervisor, until,
       successor)
select $id, a.id, a.version, $now, $since, a.level, a.above, a.name,
       a.division, a.organisation, a.credit, a.scheme, a.supervisor, a.until,
       a.successor
from   agency as a
where  a.id = $agency
and    $scope(a.id)
on conflict (agency, since) do update
set    version = excluded.version, level = excluded.level,
       above = excluded.above, name = excluded.name,
       division = excluded.division, organisation = excluded.organisation,
       credit = excluded.credit, scheme = excluded.scheme,
       supervisor = excluded.supervisor, until = excluded.until,
       successor = excluded.successor

-- agency_state_begin: correct the day on which a body's first state begins
-- in:  agency int, old day, new day
update agency_state
set    since = $new
where  agency = $agency
and    since = $old
and    $scope(agency_state.agency)

-- agency_place: what a body is called and where it stands
-- in:  id int
-- row: code text, name text, level text, above int, until day?
-- unscoped: rules of the tree hold for bodies the actor does not see too
select a.code, a.name, a.level, a.above, a.until
from   agency as a
where  a.id = $id

-- agency_code: who has a code, or had it
-- in:  code text
-- row: id int
-- unscoped: a code is one of a kind in the whole store
select a.id
from   agency as a
where  lower(a.code) = lower($code)

-- agency_roots: what the bodies are called that nothing is above, two at most
-- rows: name text
-- unscoped: what an installation is called is everybody's to know
select a.name
from   agency_closure as c
join   agency as a on a.id = c.below
where  c.above = 0
and    c.depth = 1
order  by a.code
limit  2

-- agency_hangs: the bodies that stand below one or are supervised by it
-- in:  id int
-- rows: id int, above int, level text, supervisor int
-- unscoped: rules of the tree hold for bodies the actor does not see too
select a.id, a.above, a.level, a.supervisor
from   agency as a
where  (a.above = $id or a.supervisor = $id)
and    a.until is null
order  by a.id

-- agency_seen: 1 if a body, or 0 for all of them, is in the scope
-- in:  id int
-- row: n int
select count(*) as n
from   agency_closure as c
where  c.above = c.below
and    c.below = $id
and    $scope(c.below)

-- agency_inside: 1 if a body is another one or below it
-- in:  above int, below int
-- row: n int
select count(*) as n
from   agency_closure as c
where  c.above = $above
and    c.below = $below

-- agency_lock: let one change of the tree or of grants be made at a time
update agency_closure
set    depth = 0
where  above = 0
and    below = 0

-- agency_closure_add: a new body below another one
-- in:  id int, above int
insert into agency_closure (above, below, depth)
select c.above, $id, c.depth + 1
from   agency_closure as c
where  c.below = $above
union  all
select $id, $id, 0

-- agency_closure_cut: part a body and all below it from what is above
-- in:  id int
delete from agency_closure
where  below in (select s.below from agency_closure as s
                 where s.above = $id)
and    above in (select p.above from agency_closure as p
                 where p.below = $id and p.above <> $id)

-- agency_closure_hang: hang a body and all below it below another one
-- in:  id int, above int
insert into agency_closure (above, below, depth)
select p.above, s.below, p.depth + s.depth + 1
from   agency_closure as p
cross  join agency_closure as s
where  p.below = $above
and    s.above = $id

-- agency_contact_load: where a body's disclosure office is found
-- in:  agency int
-- row: version int, office text, address text, hours text, phone text
-- row: fax text, post_code text, mail text, site text
select c.version, c.office, c.address, c.hours, c.phone, c.fax, c.post_code,
       c.mail, c.site
from   agency_contact as c
where  c.agency = $agency
and    $scope(c.agency)

-- agency_contact_save: keep it, of the version that was loaded (0: new)
-- in:  id int, agency int, version int, now int, office text, address text
-- in:  hours text, phone text, fax text, post_code text, mail text, site text
-- row: version int
insert into agency_contact (id, agency, version, created_at, office, address,
       hours, phone, fax, post_code, mail, site)
select $id, $agency, 1, $now, $office, $address, $hours, $phone, $fax,
       $post_code, $mail, $site
where  $scope($agency)
on conflict (agency) do update
set    version = agency_contact.version + 1, office = excluded.office,
       address = excluded.address, hours = excluded.hours,
       phone = excluded.phone, fax = excluded.fax,
       post_code = excluded.post_code, mail = excluded.mail,
       site = excluded.site
where  agency_contact.version = $version
returning version
