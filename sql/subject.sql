-- subject_insert: the wrapped data key of a new subject
-- in:  id int, agency int, now int, master int, wrapped bytes
-- unscoped: the caller has seen the body in the scope
insert into subject_key (id, agency, created_at, master, wrapped)
values ($id, $agency, $now, $master, $wrapped)

-- subject_load: the wrapped data key of a subject; none once it is destroyed
-- in:  id int
-- row: agency int, master int, wrapped bytes?
select k.agency, k.master, k.wrapped
from   subject_key as k
where  k.id = $id
and    $scope(k.agency)

-- subject_agency: whose subject it is
-- in:  id int
-- row: agency int
-- unscoped: the journal of the machine's errand stands where the subject does
select k.agency
from   subject_key as k
where  k.id = $id

-- subject_destroy: the data key is gone
-- in:  id int, now int
-- row: agency int
update subject_key
set    wrapped = null, destroyed_at = $now
where  id = $id
and    wrapped is not null
and    $scope(subject_key.agency)
returning agency

-- subject_lost: data keys that a forgotten master key wraps are gone
-- in:  master int, now int
-- unscoped: the machine's keys are those of all bodies
update subject_key
set    wrapped = null, destroyed_at = $now
where  master = $master
and    wrapped is not null

-- subject_old: data keys that another master key than the newest wraps
-- in:  master int, limit int
-- rows: id int, master int, wrapped bytes
-- unscoped: rotation is the machine's, over all bodies
select k.id, k.master, k.wrapped
from   subject_key as k
where  k.wrapped is not null
and    k.master <> $master
order  by k.id
limit  $limit

-- subject_old_count: how many they are
-- in:  master int
-- row: n int
-- unscoped: rotation is the machine's, over all bodies
select count(*) as n
from   subject_key as k
where  k.wrapped is not null
and    k.master <> $master

-- subject_wrapped: how many keys a master key wraps, the store's own with them
-- in:  master int
-- row: n int
-- unscoped: the machine's keys are those of all bodies
select (select count(*) from subject_key as k
        where k.wrapped is not null and k.master = $master) +
       (select count(*) from store_key as s where s.master = $master) as n

-- subject_masters: how many data keys each master key wraps, the store's own
-- with them
-- in:  most int
-- rows: master int, n int
-- unscoped: the machine's keys are those of all bodies
select a.master, count(*) as n
from   (select k.master from subject_key as k where k.wrapped is not null
        union all select s.master from store_key as s) as a
group  by a.master
order  by a.master
limit  $most

-- subject_wrap: a data key was wrapped anew, unless it changed meanwhile
-- in:  id int, old int, new int, wrapped bytes
-- unscoped: rotation is the machine's, over all bodies
update subject_key
set    master = $new, wrapped = $wrapped
where  id = $id
and    master = $old
and    wrapped is not null

-- store_key_load: a key of the store itself
-- in:  name text
-- row: master int, wrapped bytes
select k.master, k.wrapped
from   store_key as k
where  k.name = $name

-- store_key_insert: the first that comes makes it
-- in:  name text, master int, wrapped bytes
insert into store_key (name, master, wrapped)
values ($name, $master, $wrapped)
on conflict (name) do nothing

-- store_key_wrap: it was wrapped anew
-- in:  name text, old int, new int, wrapped bytes
update store_key
set    master = $new, wrapped = $wrapped
where  name = $name
and    master = $old
