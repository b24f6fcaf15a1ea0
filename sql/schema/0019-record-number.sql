-- Who types a whole document number is led to the document at once.
create index record_by_number on record (number) where number <> '';
