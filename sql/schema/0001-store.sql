-- The store's own: what was applied, numbers without gaps, who makes ids.

-- Which migrations were applied, with which text.
create table schema_version (
	number $int primary key,
	name $text not null,
	digest $text not null,
	at $int not null
);

-- Numbers that people see: one row a body, series and year, no gaps.
create table counter (
	agency $id not null,
	series $text not null,
	year $int not null,
	n $int not null,
	primary key (agency, series, year)
);

-- The right to make ids: 256 of them; `high' is the highest id time that its
-- holder may have given out, holder 0 is free.
create table lease (
	id $int primary key,
	holder $int not null,
	at $int not null,
	high $int not null
);

with recursive numbers(n) as
(select 0 union all select n + 1 from numbers where n < 255)
insert into lease (id, holder, at, high) select n, 0, 0, 0 from numbers;

-- What changed last, for caches: a name, and a number that only grows.
create table change (
	name $text primary key,
	n $int not null
);
