-- Public records whole: their index number, safe HTML and what is noted of
-- them (a JSON object of texts, rules/kind.yaml); since when the public sees
-- them; a withdrawn one keeps title, number and the reason.
alter table record add column index_number $text not null default '';
alter table record add column state $text not null default 'published';
alter table record add column html $text not null default '';
alter table record add column meta $text not null default '';
alter table record add column published_at $int not null default 0;
alter table record add column ended_at $int not null default 0;
alter table record add column reason $text not null default '';
create unique index record_by_index on record (index_number)
	where index_number <> '';
create index record_by_column on record (agency, catalogue, published_at);

alter table record_version add column html $text not null default '';
alter table record_version add column meta $text not null default '';

-- engine: pgsql
alter table record alter column html set storage external;
-- engine: pgsql
alter table record_version alter column html set storage external;

-- The way of a record to the public: its dossier has the record's id.  Beside
-- what every thing has, what is being written (empty while the public record
-- says it) and what was found when the program read it: `checked' is the
-- digest of what was read, `blocks' how much must not stand, `override' why it
-- may all the same.  `public' is the record's version it was drawn from.
create table dossier (
	id $id primary key,
	agency $int not null,
	version $int not null,
	created_at $int not null,
	changed_at $int not null,
	state $text not null,
	due $text,
	paused $text,
	provisional $int not null,
	missing $text not null,
	public $int not null,
	kind $text not null,
	catalogue $text not null,
	number $text not null,
	title $text not null,
	day $text,
	formed $text,
	validity $text not null,
	html $text not null,
	meta $text not null,
	mode $text not null,
	ground $text not null,
	note $text not null,
	publish_at $int not null,
	checked $text not null,
	blocks $int not null,
	override $text not null
);
create index dossier_by_state on dossier (agency, state, id);
create index dossier_by_due on dossier (due, id);
