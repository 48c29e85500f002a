-- Addresses that customers register. Each has a subscription of its own, named webhook:ID, and is
-- served by the same relays as the siblings.
create table webhook (
  id uuid primary key,
  name text not null,
  url text not null,
  types text[] not null,
  -- Sealed; the database alone signs nothing.
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  constraint webhook_previous_secret_ends
    check ((previous_secret is null) = (previous_until is null))
);
-- What was sent and how it was taken, a row per request.
create table webhook_delivery (
  id bigint generated always as identity primary key,
  webhook_id uuid not null references webhook on delete cascade,
  at timestamptz not null default now(),
  message_id uuid not null,
  events int not null,
  outcome text not null,
  status int,
  detail text,
  millis int not null,
  constraint webhook_delivery_outcome_known check (outcome in ('DELIVERED', 'REFUSED', 'PARKED'))
);
create index webhook_delivery_of_webhook on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_at on webhook_delivery using brin (at);
