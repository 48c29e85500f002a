-- Since when sending waits, for the status; the first fault's time stays until a mail goes through.
alter table lane add column faulty_since timestamptz;
