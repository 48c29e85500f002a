-- A version of answers that were given in another tool: it has the wording and the scale of one that
-- was published, is a series of its own, and nobody is ever asked with it.
alter table survey_version add column copy_of int null;
alter table survey_version
  add constraint survey_version_copies_an_earlier_one check (copy_of < version) not valid;
create unique index survey_version_is_copied_once on survey_version (survey_id, copy_of)
  where copy_of is not null;

-- A file of past answers on its way in: looked at first, taken when somebody says so. Its bytes are
-- kept in parts until then, since another replica may do the work.
create table response_import (
  id uuid primary key,
  survey_id uuid not null references survey,
  of_version int not null,                 -- whose questions the columns are held against
  version int null,                        -- of the answers; known once somebody has confirmed
  state text not null,
  name text not null,                      -- of the file
  wish text not null,                      -- how somebody wants it to be read
  found text null,                         -- what reading found: layout, encoding, columns, the first rows
  problem text null,                       -- why the file as a whole cannot be read
  rows bigint not null default 0,
  faulty bigint not null default 0,
  repeated bigint not null default 0,      -- rows with the id of an earlier row
  known bigint not null default 0,         -- of the others: those that were there at the preview
  done bigint not null default 0,          -- rows taken so far
  created bigint not null default 0,
  taken_line bigint not null default 0,    -- where a killed import goes on
  earliest timestamptz null,
  latest timestamptz null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  fence bigint not null default 0,
  lease_until timestamptz null,            -- machine time
  constraint response_import_state_is_known
    check (state in ('UPLOADING', 'READING', 'READY', 'REFUSED', 'IMPORTING', 'DONE', 'CANCELLED')),
  constraint response_import_refused_says_why check ((state = 'REFUSED') = (problem is not null)),
  constraint response_import_taken_has_a_version
    check (version is not null or state not in ('IMPORTING', 'DONE')),
  constraint response_import_counts check (rows >= faulty + repeated)
);
create index response_import_of_survey on response_import (survey_id, id);
create index response_import_working on response_import (lease_until)
  where state in ('READING', 'IMPORTING');

create table response_import_part (
  import_id uuid not null references response_import,
  n int not null,
  content bytea not null,
  constraint response_import_part_is_there_once primary key (import_id, n),
  constraint response_import_part_is_in_order check (n >= 0)
);

-- The first rows that are left out; all of them are counted.
create table response_import_fault (
  import_id uuid not null references response_import,
  line bigint not null,
  position smallint not null,
  code text not null,
  sentence text not null,
  constraint response_import_fault_is_told_once primary key (import_id, line, position)
);

-- The rows that can be taken, as they will be stored. The key is made of the survey, the source and
-- the row's id there, or of all that the row says and how many alike came before it: the same file
-- gives the same keys, and two people who said the same at the same moment are two.
create table response_import_row (
  import_id uuid not null references response_import,
  line bigint not null,
  sign text not null,
  intake_key uuid not null,
  answered_at timestamptz not null,
  locale text not null,
  answers text not null,
  context text null,
  constraint response_import_row_is_there_once primary key (import_id, line),
  constraint response_import_row_is_one_response unique (import_id, intake_key)
);
create index response_import_row_of_sign on response_import_row (import_id, sign);

-- Who is erased is found by the contact's id: there is no invitation.
create index response_imported_of_contact on response ((context ->> 'contactId'))
  where surface = 'IMPORT';
