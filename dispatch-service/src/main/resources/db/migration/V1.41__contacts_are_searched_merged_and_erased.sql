-- Two contacts that are one person: the merged one points at the one that was kept and has nothing of its
-- own any more until the merge is undone. An erased one is an empty row that decisions point at.
alter table contact
  add column merged_into uuid references contact,
  add column erased_at timestamptz,
  add constraint contact_is_not_merged_into_itself check (merged_into <> id),
  add constraint contact_erased_is_empty
    check (erased_at is null or (email is null and phone is null and name is null
      and company_id is null and company_name is null and attributes = '{}'));
create index contact_merged_into on contact (merged_into) where merged_into is not null;
create index contact_name on contact (lower(name) text_pattern_ops);
create index contact_company on contact (company_id) where company_id is not null;

create table contact_merge (
  id uuid primary key,
  kept_id uuid not null references contact,
  merged_id uuid not null references contact,
  at timestamptz not null,
  undo_until timestamptz not null,
  undone_at timestamptz,
  filled jsonb not null,                   -- what the kept contact got from the merged one
  constraint contact_merge_is_of_two check (kept_id <> merged_id),
  constraint contact_merge_is_undone_after check (undone_at >= at)
);
create unique index contact_merge_is_done_once on contact_merge (merged_id) where undone_at is null;
create index contact_merge_kept on contact_merge (kept_id);

-- What was moved, so that an undo gives back exactly that.
create table contact_merge_row (
  merge_id uuid not null references contact_merge,
  part text not null,
  row_id uuid not null,
  at timestamptz not null,                 -- of a decision: its partition
  constraint contact_merge_row_is_moved_once primary key (merge_id, part, row_id),
  constraint contact_merge_row_part_is_known check (part in ('INTERACTION', 'INVITATION', 'DECISION'))
);
create table contact_merge_identity (
  merge_id uuid not null references contact_merge,
  kind text not null,
  source text not null,
  value text not null,
  constraint contact_merge_identity_is_moved_once primary key (merge_id, kind, source, value)
);
create table contact_merge_counter (
  merge_id uuid not null references contact_merge,
  policy_id uuid not null references policy,
  counted int not null,                    -- as the merged contact had it
  last_at timestamptz not null,
  counts_since bigint not null,
  interaction_id uuid,
  kept jsonb,                              -- as the kept contact had it; null: not at all
  constraint contact_merge_counter_is_moved_once primary key (merge_id, policy_id)
);
