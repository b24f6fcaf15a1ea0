-- errand_take: take the errand that is due longest, under a lease
-- in:  now int, owner int, until int, tries int
-- row: id int, name text, argument text, tries int
update errand
set    owner = $owner, lease = $until, tries = tries + 1
where  id = (select e.id
             from   errand as e
             where  e.state = 'waiting'
             and    e.due <= $now
             and    e.lease < $now
             and    e.tries < $tries
             order  by e.due, e.id
             limit  1)
returning id, name, argument, tries
