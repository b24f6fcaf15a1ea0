-- search_stamp_hold: which index is written; it stays so until the end
-- row: tokenizer int, generation int, building int
select tokenizer, generation, building from search_stamp where id = 1
