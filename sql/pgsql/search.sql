-- search_stamp_hold: which index is written; it stays so until the end
-- row: tokenizer int, generation int, building int
select tokenizer, generation, building from search_stamp where id = 1 for share

-- search_turn: take the turn to merge; no row while somebody else has it
-- row: n int
select n from search_turn where id = 1 for update skip locked
