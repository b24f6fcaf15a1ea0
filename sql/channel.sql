-- channel_insert: a new way to the public
-- in: id int, agency int, now int, code text, kind text, name text
-- in: address text, identifier text, since day?, until day?
-- unscoped: channel_new has asked agency_see
insert into channel (id, agency, version, created_at, code, kind, name,
    address, identifier, since, until)
values ($id, $agency, 1, $now, $code, $kind, $name, $address, $identifier,
    $since, $until)

-- channel_update: a changed one of the version that was loaded
-- in: id int, version int, name text, address text, identifier text
-- in: since day?, until day?
-- row: version int
update channel
set    version = version + 1, name = $name, address = $address,
    identifier = $identifier, since = $since, until = $until
where  id = $id and version = $version and $scope(agency)
returning version

-- channel_load: by id
-- in: id int
-- row: id int, agency int, version int, code text, kind text, name text
-- row: address text, identifier text, since day?, until day?
select id, agency, version, code, kind, name, address, identifier, since,
    until
from   channel where id = $id and $scope(agency)

-- channel_find: by our own code, in either case
-- in: code text
-- row: id int, agency int, version int, code text, kind text, name text
-- row: address text, identifier text, since day?, until day?
select id, agency, version, code, kind, name, address, identifier, since,
    until
from   channel where lower(code) = lower($code) and $scope(agency)

-- channel_taken: how many have a code, whoever sees them
-- in: code text
-- row: n int
-- unscoped: a code is nobody else's
select count(*) as n from channel where lower(code) = lower($code)

-- channel_list: those of a body and all below it behind a code
-- in: agency int, after text, most int
-- rows: id int, agency int, version int, code text, kind text, name text
-- rows: address text, identifier text, since day?, until day?
select c.id, c.agency, c.version, c.code, c.kind, c.name, c.address,
    c.identifier, c.since, c.until
from   channel as c
where  lower(c.code) > lower($after) and $scope(c.agency)
and    exists (select 1 from agency_closure as x
           where x.above = $agency and x.below = c.agency)
order  by lower(c.code)
limit  $most
