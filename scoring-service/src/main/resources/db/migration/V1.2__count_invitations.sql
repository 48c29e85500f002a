-- Invitations as dispatch-service reports them, and their counts by day of the first send: what the
-- response rate is made of. Counted like answers: intake appends changes, a folder adds them up.

create table invitation (
  slot smallint not null,
  invitation_id uuid not null,
  revision int not null,
  survey_id uuid not null,
  state smallint not null,
  -- The local day of the first send; null = nothing was sent yet, so it is in no denominator.
  day date,
  prev_state smallint,
  prev_day date,
  first_sent_at timestamptz,
  expires_at timestamptz,
  contact_id text,
  channel smallint not null,
  agent smallint not null,
  team smallint not null,
  kind smallint not null,
  primary key (slot, invitation_id)
);

create table invitation_pack (
  slot smallint not null,
  id bigint generated always as identity,
  n int not null,
  survey_id uuid[] not null,
  old_day date[] not null,
  old_state smallint[] not null,
  new_day date[] not null,
  new_state smallint[] not null,
  channel smallint[] not null,
  agent smallint[] not null,
  team smallint[] not null,
  kind smallint[] not null,
  primary key (slot, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_cost_delay = 0);

create table invitation_tally (
  slot smallint not null,
  survey_id uuid not null,
  dim smallint not null,
  member int not null,
  day date not null,
  state smallint not null,
  n int not null,
  primary key (slot, survey_id, dim, day, member, state)
) with (fillfactor = 80);
