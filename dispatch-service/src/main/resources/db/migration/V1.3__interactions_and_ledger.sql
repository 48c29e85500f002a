-- The idempotency key of an interaction. Never partitioned, since it must be unique for ever.
create table interaction_key (
  source text not null,
  external_id text not null,
  content_hash text not null,              -- SHA-256 of the canonical content: same id with other content is refused
  interaction_id uuid not null,
  received_at timestamptz not null,        -- equals decided_at of its decisions, so the ledger is read in one partition
  constraint interaction_is_taken_once primary key (source, external_id)
);

create table interaction (
  id uuid primary key,
  source text not null,
  external_id text not null,
  conversation text not null,
  event text not null,
  kind text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  contact_id uuid not null references contact,
  content jsonb not null,                  -- the remaining fields; never an address or a phone number
  constraint interaction_event_is_known
    check (event in ('COMPLETED', 'REPLIED', 'REOPENED', 'MERGED', 'ANSWERED_ELSEWHERE'))
);
create index interaction_contact on interaction (contact_id, occurred_at);
-- Was this conversation taken up again after the end that is being reported late?
create index interaction_reopened on interaction (source, conversation, occurred_at)
  where event in ('REOPENED', 'MERGED');

-- The ledger. Append-only, by month; the default partition means that a missing job never refuses a row.
create table decision (
  id uuid not null,
  decided_at timestamptz not null,
  point text not null,                     -- INTAKE: on arrival; SENDING: re-checked with the sending mark
  position smallint not null,              -- order within one interaction's answer
  interaction_id uuid not null,
  contact_id uuid not null,
  policy_id uuid not null,
  policy_version bigint not null,
  outcome text not null,
  reason text,
  next_at timestamptz,                     -- SKIP: when asking would be possible again
  due_at timestamptz,
  invitation_id uuid,
  constraint decision_is_unique primary key (decided_at, id),
  constraint decision_point_is_known check (point in ('INTAKE', 'SENDING')),
  constraint decision_outcome_is_known check (outcome in ('ASK', 'MOVE', 'SKIP')),
  constraint decision_skip_has_reason check (outcome <> 'SKIP' or reason is not null),
  constraint decision_ask_has_invitation
    check (outcome = 'SKIP' or (due_at is not null and invitation_id is not null))
) partition by range (decided_at);
create index decision_contact on decision (contact_id, decided_at desc, id desc);
create index decision_newest on decision (decided_at desc, id desc);
create index decision_interaction on decision (interaction_id);
create table decision_default partition of decision default;

-- The first months; the job "decision-months" keeps ahead from here on. Bounds are months in UTC.
do $$
declare
  month timestamp := date_trunc('month', now() at time zone 'UTC');
begin
  for n in 0..2 loop
    execute format(
      'create table %I partition of decision for values from (%L) to (%L)',
      'decision_' || to_char(month + n * interval '1 month', 'YYYY_MM'),
      (month + n * interval '1 month') at time zone 'UTC',
      (month + (n + 1) * interval '1 month') at time zone 'UTC');
  end loop;
end $$;
