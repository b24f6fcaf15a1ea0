-- transparency_insert: a leaf that has no place yet
-- in: id int, agency int, record int, version int, action text, at int
-- in: number text, content bytes, salt bytes, digest bytes
-- unscoped: who publishes has been asked for the right to
-- later: the commit tells
insert into log_leaf (id, agency, record, version, action, at, number,
    content, salt, digest)
values ($id, $agency, $record, $version, $action, $at, $number, $content,
    $salt, $digest)

-- transparency_tree: how many leaves have their place, and of which kind
-- row: n int, kind text
select n, kind from log_tree where id = 1

-- transparency_tree_lock: the same, held until the transaction ends
-- row: n int, kind text
update log_tree set n = n where id = 1 returning n, kind

-- transparency_tree_set: how many leaves have their place now
-- in: n int
update log_tree set n = $n where id = 1

-- transparency_kind_set: the kind of every digest, said once
-- in: kind text
update log_tree set kind = $kind where id = 1 and kind = ''

-- transparency_waiting: leaves that get the next places
-- in: most int
-- rows: id int, digest bytes
-- unscoped: the machine takes the leaves of every body
select id, digest
from   log_leaf
where  n is null
order  by id
limit  $most

-- transparency_place: the place of a leaf
-- in: id int, n int
-- unscoped: the machine takes the leaves of every body
-- later: the commit tells
update log_leaf set n = $n where id = $id

-- transparency_node_insert: the root of a full subtree
-- in: level int, n int, digest bytes
-- later: the commit tells
insert into log_node (level, n, digest) values ($level, $n, $digest)

-- transparency_nodes: nodes of a level from one on
-- in: level int, from int, most int
-- rows: n int, digest bytes
select n, digest
from   log_node
where  level = $level and n >= $from and n < $from + $most
order  by n

-- transparency_digests: digests of leaves from a place on
-- in: from int, most int
-- rows: n int, digest bytes
-- unscoped: the tree is of all bodies, and digests tell nothing
select n, digest
from   log_leaf
where  n >= $from and n < $from + $most
order  by n

-- transparency_head_insert: a signed head
-- in: id int, n int, root bytes, at int, note text
insert into log_head (id, n, root, at, note)
values ($id, $n, $root, $at, $note)

-- transparency_head_newest: the head that was signed last
-- row: n int, note text
select n, note from log_head order by id desc limit 1

-- transparency_head_first: the first head that holds a leaf
-- in: leaf int
-- row: n int, note text
select n, note from log_head where n > $leaf order by n, id limit 1

-- transparency_heads: heads behind one, by size
-- in: n int, id int, most int
-- rows: n int, id int, root bytes, at int, note text
select n, id, root, at, note
from   log_head
where  (n, id) > ($n, $id)
order  by n, id
limit  $most

-- transparency_record: a version of a record, of today or of before
-- in: record int, version int
-- row: number text, title text, day day?, kind text, catalogue text
-- row: validity text, body text, html text, meta text
-- unscoped: what was published is for everybody
select number, title, day, kind, catalogue, validity, body, html, meta
from   record where id = $record and version = $version
union  all
select number, title, day, kind, catalogue, validity, body, html, meta
from   record_version where record = $record and version = $version

-- transparency_walk: leaves from a place on
-- in: from int, most int
-- rows: id int, n int, record int, version int, action text, at int
-- rows: number text?, content bytes?, salt bytes?, digest bytes, erasure int?
-- rows: tombstone int?
-- unscoped: the tree is of all bodies
select l.id, l.n, l.record, l.version, l.action, l.at, l.number, l.content,
    l.salt, l.digest, l.erasure, e.id as tombstone
from   log_leaf as l
left   join erasure as e on e.id = l.erasure
where  l.n >= $from
order  by l.n
limit  $most

-- transparency_node: the root of one full subtree
-- in: level int, n int
-- row: digest bytes
select digest from log_node where level = $level and n = $n

-- transparency_counts: leaves without a place, and nodes that are kept
-- row: waiting int, nodes int
-- unscoped: the tree is of all bodies
select (select count(*) from log_leaf where n is null) as waiting,
    (select count(*) from log_node) as nodes

-- transparency_leaf: the leaf of a version of a record that was entered last,
-- or of all its versions (0); -1 where it has no place yet
-- in: record int, version int
-- row: n int, version int, action text, at int, number text?, content bytes?
-- row: salt bytes?
-- unscoped: what was published is for everybody
select coalesce(n, -1) as n, version, action, at, number, content, salt
from   log_leaf
where  record = $record and ($version = 0 or version = $version)
order  by id desc
limit  1

-- transparency_history: what was entered about a record, the oldest first
-- in: record int, most int
-- rows: n int?, version int, action text, at int, content bytes?, salt bytes?
-- rows: erasure int?
-- unscoped: what was published is for everybody
select n, version, action, at, content, salt, erasure
from   log_leaf
where  record = $record
order  by id
limit  $most
