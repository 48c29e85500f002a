-- The kept answer is sealed, for it may hold a secret such as a new API key; and so is the request's
-- hash, which could tell a password to whoever tries many. Nothing that was released wrote the
-- columns that go, and the keys that were kept in them are forgotten.
delete from idempotency_key;

alter table idempotency_key
  drop column request_hash,
  drop column status,
  drop column headers,
  drop column body,
  -- null only inside the transaction that does the work
  add column answer bytea;
