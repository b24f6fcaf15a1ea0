-- index_number_keep: an index number was issued; nothing if it was before
-- in:  id int, agency int, now int, number text, scheme text, category text
-- in:  year int, serial int
-- row: serial int
-- unscoped: the body's counter, which has the scope, gave the serial
insert into index_number (id, agency, created_at, number, scheme, category,
       year, serial)
values ($id, $agency, $now, $number, $scheme, $category, $year, $serial)
on conflict (number) do nothing
returning serial
