-- dossier_state_list: those in a state, newest first
-- in: agency int, state text, before int, most int
-- rows: id int, agency int, state text, title text, kind text
-- rows: catalogue text, due day?, changed_at int
select d.id, d.agency, d.state, d.title, d.kind, d.catalogue, d.due,
    d.changed_at
from   agency_closure as c cross join dossier as d
where  c.above = $agency and $scope(c.below)
and    d.id in (select x.id from dossier as x
    where x.agency = c.below and x.state = $state and x.id < $before
    order by x.id desc limit $most)
order  by d.id desc limit $most
