-- verify_counters: how many counters there are
-- row: n int
-- unscoped: verify looks at the whole store
select count(*) as n from counter

-- verify_counter_wrong: counters that no body has or that never counted
-- in: most int
-- rows: agency int, series text, year int
-- unscoped: verify looks at the whole store
select c.agency, c.series, c.year
from   counter as c
where  c.n < 1
or     (c.agency <> 0 and not exists
    (select 1 from agency as a where a.id = c.agency))
order  by c.agency, c.series, c.year
limit  $most

-- verify_tree_wrong: bodies that the closure does not hold as the tree says
-- in: most int
-- rows: code text
-- unscoped: verify looks at the whole store
select a.code
from   agency as a
where  not exists (select 1 from agency_closure as c
    where c.above = a.id and c.below = a.id and c.depth = 0)
or     not exists (select 1 from agency_closure as c
    where c.above = a.above and c.below = a.id)
or     not exists (select 1 from agency_closure as c
    where c.above = 0 and c.below = a.id)
order  by a.code
limit  $most
