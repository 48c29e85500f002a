-- People who were erased: whose id, when, and what was taken away here. Their addresses are in suppression,
-- as HMACs.
create table erasure (
  id uuid primary key,
  contact_id uuid not null references contact,
  at timestamptz not null,
  rows jsonb not null,                     -- removed or emptied, by table
  constraint erasure_is_done_once unique (contact_id)
);
