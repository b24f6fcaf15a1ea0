-- transfer_open: an import of a file that has not come to its end
-- in:  name text, source text
-- row: id int, done int
select t.id, t.done
from   transfer as t
where  t.way = 'import'
and    t.name = $name
and    t.source = $source
and    t.ended_at is null
and    $scope(t.agency)

-- transfer_begin: begin to import a file
-- in:  id int, now int, name text, source text
insert into transfer (id, agency, version, created_at, way, name, source,
       cursor, done)
select $id, 0, 1, $now, 'import', $name, $source, '', 0
where  $scope(0)

-- transfer_done: so many steps of an import are done
-- in:  id int, done int
update transfer
set    done = $done, version = version + 1
where  id = $id
and    $scope(transfer.agency)

-- transfer_end: an import came to its end
-- in:  id int, now int
update transfer
set    ended_at = $now, version = version + 1
where  id = $id
and    $scope(transfer.agency)
