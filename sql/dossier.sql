-- dossier_insert: a new one
-- in: id int, agency int, now int, state text, due day?, paused day?
-- in: provisional int, missing text, public int, kind text, catalogue text
-- in: number text, title text, day day?, formed day?, validity text
-- in: html text, meta text, mode text, ground text, note text
-- in: publish_at int, checked text, blocks int, override text
-- unscoped: step_apply has checked the actor's rights on the body
insert into dossier (id, agency, version, created_at, changed_at, state, due,
    paused, provisional, missing, public, kind, catalogue, number, title, day,
    formed, validity, html, meta, mode, ground, note, publish_at, checked,
    blocks, override)
values ($id, $agency, 1, $now, $now, $state, $due, $paused, $provisional,
    $missing, $public, $kind, $catalogue, $number, $title, $day, $formed,
    $validity, $html, $meta, $mode, $ground, $note, $publish_at, $checked,
    $blocks, $override)

-- dossier_update: save one of the version that was loaded
-- in: id int, version int, now int, state text, due day?, paused day?
-- in: provisional int, missing text, public int, kind text, catalogue text
-- in: number text, title text, day day?, formed day?, validity text
-- in: html text, meta text, mode text, ground text, note text
-- in: publish_at int, checked text, blocks int, override text
-- row: version int
update dossier
set    version = version + 1, changed_at = $now, state = $state, due = $due,
    paused = $paused, provisional = $provisional, missing = $missing,
    public = $public, kind = $kind, catalogue = $catalogue, number = $number,
    title = $title, day = $day, formed = $formed, validity = $validity,
    html = $html, meta = $meta, mode = $mode, ground = $ground, note = $note,
    publish_at = $publish_at, checked = $checked, blocks = $blocks,
    override = $override
where  id = $id and version = $version and $scope(agency)
returning version

-- dossier_load: by id
-- in: id int
-- row: id int, agency int, version int, state text, due day?, paused day?
-- row: provisional int, missing text, public int, kind text, catalogue text
-- row: number text, title text, day day?, formed day?, validity text
-- row: html text, meta text, mode text, ground text, note text
-- row: publish_at int, checked text, blocks int, override text
select id, agency, version, state, due, paused, provisional, missing, public,
    kind, catalogue, number, title, day, formed, validity, html, meta, mode,
    ground, note, publish_at, checked, blocks, override
from   dossier where id = $id and $scope(agency)

-- dossier_open_list: those that have not come to an end, newest first
-- in: agency int, before int, most int
-- rows: id int, agency int, state text, title text, kind text
-- rows: catalogue text, due day?, changed_at int
select d.id, d.agency, d.state, d.title, d.kind, d.catalogue, d.due,
    d.changed_at
from   dossier as d
where  d.id < $before and $scope(d.agency)
and    d.state not in ('published', 'withdrawn', 'archived', 'dropped')
and    exists (select 1 from agency_closure as c
    where c.above = $agency and c.below = d.agency)
order  by d.id desc limit $most

-- dossier_here: a record has a dossier, whoever may see it
-- in: id int
-- row: id int
-- unscoped: an import must not change what a dossier leads; tells no content
select id from dossier where id = $id

-- duty_dossiers: those of a body that are due by a day, the oldest first
-- in: agency int, on day, most int
-- rows: id int, state text, title text, kind text, catalogue text, due day
-- rows: changed_at int
select d.id, d.state, d.title, d.kind, d.catalogue, d.due, d.changed_at
from   dossier as d
where  d.agency = $agency and $scope(d.agency)
and    d.due is not null and d.due <= $on
order  by d.due, d.id limit $most
