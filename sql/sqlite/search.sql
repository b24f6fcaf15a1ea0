-- search_stamp_hold: which index is written; it stays so until the end
-- row: tokenizer int, generation int, building int
select tokenizer, generation, building from search_stamp where id = 1

-- search_turn: take the turn to merge; no row while somebody else has it
-- row: n int
select n from search_turn where id = 1

-- search_texts: what is shown of records, and searched in; ids are "12,99"
-- in: ids text
-- rows: id int, agency int, number text, title text, day day?, kind text
-- rows: catalogue text, validity text, body text
select id, agency, number, title, day, kind, catalogue, validity, body
from   record where id in (select value from json_each('[' || $ids || ']')) and $scope(agency)

-- search_titles: what records are ranked by; ids are "12,99"
-- in: ids text
-- rows: id int, number text, title text
select id, number, title from record
where  id in (select value from json_each('[' || $ids || ']')) and $scope(agency)
