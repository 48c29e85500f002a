-- A chained policy is asked so long after another policy's question.
create index invitation_sent_of on invitation (policy_id, first_sent_at) where first_sent_at is not null;
create index invitation_answered_of on invitation (policy_id, answered_at) where answered_at is not null;

-- Up to when a chained policy has looked at everything that was due.
create table chain (
  policy_id uuid primary key references policy,
  looked_at timestamptz not null
);

alter table decision drop constraint decision_point_is_known;
alter table decision add constraint decision_point_is_known
  check (point in ('INTAKE', 'QUIET', 'WAVE', 'CHAIN', 'ASK', 'SENDING'));
