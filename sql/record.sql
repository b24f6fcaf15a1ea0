-- record_insert: a new record
-- in: id int, agency int, at int, origin text, number text, title text
-- in: day day?, kind text, catalogue text, validity text, body text
-- in: html text, meta text, index text, published int
-- unscoped: record_put_all has asked agency_see
-- later: the commit tells
insert into record (id, agency, version, created_at, changed_at, origin,
    number, title, day, kind, catalogue, validity, body, html, meta,
    index_number, published_at)
values ($id, $agency, 1, $at, $at, $origin, $number, $title, $day, $kind,
    $catalogue, $validity, $body, $html, $meta, $index, $published)

-- record_keep_version: what a record was until now
-- in: id int
-- later: the commit tells
insert into record_version (record, version, agency, changed_at, number,
    title, day, kind, catalogue, validity, body, html, meta)
select id, version, agency, changed_at, number, title, day, kind, catalogue,
    validity, body, html, meta
from   record where id = $id and $scope(agency)

-- record_update: a changed record of the version that was loaded
-- in: id int, version int, at int, number text, title text
-- in: day day?, kind text, catalogue text, validity text, body text
-- in: html text, meta text
-- row: version int
update record
set    version = version + 1, changed_at = $at, number = $number,
    title = $title, day = $day, kind = $kind, catalogue = $catalogue,
    validity = $validity, body = $body, html = $html, meta = $meta,
    state = 'published', ended_at = 0, reason = ''
where  id = $id and version = $version and $scope(agency)
returning version

-- record_end: a record is taken from the public
-- in: id int, version int, at int, reason text
-- row: version int
update record
set    version = version + 1, changed_at = $at, ended_at = $at,
    state = 'withdrawn', reason = $reason, body = '', html = '', meta = ''
where  id = $id and version = $version and $scope(agency)
and    state = 'published'
returning version

-- record_set_index: a record gets its index number, once
-- in: id int, index text
-- row: id int
update record set index_number = $index
where  id = $id and index_number = '' and $scope(agency)
returning id

-- record_without_index: records of a body that have none yet
-- in: agency int, most int
-- rows: id int, kind text, published_at int
select id, kind, published_at
from   record
where  agency = $agency and index_number = '' and state = 'published'
and    $scope(agency)
order  by published_at, id limit $most

-- record_load: by id
-- in: id int
-- row: id int, agency int, version int, created_at int, changed_at int
-- row: origin text, number text, title text, day day?, kind text
-- row: catalogue text, validity text, body text, html text, meta text
-- row: index_number text, state text, reason text, published_at int
-- row: ended_at int
select id, agency, version, created_at, changed_at, origin, number, title,
    day, kind, catalogue, validity, body, html, meta, index_number, state,
    reason, published_at, ended_at
from   record where id = $id and $scope(agency)

-- record_index: the index number of a record
-- in: id int
-- row: index_number text
select index_number from record where id = $id and $scope(agency)

-- record_by_index: by index number
-- in: index text
-- row: id int
select id from record
where  index_number = $index and index_number <> '' and $scope(agency)

-- record_named: what is published under a document number, the newest first
-- in: number text, most int
-- rows: id int
select id from record
where  number = $number and number <> '' and state = 'published'
and    $scope(agency)
order  by published_at desc, id limit $most

-- record_by_origin: as an import knows it
-- in: agency int, origin text
-- row: id int, agency int, version int, created_at int, changed_at int
-- row: origin text, number text, title text, day day?, kind text
-- row: catalogue text, validity text, body text, html text, meta text
-- row: index_number text, state text, reason text, published_at int
-- row: ended_at int
select id, agency, version, created_at, changed_at, origin, number, title,
    day, kind, catalogue, validity, body, html, meta, index_number, state,
    reason, published_at, ended_at
from   record
where  agency = $agency and origin = $origin and origin <> ''
and    $scope(agency)

-- record_after: the published records of a body and all below it behind one
-- in: agency int, after int, most int
-- rows: id int, agency int, version int, created_at int, changed_at int
-- rows: origin text, number text, title text, day day?, kind text
-- rows: catalogue text, validity text, body text, html text, meta text
-- rows: index_number text, state text, reason text, published_at int
-- rows: ended_at int
select r.id, r.agency, r.version, r.created_at, r.changed_at, r.origin,
    r.number, r.title, r.day, r.kind, r.catalogue, r.validity, r.body,
    r.html, r.meta, r.index_number, r.state, r.reason, r.published_at,
    r.ended_at
from   record as r
where  r.id > $after and $scope(r.agency) and r.state = 'published'
and    exists (select 1 from agency_closure as c
    where c.above = $agency and c.below = r.agency)
order  by r.id limit $most

-- record_span: what a body and all below it published in a span of moments
-- in: agency int, from int, until int, most int
-- rows: id int, agency int, number text, title text, day day?
-- rows: index_number text, published_at int
select r.id, r.agency, r.number, r.title, r.day, r.index_number,
    r.published_at
from   record as r
where  r.published_at >= $from and r.published_at < $until
and    $scope(r.agency) and r.state = 'published'
and    exists (select 1 from agency_closure as c
    where c.above = $agency and c.below = r.agency)
order  by r.published_at, r.id limit $most

-- record_table: what is published of a body and all below it, behind one
-- in: agency int, after int, first text, last text, most int
-- rows: id int, agency int, changed_at int, number text, title text
-- rows: day day?, kind text, catalogue text, validity text
-- rows: index_number text, published_at int
select r.id, r.agency, r.changed_at, r.number, r.title, r.day, r.kind,
    r.catalogue, r.validity, r.index_number, r.published_at
from   record as r
where  r.id > $after and $scope(r.agency) and r.state = 'published'
and    coalesce(r.day, '') >= $first and coalesce(r.day, '') <= $last
and    exists (select 1 from agency_closure as c
    where c.above = $agency and c.below = r.agency)
order  by r.id limit $most

-- record_version_list: the versions that a record had before its present one
-- in: record int
-- rows: version int, changed_at int, title text
select v.version, v.changed_at, v.title
from   record_version as v
where  v.record = $record and $scope(v.agency)
order  by v.version desc

-- record_version_load: what a record was in a version
-- in: record int, version int
-- row: changed_at int, number text, title text, day day?, kind text
-- row: catalogue text, validity text, body text, html text, meta text
select v.changed_at, v.number, v.title, v.day, v.kind, v.catalogue,
    v.validity, v.body, v.html, v.meta
from   record_version as v
where  v.record = $record and v.version = $version and $scope(v.agency)

-- record_columns: how much a body has published in each column
-- in: agency int
-- rows: catalogue text, n int, last int
select r.catalogue, count(*) as n, max(r.published_at) as last
from   record as r
where  r.agency = $agency and r.state = 'published' and $scope(r.agency)
group  by r.catalogue
order  by r.catalogue

-- record_months: how much of a body and all below it is of each month
-- in: agency int
-- rows: month text, n int
select substr(r.day, 1, 7) as month, count(*) as n
from   record as r
where  r.state = 'published' and r.day is not null and $scope(r.agency)
and    exists (select 1 from agency_closure as c
    where c.above = $agency and c.below = r.agency)
group  by substr(r.day, 1, 7)
order  by substr(r.day, 1, 7) desc

-- record_marks: ids of what is published behind one, and when it was changed
-- in: after int, most int
-- rows: id int, changed_at int, index_number text
select id, changed_at, index_number from record
where  id > $after and state = 'published' and $scope(agency)
order  by id limit $most
