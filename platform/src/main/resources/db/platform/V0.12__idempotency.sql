-- Answers that were given for an Idempotency-Key, kept for 24 hours. Never partitioned: the key
-- must be unique by itself.
create table idempotency_key (
  -- a key belongs to who sent it and for what
  caller text not null,
  operation text not null,
  key text not null,
  request_hash bytea not null,
  created_at timestamptz not null,
  -- null only inside the transaction that does the work
  status integer,
  headers text,
  body text,
  primary key (caller, operation, key),
  constraint idempotency_key_hash_is_sha256 check (octet_length(request_hash) = 32)
);

create index idempotency_key_by_age on idempotency_key (created_at);
