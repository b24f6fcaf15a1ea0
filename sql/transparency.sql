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
