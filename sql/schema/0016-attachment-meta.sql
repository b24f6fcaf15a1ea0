-- What an attachment holds besides what it shows, as JSON (doc_meta); sealed
-- as its words are.
alter table attachment_text add column meta $bytes;
