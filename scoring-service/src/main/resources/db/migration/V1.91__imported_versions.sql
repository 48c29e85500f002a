-- A version whose answers were given in another tool is a series of its own, and lies in time before
-- the others, whenever it was made.
alter table survey_version add column imported boolean not null default false;
