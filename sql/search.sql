-- search_stamp: which index is read, and which is being built
-- row: tokenizer int, generation int, building int
select tokenizer, generation, building from search_stamp where id = 1

-- search_stamp_set: read and build others
-- in: tokenizer int, generation int, building int
update search_stamp
set    tokenizer = $tokenizer, generation = $generation, building = $building
where  id = 1

-- search_stamp_lock: wait until nobody writes to the index, and let nobody
-- row: generation int
update search_stamp set building = building where id = 1 returning generation

-- search_segment_insert: a new segment
-- in: id int, generation int, documents int, head bytes
-- later: the commit tells
insert into search_segment (id, generation, documents, head)
values ($id, $generation, $documents, $head)

-- search_segments: of a generation
-- in: generation int
-- rows: id int, documents int, head bytes
select id, documents, head from search_segment
where  generation = $generation order by id

-- search_sizes: of the segments of a generation, and what is dead in them
-- in: generation int
-- rows: id int, documents int, dead int
select s.id, s.documents, (select count(*) from search_dead as d
    where d.generation = s.generation and d.segment = s.id) as dead
from   search_segment as s
where  s.generation = $generation order by s.documents, s.id

-- search_segment_read: one of them
-- in: id int
-- row: id int, documents int, head bytes
select id, documents, head from search_segment where id = $id

-- search_generations: segments that belong to neither of two generations
-- in: generation int, building int, most int
-- rows: id int
select id from search_segment
where  generation <> $generation and generation <> $building
order  by id limit $most

-- search_segment_delete: it is merged, or of another generation
-- in: id int
-- later: the commit tells
delete from search_segment where id = $id

-- search_card_insert: a page of a segment's cards
-- in: segment int, page int, data bytes
-- later: the commit tells
insert into search_card (segment, page, data) values ($segment, $page, $data)

-- search_card: a page of a segment's cards
-- in: segment int, page int
-- row: data bytes
select data from search_card where segment = $segment and page = $page

-- search_cards: all pages of a segment's cards
-- in: segment int
-- rows: page int, data bytes
select page, data from search_card where segment = $segment order by page

-- search_card_delete: of a segment that goes
-- in: segment int
-- later: the commit tells
delete from search_card where segment = $segment

-- search_block_insert: a block of a segment
-- in: segment int, first int, data bytes
-- later: the commit tells
insert into search_block (segment, first, data)
values ($segment, $first, $data)

-- search_blocks: in each segment, the block where a term would stand
-- in: generation int, term int
-- rows: segment int, first int?, data bytes?
select s.id as segment,
    (select f.first from search_block as f
    where f.segment = s.id and f.first <= $term
    order by f.first desc limit 1) as first,
    (select d.data from search_block as d
    where d.segment = s.id and d.first <= $term
    order by d.first desc limit 1) as data
from   search_segment as s
where  s.generation = $generation
order  by s.id

-- search_blocks_between: the blocks of a segment behind one, in order
-- in: segment int, after int, until int, most int
-- rows: first int, data bytes
select first, data from search_block
where  segment = $segment and first > $after and first <= $until
order  by first limit $most

-- search_block_delete: of a segment that goes
-- in: segment int
-- later: the commit tells
delete from search_block where segment = $segment

-- search_place_hold: nobody else moves a record until the transaction ends
-- in: generation int, id int
-- later: the commit tells
update search_place set n = n where generation = $generation and id = $id

-- search_place_leave: where a record stands, which is held, is dead
-- in: generation int, id int
-- later: the commit tells
insert into search_dead (generation, segment, n)
select generation, segment, n from search_place
where  generation = $generation and id = $id

-- search_place_put: where a record stands now
-- in: generation int, id int, segment int, n int
-- later: the commit tells
insert into search_place (generation, id, segment, n)
values ($generation, $id, $segment, $n)
on     conflict (generation, id)
do     update set segment = excluded.segment, n = excluded.n

-- search_place_move: where a record stands after a merge, if it still stood
-- in: generation int, id int, was int, segment int, n int
-- later: the commit tells
update search_place set segment = $segment, n = $n
where  generation = $generation and id = $id and segment = $was

-- search_place_lost: a record left while a merge moved it: the place is dead
-- in: generation int, id int, segment int, n int
-- later: the commit tells
insert into search_dead (generation, segment, n)
select $generation, $segment, $n
where  not exists (select 1 from search_place as p
    where p.generation = $generation and p.id = $id
    and p.segment = $segment)

-- search_place_delete: a record stands nowhere now
-- in: generation int, id int
-- later: the commit tells
delete from search_place where generation = $generation and id = $id

-- search_places_delete: the places of another generation, some of them
-- in: generation int, most int
delete from search_place
where  generation = $generation and id in (select id from search_place
    where generation = $generation order by id limit $most)

-- search_places_other: a generation that is neither of two and has places
-- in: generation int, building int
-- row: generation int
select p.generation from search_place as p
where  p.generation <> $generation and p.generation <> $building
order  by p.generation limit 1

-- search_dead: places that were left, behind one
-- in: generation int, segment int, n int, most int
-- rows: segment int, n int
select segment, n from search_dead
where  generation = $generation
and    (segment > $segment or (segment = $segment and n > $n))
order  by segment, n limit $most

-- search_dead_of: places that were left in a segment
-- in: generation int, segment int
-- rows: n int
select n from search_dead
where  generation = $generation and segment = $segment order by n

-- search_dead_delete: of a segment that goes
-- in: segment int
-- later: the commit tells
delete from search_dead where segment = $segment

-- search_bodies: the bodies below another that the reader sees
-- in: above int
-- rows: agency int
select c.below as agency from agency_closure as c
where  c.above = $above and $scope(c.below) order by c.below

-- search_records: records behind one, to be indexed
-- in: after int, most int
-- rows: id int, agency int, number text, title text, day day?, kind text
-- rows: catalogue text, validity text, body text
-- unscoped: the index holds the records of every body
select id, agency, number, title, day, kind, catalogue, validity, body
from   record where id > $after order by id limit $most

-- search_counts: how many records there are, are found and are dead
-- in: generation int
-- row: records int, places int, missing int, documents int, dead int
-- unscoped: the index holds the records of every body
select (select count(*) from record) as records,
    (select count(*) from search_place as p
    where p.generation = $generation) as places,
    (select count(*) from record as r where not exists (select 1
    from search_place as p
    where p.generation = $generation and p.id = r.id)) as missing,
    (select cast(coalesce(sum(s.documents), 0) as bigint)
    from search_segment as s
    where s.generation = $generation) as documents,
    (select count(*) from search_dead as d
    where d.generation = $generation) as dead
