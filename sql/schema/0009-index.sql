-- Index numbers (索引号) that were issued; a row is never changed.
create table index_number (
	id $id primary key,
	agency $int not null,
	created_at $int not null,
	number $text not null,
	scheme $text not null,
	category $text not null,
	year $int not null,
	serial $int not null
);
create unique index index_number_by_number on index_number (number);
create unique index index_number_by_serial on index_number
	(agency, year, serial);
