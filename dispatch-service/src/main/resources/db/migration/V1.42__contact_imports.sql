-- A file of contacts on its way in: looked at first, taken when somebody says so. Its bytes are kept in
-- parts until then, since another replica may do the work.
create table contact_import (
  id uuid primary key,
  state text not null,
  name text not null,                      -- of the file
  source text not null,                    -- the system that its ids belong to
  encoding text,                           -- as wished; null: as found
  separator text,
  columns jsonb,                           -- what each column is, as wished; null: as found
  found jsonb,                             -- what reading found: encoding, separator, columns, the first rows
  problem jsonb,                           -- why the file as a whole cannot be read
  rows bigint not null default 0,
  faulty bigint not null default 0,
  people bigint not null default 0,        -- whom the rows tell of, each counted once
  known bigint not null default 0,         -- of them: those who were known at the preview
  done bigint not null default 0,          -- rows taken so far: where a killed import goes on
  created bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  fence bigint not null default 0,
  lease_until timestamptz,                 -- machine time
  constraint contact_import_state_is_known
    check (state in ('UPLOADING', 'READING', 'READY', 'REFUSED', 'IMPORTING', 'DONE', 'CANCELLED')),
  constraint contact_import_refused_says_why check ((state = 'REFUSED') = (problem is not null)),
  constraint contact_import_counts check (rows >= faulty and people >= known)
);
create index contact_import_working on contact_import (lease_until) where state in ('READING', 'IMPORTING');

create table contact_import_part (
  import_id uuid not null references contact_import,
  n int not null,
  content bytea not null,
  constraint contact_import_part_is_there_once primary key (import_id, n),
  constraint contact_import_part_is_in_order check (n >= 0)
);

-- The first rows that are left out; all of them are counted.
create table contact_import_fault (
  import_id uuid not null references contact_import,
  line bigint not null,
  position smallint not null,
  code text not null,
  sentence text not null,
  constraint contact_import_fault_is_told_once primary key (import_id, line, position)
);

-- By what the rows so far are recognised, to count people and not rows.
create table contact_import_seen (
  import_id uuid not null references contact_import,
  sign bytea not null,                     -- SHA-256
  constraint contact_import_sees_once primary key (import_id, sign)
);
