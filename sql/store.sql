-- Statements of the store itself.

-- schema_applied: the migrations that were applied
-- rows: number int, name text, digest text
select number, name, digest from schema_version order by number

-- schema_record: a migration was applied
-- in: number int, name text, digest text, at int
insert into schema_version (number, name, digest, at)
values ($number, $name, $digest, $at)

-- counter_next: the next number of a body's series in a year, from 1
-- in: agency int, series text, year int
-- row: n int
insert into counter (agency, series, year, n)
select $agency, $series, $year, 1 where $scope($agency)
on conflict (agency, series, year) do update set n = counter.n + 1
returning n

-- counter_past: numbers up to one were given out elsewhere
-- in: agency int, series text, year int, n int
insert into counter (agency, series, year, n)
select $agency, $series, $year, $n where $scope($agency)
on conflict (agency, series, year) do update
set n = case when counter.n < $n then $n else counter.n end

-- lease_take: take a lease that is free or was not prolonged for long, lowest first
-- in: holder int, now int, before int, span int
-- row: id int, high int
update lease set holder = $holder, at = $now,
	high = case when high > $now then high else $now end + $span
where id = (select min(id) from lease where holder = 0 or at < $before)
and (holder = 0 or at < $before)
returning id, high

-- lease_keep: prolong a lease that is still ours
-- in: id int, holder int, now int, high int
-- row: high int
update lease set at = $now, high = $high where id = $id and holder = $holder
returning high

-- lease_leave: give a lease back, with the last id time that was given
-- in: id int, holder int, high int
update lease set holder = 0, at = 0, high = $high
where id = $id and holder = $holder

-- change_note: something changed that caches keep
-- in: name text
insert into change (name, n) values ($name, 1)
on conflict (name) do update set n = change.n + 1

-- change_seen: the state of what caches keep
-- in: name text
-- row: n int
select n from change where name = $name
