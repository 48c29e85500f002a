-- Counts belong to the version of the policy since which they are made by the same trigger and filter:
-- a change that starts them again writes one row, and a decision made meanwhile counts for nobody.
alter table policy add column counts_since bigint not null default 0;
alter table policy_counter
  add column counts_since bigint not null default 0,
  add column interaction_id uuid;          -- the last one that was counted: what a quiet time is asked about
comment on column policy_counter.last_at is 'when the contact''s last interaction happened, as far as this row knows';
-- Who was quiet for long enough.
create index policy_counter_quiet on policy_counter (policy_id, last_at) where counted > 0;

-- Invitations that policies with a daily cap have made, by the workspace's day of their due time.
create table policy_day (
  policy_id uuid not null references policy,
  day date not null,
  asked int not null,
  constraint policy_day_is_one_row primary key (policy_id, day),
  constraint policy_day_is_not_negative check (asked >= 0)
) with (fillfactor = 70);

-- When two policies want the same contact, what waits with the lower priority gives way.
alter table invitation add column priority smallint not null default 0;
-- One ask per policy and occasion, whatever happens.
create unique index invitation_is_one_per_occasion on invitation (interaction_id, policy_id);

-- What a decision rested on, and decisions that no report led to.
alter table decision add column facts json;
alter table decision drop constraint decision_point_is_known;
alter table decision add constraint decision_point_is_known check (point in ('INTAKE', 'QUIET', 'SENDING'));
