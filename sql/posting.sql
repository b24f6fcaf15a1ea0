-- posting_insert: something was made public
-- in: id int, agency int, now int, channel int, record int, at int, day day
-- in: title text, address text, place text, issue text, units int
-- in: reprint int, source text, reads int, attachment int, origin text
-- in: person int
-- unscoped: posting_new has loaded the channel in the scope
insert into posting (id, agency, version, created_at, channel, record, at,
    day, title, address, place, issue, units, reprint, source, reads,
    attachment, origin, person)
values ($id, $agency, 1, $now, $channel, $record, $at, $day, $title,
    $address, $place, $issue, $units, $reprint, $source, $reads, $attachment,
    $origin, $person)

-- posting_update: a changed one of the version that was loaded
-- in: id int, version int, record int, at int, day day, title text
-- in: address text, place text, issue text, units int, reprint int
-- in: source text, reads int, attachment int, origin text
-- row: version int
update posting
set    version = version + 1, record = $record, at = $at, day = $day,
    title = $title, address = $address, place = $place, issue = $issue,
    units = $units, reprint = $reprint, source = $source, reads = $reads,
    attachment = $attachment, origin = $origin
where  id = $id and version = $version and $scope(agency)
returning version

-- posting_delete: one that never was
-- in: id int, version int
-- row: id int
delete from posting
where  id = $id and version = $version and $scope(agency)
returning id

-- posting_load: by id
-- in: id int
-- row: id int, agency int, version int, channel int, record int, at int
-- row: title text, address text, place text, issue text, units int
-- row: reprint int, source text, reads int, attachment int, person int
select id, agency, version, channel, record, at, title, address, place,
    issue, units, reprint, source, reads, attachment, person
from   posting where id = $id and $scope(agency)

-- posting_by_origin: as an import knows it again
-- in: channel int, origin text
-- row: id int, agency int, version int, channel int, record int, at int
-- row: title text, address text, place text, issue text, units int
-- row: reprint int, source text, reads int, attachment int, person int
select id, agency, version, channel, record, at, title, address, place,
    issue, units, reprint, source, reads, attachment, person
from   posting
where  channel = $channel and origin = $origin and $scope(agency)

-- posting_by_title: those of a title within a time, the oldest first
-- in: channel int, from int, until int, title text
-- rows: id int, agency int, version int, channel int, record int, at int
-- rows: title text, address text, place text, issue text, units int
-- rows: reprint int, source text, reads int, attachment int, person int
select id, agency, version, channel, record, at, title, address, place,
    issue, units, reprint, source, reads, attachment, person
from   posting
where  channel = $channel and at >= $from and at < $until
and    title = $title and $scope(agency)
order  by at, id
limit  100

-- posting_list: those of a body and all below it, the newest first
-- in: agency int, from int, at int, before int, most int
-- rows: id int, agency int, version int, channel int, record int, at int
-- rows: title text, address text, place text, issue text, units int
-- rows: reprint int, source text, reads int, attachment int, person int
select p.id, p.agency, p.version, p.channel, p.record, p.at, p.title,
    p.address, p.place, p.issue, p.units, p.reprint, p.source, p.reads,
    p.attachment, p.person
from   posting as p
where  (p.at, p.id) < ($at, $before) and p.at >= $from and $scope(p.agency)
and    exists (select 1 from agency_closure as x
           where x.above = $agency and x.below = p.agency)
order  by p.at desc, p.id desc
limit  $most

-- posting_list_channel: those on one channel, the newest first
-- in: channel int, from int, at int, before int, most int
-- rows: id int, agency int, version int, channel int, record int, at int
-- rows: title text, address text, place text, issue text, units int
-- rows: reprint int, source text, reads int, attachment int, person int
select p.id, p.agency, p.version, p.channel, p.record, p.at, p.title,
    p.address, p.place, p.issue, p.units, p.reprint, p.source, p.reads,
    p.attachment, p.person
from   posting as p
where  p.channel = $channel and (p.at, p.id) < ($at, $before)
and    p.at >= $from and $scope(p.agency)
order  by p.at desc, p.id desc
limit  $most

-- posting_of_record: where a record was made public, the oldest first
-- in: record int
-- rows: id int, agency int, version int, channel int, record int, at int
-- rows: title text, address text, place text, issue text, units int
-- rows: reprint int, source text, reads int, attachment int, person int
select p.id, p.agency, p.version, p.channel, p.record, p.at, p.title,
    p.address, p.place, p.issue, p.units, p.reprint, p.source, p.reads,
    p.attachment, p.person
from   posting as p
where  p.record = $record and p.record <> 0 and $scope(p.agency)
order  by p.at, p.id

-- posting_counts: how many on each channel in each span of days; `length' is
-- how much of a day tells the span: 7 a month, 4 a year
-- in: agency int, from day, until day, length int
-- rows: channel int, span text, posts int, units int, issues int
-- rows: reprints int
select p.channel, substr(p.day, 1, cast($length as integer)) as span,
    count(*) as posts, cast(sum(p.units) as bigint) as units,
    count(distinct p.issue) as issues,
    cast(sum(p.reprint) as bigint) as reprints
from   posting as p
where  p.day >= $from and p.day <= $until and $scope(p.agency)
and    exists (select 1 from agency_closure as x
           where x.above = $agency and x.below = p.agency)
group  by p.channel, substr(p.day, 1, cast($length as integer))
order  by p.channel, span
