-- The search index: see src/store/search.h.  It is made of segments that are
-- written once.  `generation' tells the index that is read from one that is
-- being built beside it.

-- One row, id 1.  `tokenizer' is the number of the folding and the terms, 0
-- while nothing is indexed; `building' the generation being built, 0 if none.
create table search_stamp (
	id $id primary key,
	tokenizer $int not null,
	generation $int not null,
	building $int not null
);
insert into search_stamp (id, tokenizer, generation, building)
	values (1, 0, 1, 0);

-- One row, id 1: whoever merges segments holds it.
create table search_turn (
	id $id primary key,
	n $int not null
);
insert into search_turn (id, n) values (1, 0);

create table search_segment (
	id $id primary key,
	generation $int not null,
	documents $int not null,
	head $bytes not null
);
create index search_segment_generation on search_segment (generation, id);

-- What its documents are filtered and counted by, so many to a page.
create table search_card (
	segment $int not null,
	page $int not null,
	data $bytes not null,
	primary key (segment, page)
);

-- Its terms from `first' on, with the documents that hold them.
create table search_block (
	segment $int not null,
	first $int not null,
	data $bytes not null,
	primary key (segment, first)
);

-- The bytes are packed already.
-- engine: pgsql
alter table search_card alter column data set storage external;
-- engine: pgsql
alter table search_block alter column data set storage external;

-- Where a record stands in a generation.
create table search_place (
	generation $int not null,
	id $int not null,
	segment $int not null,
	n $int not null,
	primary key (generation, id)
);

-- Places that were left, until their segment is merged.
create table search_dead (
	generation $int not null,
	segment $int not null,
	n $int not null,
	primary key (generation, segment, n)
);
