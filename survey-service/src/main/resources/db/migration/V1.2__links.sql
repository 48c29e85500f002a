-- One link per invitation. The key itself is derived (HMAC of the invitation id) and never stored;
-- its hash finds the row.
create table link (
  key_hash       bytea       primary key,
  invitation_id  uuid        not null,
  survey_id      uuid        not null,
  survey_version int         not null,
  slot           smallint    not null,
  locale         text        null,
  context        json        not null,
  expires_at     timestamptz not null,
  created_at     timestamptz not null,
  constraint link_one_per_invitation unique (invitation_id),
  constraint link_key_hash_is_sha_256 check (octet_length(key_hash) = 32)
);
comment on column link.locale is
  'locale of the contact; null when it is not known, then the browser is asked';
comment on column link.context is
  'json, not jsonb: passed on as it came, never read here';
