-- What other services must learn, written in the transaction of the change. Rows are only added, and
-- deleted by the retention when every subscription has passed them.
create table outbox (
  id bigint generated always as identity primary key,
  -- The writing transaction. It tells which events a snapshot contains: numbers (id) are taken in one
  -- order and committed in another, so a reader that goes by id alone loses events.
  xid xid8 not null default pg_current_xact_id(),
  event_id uuid not null,
  type text not null,
  subject text not null,
  revision int not null,
  data json not null,
  -- Machine time: when it was written, for the event's time attribute and the retention.
  at timestamptz not null default now(),
  constraint outbox_revision_starts_at_one check (revision >= 1),
  constraint outbox_data_is_an_object check (json_typeof(data) = 'object')
);
create index outbox_xid on outbox (xid, id);

-- One row per subscriber, made from the configuration when the service starts.
create table subscription (
  name text primary key,
  url text not null,
  types text[] not null,
  -- Everything visible in from_snap is delivered. An open window holds what is visible in to_snap and
  -- not in from_snap; pos is the last id of it that is delivered.
  from_snap pg_snapshot,
  to_snap pg_snapshot,
  pos bigint,
  -- All of these are machine time: the database's clock arbitrates between replicas.
  leased_by text,
  lease_until timestamptz not null default now(),
  fence bigint not null default 0,
  failures int not null default 0,
  failing_since timestamptz,
  last_error text,
  next_try_at timestamptz not null default now(),
  paused_at timestamptz,
  delivered_at timestamptz,
  -- No longer in the configuration: nothing is kept for it.
  retired_at timestamptz,
  constraint subscription_open_window_has_position check ((to_snap is null) = (pos is null)),
  constraint subscription_failing_has_since check ((failures = 0) = (failing_since is null)),
  constraint subscription_failing_has_error check ((failures = 0) = (last_error is null)),
  constraint subscription_paused_because_failing check (paused_at is null or failures > 0)
);

-- Events from other services that could not be applied; kept until replayed or discarded by a person.
create table feed_parked (
  id uuid primary key,
  source text not null,
  -- The sender's id; a hash of the event where it has none that can be read.
  event_id text not null,
  type text,
  subject text,
  event json not null,
  reason text not null,
  parked_at timestamptz not null default now(),
  constraint feed_parked_once unique (source, event_id)
);
