-- What people and keys changed. Ids only, so that it may be kept longer than the persons in it.
create table audit_entry (
  id uuid not null,
  -- Business time.
  at timestamptz not null,
  -- Id of the key or user; 'system' for what the service did by itself.
  actor text not null,
  -- What was done, in the past: 'survey.published'.
  action text not null,
  subject_type text not null,
  subject_id text not null,
  constraint audit_entry_pkey primary key (at, id),
  constraint audit_says_what_was_done_to_what check (
    actor <> '' and action <> '' and subject_type <> '' and subject_id <> '')
) partition by range (at);

-- "What happened to this survey", newest first.
create index audit_entry_subject on audit_entry (subject_type, subject_id, at desc, id desc);

-- A missing month never refuses a row.
create table audit_entry_default partition of audit_entry default;

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to' using errcode = 'restrict_violation';
end
$$;
create trigger audit_is_append_only before update or delete on audit_entry
  for each row execute function audit_is_append_only();

-- Makes the partition <parent>_<year>_<month> of a table that is partitioned by month (UTC) and has a
-- default partition <parent>_default. True if it was made. A month of which the default partition already
-- has rows stays there: moving them would lock out writers for as long as it takes. The table is made
-- first and attached then, which writers and readers of the parent do not wait for.
create function make_month_partition(parent text, month date) returns boolean language plpgsql as $$
declare
  first date := date_trunc('month', month)::date;
  lower_bound text := first || ' 00:00:00+00';
  upper_bound text := (first + interval '1 month')::date || ' 00:00:00+00';
  part text := parent || to_char(first, '_YYYY_MM');
  key text := (
    select a.attname from pg_partitioned_table p
    join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
    where p.partrelid = parent::regclass);
  taken boolean;
begin
  -- Two replicas that start together: the second waits and then finds it made.
  perform pg_advisory_xact_lock(hashtext(part));
  if to_regclass(part) is not null then
    return false;
  end if;
  execute format('select exists (select from %I where %I >= %L and %I < %L)',
    parent || '_default', key, lower_bound, key, upper_bound) into taken;
  if taken then
    return false;
  end if;
  execute format('create table %I (like %I including defaults including constraints)', part, parent);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)',
    parent, part, lower_bound, upper_bound);
  return true;
end
$$;

-- The months until the job that works ahead runs for the first time.
select make_month_partition('audit_entry', ((now() at time zone 'UTC') + make_interval(months => ahead))::date)
from generate_series(0, 1) ahead;
