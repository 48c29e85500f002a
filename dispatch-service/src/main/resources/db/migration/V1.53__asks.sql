-- The idempotency key of an ask from outside; its decision is in the ledger.
create table ask (
  source text not null,
  external_id text not null,
  content_hash text not null,              -- SHA-256 of the canonical body: same id with other content is refused
  id uuid not null,
  asked_at timestamptz not null,           -- equals decided_at of its decision, so the ledger is read in one partition
  constraint ask_is_taken_once primary key (source, external_id)
);
