-- The decision to ask one contact once. States: docs/states.md.
create table invitation (
  id uuid primary key,
  revision int not null,
  state text not null,
  policy_id uuid not null references policy,
  trigger text not null,
  survey_id uuid not null,
  contact_id uuid not null references contact,
  interaction_id uuid not null,
  source text not null,
  conversation text not null,
  occurred_at timestamptz not null,
  due_at timestamptz not null,
  expires_after_seconds bigint not null,
  first_sent_at timestamptz,
  expires_at timestamptz,                  -- counted from the first send
  answered_at timestamptz,
  context json not null,                   -- frozen when the interaction arrived; json keeps the text as it is
  created_at timestamptz not null,
  constraint invitation_state_is_known
    check (state in ('SCHEDULED', 'OPEN', 'ANSWERED', 'EXPIRED', 'CANCELLED', 'UNDELIVERABLE')),
  constraint invitation_open_was_sent check (state <> 'OPEN' or first_sent_at is not null),
  constraint invitation_scheduled_was_not_sent check (state <> 'SCHEDULED' or first_sent_at is null),
  constraint invitation_sent_expires check ((first_sent_at is null) = (expires_at is null)),
  constraint invitation_answered_has_time check ((state = 'ANSWERED') = (answered_at is not null)),
  constraint invitation_revision_counts check (revision >= 1)
) with (fillfactor = 80);
create index invitation_contact on invitation (contact_id, created_at);
create index invitation_conversation on invitation (source, conversation) where state in ('SCHEDULED', 'OPEN');
create index invitation_expiring on invitation (expires_at) where state = 'OPEN';
create index invitation_waiting on invitation (due_at) where state = 'SCHEDULED';

-- One message of an invitation on one channel: the record of truth, kept for years.
create table delivery (
  id uuid primary key,
  invitation_id uuid not null references invitation,
  kind text not null,
  channel text not null,
  state text not null,
  due_at timestamptz not null,
  attempts smallint not null,              -- refusals so far; a relay that is down burns none
  retried_unknown boolean not null default false,
  sending_since timestamptz,               -- business time of the sending mark
  sent_at timestamptz,
  reply_code smallint,
  reply_text text,                         -- the relay's words without the recipient's address
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint delivery_state_is_known
    check (state in ('QUEUED', 'SENDING', 'SENT', 'UNKNOWN', 'FAILED', 'BOUNCED', 'CANCELLED')),
  constraint delivery_sending_has_mark check (state <> 'SENDING' or sending_since is not null),
  constraint delivery_queued_has_no_mark check (state <> 'QUEUED' or sending_since is null),
  constraint delivery_sent_has_sent_at check ((state in ('SENT', 'BOUNCED')) = (sent_at is not null)),
  constraint delivery_kind_is_known check (kind in ('FIRST', 'REMINDER')),
  constraint delivery_channel_is_known check (channel in ('MAIL')),
  constraint delivery_kind_is_one_per_invitation unique (invitation_id, kind)
) with (fillfactor = 80);
create index delivery_by_state on delivery (state, id desc);

-- The lanes that rates and outages belong to; out of the box there is one, without a rate.
create table lane (
  lane text primary key,
  low_water timestamptz not null default '-infinity',  -- no live row is due earlier: the claim skips dead index entries
  blocked_until timestamptz,               -- machine time; set while the relay or survey-service is down
  faults int not null default 0,
  reason text
) with (fillfactor = 50);
insert into lane (lane) values ('default');

-- Open work only: small, hot, aggressively vacuumed. due_at is business time, leases are machine time.
create table delivery_queue (
  delivery_id uuid primary key references delivery,
  lane text not null default 'default',
  status smallint not null default 0,      -- 0 due, 1 leased
  due_at timestamptz not null,
  fence int not null default 0,            -- counts claims; a settle names the one it belongs to
  leased_by text,
  lease_until timestamptz,
  sending_at timestamptz,                  -- set by the mark: from here on the mail may have gone out
  constraint delivery_queue_lease_has_holder
    check ((status = 1) = (leased_by is not null and lease_until is not null)),
  constraint delivery_queue_only_leased_is_sending check (sending_at is null or status = 1)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
create index delivery_queue_due on delivery_queue (lane, due_at, delivery_id) where status = 0;
create index delivery_queue_lease on delivery_queue (lease_until) where status = 1;
