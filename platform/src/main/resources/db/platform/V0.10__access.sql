-- Who may do what. The home of access (survey-service) writes these tables; its siblings hold
-- copies that the feed keeps (access.changed), so that every service checks by itself.

create table access_key (
  id uuid primary key,
  -- SHA-256 of the key; the key itself is shown once and kept nowhere
  hash bytea not null,
  name text not null,
  -- space-separated, as in OAuth
  scopes text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked boolean not null default false,
  -- grows by one with each change at the home
  revision integer not null,
  -- the day, in UTC, on which this service last accepted it
  last_used_on date,
  constraint access_key_hash_is_unique unique (hash),
  constraint access_key_hash_is_sha256 check (octet_length(hash) = 32),
  constraint access_key_revision_is_positive check (revision > 0)
);

create table access_user (
  id uuid primary key,
  -- what the person signs in with: a name or an e-mail address; never changed
  subject text not null,
  name text not null,
  -- space-separated
  roles text not null,
  agent_id text,
  -- at the home only; null: cannot sign in with a password
  password_hash text,
  -- the built-in administrator cannot be revoked or demoted, so that somebody is always left
  built_in boolean not null default false,
  created_at timestamptz not null,
  -- sessions that began earlier are over: set when the password changes
  sessions_from timestamptz not null,
  revoked boolean not null default false,
  revision integer not null,
  constraint access_user_revision_is_positive check (revision > 0),
  constraint access_user_built_in_is_active check (not (built_in and revoked))
);

create unique index access_user_subject_is_unique on access_user (lower(subject));

-- Tries to sign in, by the SHA-256 of the lower-cased subject, whether it exists or not. Machine
-- time: it arbitrates between replicas.
create table access_sign_in (
  account bytea primary key,
  tries integer not null,
  window_began timestamptz not null
);

create index access_sign_in_by_age on access_sign_in (window_began);
