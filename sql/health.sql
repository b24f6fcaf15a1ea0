-- health_tail: how many entries of the journal wait to be chained, since when
-- row: n int, since int?
-- unscoped: the machine looks after all of them; nothing of an entry is told
select count(*) as n, min(j.at) as since
from   journal_tail as t
join   journal as j on j.id = t.journal

-- health_written: entries that wait and that are chained, and what was noted
-- in:  name text
-- row: n int
-- unscoped: how many entries there are tells nothing of a body
select (select count(*) from journal_tail as t) +
       (select h.n from journal_head as h where h.id = 1) +
       coalesce((select c.n from change as c where c.name = $name), 0) as n

-- health_errands: dead letters, and errands that nobody took in time
-- in:  before int
-- row: dead int, late int
select count(*) filter (where e.state = 'dead') as dead,
       count(*) filter (where e.state = 'waiting' and e.due < $before) as late
from   errand as e
