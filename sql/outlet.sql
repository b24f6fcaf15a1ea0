-- outlet_insert: a new one
-- in: id int, agency int, now int, code text, kind text, address text
-- in: mapping text, channel int, secret bytes, since day?
-- unscoped: outlet_new has asked agency_see
insert into outlet (id, agency, version, created_at, code, kind, address,
    mapping, channel, secret, since)
values ($id, $agency, 1, $now, $code, $kind, $address, $mapping, $channel,
    $secret, $since)

-- outlet_end: its last day
-- in: id int, version int, until day?
-- row: version int
update outlet
set    version = version + 1, until = $until
where  id = $id and version = $version and $scope(agency)
returning version

-- outlet_load: by id
-- in: id int
-- row: id int, agency int, version int, code text, kind text, address text
-- row: mapping text, channel int, since day?, until day?
select id, agency, version, code, kind, address, mapping, channel, since,
    until
from   outlet where id = $id and $scope(agency)

-- outlet_find: by our own code, in either case
-- in: code text
-- row: id int, agency int, version int, code text, kind text, address text
-- row: mapping text, channel int, since day?, until day?
select id, agency, version, code, kind, address, mapping, channel, since,
    until
from   outlet where lower(code) = lower($code) and $scope(agency)

-- outlet_secret: what it is sealed in
-- in: id int
-- row: secret bytes
select secret from outlet where id = $id and $scope(agency)

-- outlet_taken: how many have a code, whoever sees them
-- in: code text
-- row: n int
-- unscoped: a code is nobody else's
select count(*) as n from outlet where lower(code) = lower($code)

-- outlet_list: all of them behind a code
-- in: after text, most int
-- rows: id int, agency int, version int, code text, kind text, address text
-- rows: mapping text, channel int, since day?, until day?
select o.id, o.agency, o.version, o.code, o.kind, o.address, o.mapping,
    o.channel, o.since, o.until
from   outlet as o
where  lower(o.code) > lower($after) and $scope(o.agency)
order  by lower(o.code)
limit  $most

-- outlet_for: those that are told of the records of a body on a day
-- in: agency int, day day
-- rows: id int
-- unscoped: who publishes need not see the body above that passes it on
select o.id
from   outlet as o
where  (o.since is null or o.since <= $day)
and    (o.until is null or o.until >= $day)
and    exists (select 1 from agency_closure as x
           where x.above = o.agency and x.below = $agency)
order  by o.id

-- outlet_waiting: deliveries of each that were not made yet
-- rows: outlet int, n int
select d.outlet, count(*) as n
from   delivery as d
where  d.done_at = 0 and $scope(d.agency)
group  by d.outlet
order  by d.outlet

-- delivery_insert: a record is to be told of, once a version and action
-- in: id int, agency int, outlet int, record int, version int, action text
-- in: now int
-- row: id int
-- unscoped: the record was saved by who may
insert into delivery (id, agency, outlet, record, version, action,
    created_at, done_at)
values ($id, $agency, $outlet, $record, $version, $action, $now, 0)
on conflict (outlet, record, version, action) do nothing
returning id

-- delivery_load: by id
-- in: id int
-- row: outlet int, record int, action text, done int
select outlet, record, action, done_at as done
from   delivery where id = $id and $scope(agency)

-- delivery_newer: how many were left for the same record since
-- in: id int, outlet int, record int
-- row: n int
select count(*) as n
from   delivery as d
where  d.outlet = $outlet and d.record = $record and d.id > $id
and    $scope(d.agency)

-- delivery_done: it was made, or another one has taken its place
-- in: id int, now int
update delivery set done_at = $now
where  id = $id and done_at = 0 and $scope(agency)
