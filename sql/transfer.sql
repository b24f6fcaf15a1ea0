-- transfer_find: an import or export that is on its way
-- in: agency int, way text, name text, source text
-- row: id int, version int, cursor text, done int
select id, version, cursor, done from transfer
where  agency = $agency and way = $way and name = $name
and    source = $source and ended_at is null and $scope(agency)

-- transfer_insert: one begins
-- in: id int, agency int, at int, way text, name text, source text
-- unscoped: transfer_begin has asked agency_see
insert into transfer (id, agency, version, created_at, way, name, source,
    cursor, done, ended_at)
values ($id, $agency, 1, $at, $way, $name, $source, '', 0, null)

-- transfer_update: it came further, or to its end
-- in: id int, version int, cursor text, done int, ended int?
-- row: version int
update transfer
set    version = version + 1, cursor = $cursor, done = $done,
    ended_at = $ended
where  id = $id and version = $version and ended_at is null
and    $scope(agency)
returning version
