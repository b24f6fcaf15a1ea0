-- record_insert: a new record
-- in: id int, agency int, at int, origin text, number text, title text
-- in: day day?, kind text, catalogue text, validity text, body text
-- unscoped: record_put_all has asked agency_see
-- later: the commit tells
insert into record (id, agency, version, created_at, changed_at, origin,
    number, title, day, kind, catalogue, validity, body)
values ($id, $agency, 1, $at, $at, $origin, $number, $title, $day, $kind,
    $catalogue, $validity, $body)

-- record_keep_version: what a record was until now
-- in: id int
-- later: the commit tells
insert into record_version (record, version, agency, changed_at, number,
    title, day, kind, catalogue, validity, body)
select id, version, agency, changed_at, number, title, day, kind, catalogue,
    validity, body
from   record where id = $id and $scope(agency)

-- record_update: a changed record of the version that was loaded
-- in: id int, version int, at int, number text, title text
-- in: day day?, kind text, catalogue text, validity text, body text
-- row: version int
update record
set    version = version + 1, changed_at = $at, number = $number,
    title = $title, day = $day, kind = $kind, catalogue = $catalogue,
    validity = $validity, body = $body
where  id = $id and version = $version and $scope(agency)
returning version

-- record_load: by id
-- in: id int
-- row: id int, agency int, version int, created_at int, changed_at int
-- row: origin text, number text, title text, day day?, kind text
-- row: catalogue text, validity text, body text
select id, agency, version, created_at, changed_at, origin, number, title,
    day, kind, catalogue, validity, body
from   record where id = $id and $scope(agency)

-- record_by_origin: as an import knows it
-- in: agency int, origin text
-- row: id int, agency int, version int, created_at int, changed_at int
-- row: origin text, number text, title text, day day?, kind text
-- row: catalogue text, validity text, body text
select id, agency, version, created_at, changed_at, origin, number, title,
    day, kind, catalogue, validity, body
from   record
where  agency = $agency and origin = $origin and origin <> ''
and    $scope(agency)

-- record_after: the records of a body and all below it behind one, by id
-- in: agency int, after int, most int
-- rows: id int, agency int, version int, created_at int, changed_at int
-- rows: origin text, number text, title text, day day?, kind text
-- rows: catalogue text, validity text, body text
select r.id, r.agency, r.version, r.created_at, r.changed_at, r.origin,
    r.number, r.title, r.day, r.kind, r.catalogue, r.validity, r.body
from   record as r
where  r.id > $after and $scope(r.agency)
and    exists (select 1 from agency_closure as c
    where c.above = $agency and c.below = r.agency)
order  by r.id limit $most
