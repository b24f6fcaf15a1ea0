-- person_load: a person by id
-- in:  id int
-- row: id int, version int, agency int, login text, name text, until day?
select p.id, p.version, p.agency, p.login, p.name, p.until
from   person as p
where  p.id = $id
and    $scope(p.agency)

-- person_find: a person by folded login
-- in:  login text
-- row: id int, version int, agency int, login text, name text, until day?
select p.id, p.version, p.agency, p.login, p.name, p.until
from   person as p
where  p.login = $login
and    $scope(p.agency)

-- person_below: the people who work at a body or below it
-- in:  above int
-- rows: id int, version int, agency int, login text, name text, until day?
select p.id, p.version, p.agency, p.login, p.name, p.until
from   agency_closure as c
join   person as p on p.agency = c.below
where  c.above = $above
and    $scope(p.agency)
order  by c.depth, p.agency, p.login

-- person_anywhere: a person by id, wherever he works
-- in:  id int
-- row: id int, version int, agency int, login text, name text, until day?
-- unscoped: who acts is known before there is a scope
select p.id, p.version, p.agency, p.login, p.name, p.until
from   person as p
where  p.id = $id

-- person_login: who has a login
-- in:  login text
-- row: id int
-- unscoped: a login is one of a kind in the whole store
select p.id
from   person as p
where  p.login = $login

-- person_insert: a new person
-- in:  id int, agency int, now int, login text, name text, until day?
-- unscoped: the caller has seen the body in the scope
insert into person (id, agency, version, created_at, login, name, until)
values ($id, $agency, 1, $now, $login, $name, $until)

-- person_update: save a person of the version that was loaded
-- in:  id int, version int, agency int, login text, name text, until day?
-- row: version int
update person
set    version = version + 1, agency = $agency, login = $login,
       name = $name, until = $until
where  id = $id
and    version = $version
and    $scope(person.agency)
returning version

-- grant_load: a grant by id
-- in:  id int
-- row: id int, person int, role text, agency int, since day, until day?
select g.id, g.person, g.role, g.agency, g.since, g.until
from   grant_ as g
where  g.id = $id
and    $scope(g.agency)

-- grant_of: all grants of a person, ended ones too
-- in:  person int
-- rows: id int, person int, role text, agency int, since day, until day?
-- unscoped: what is never held together is told over all bodies
select g.id, g.person, g.role, g.agency, g.since, g.until
from   grant_ as g
where  g.person = $person
order  by g.since, g.id

-- grant_seen: the grants of a person on bodies in the scope
-- in:  person int
-- rows: id int, person int, role text, agency int, since day, until day?
select g.id, g.person, g.role, g.agency, g.since, g.until
from   grant_ as g
where  g.person = $person
and    $scope(g.agency)
order  by g.since, g.id

-- grant_insert: give a role
-- in:  id int, agency int, now int, person int, role text, since day
-- in:  until day?
-- unscoped: the caller has seen the body in the scope
insert into grant_ (id, agency, version, created_at, person, role, since,
       until)
values ($id, $agency, 1, $now, $person, $role, $since, $until)

-- grant_end: let a grant end with a day
-- in:  id int, until day
update grant_
set    version = version + 1, until = $until
where  id = $id
and    $scope(grant_.agency)

-- grant_others: how many others hold a role over a body on a day
-- in:  role text, agency int, day day, besides int, person int
-- row: n int
-- unscoped: the last one is told over all bodies
select count(*) as n
from   grant_ as g
join   person as p on p.id = g.person
join   agency_closure as c on c.above = g.agency and c.below = $agency
where  g.role = $role
and    g.id <> $besides
and    g.person <> $person
and    g.since <= $day
and    (g.until is null or g.until >= $day)
and    (p.until is null or p.until >= $day)
