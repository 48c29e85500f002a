-- Who was asked and who never was: decisions counted by day and by what they were about. Counted
-- anew from the ledger, so a cell is replaced and never added to; its event carries its revision.
create table coverage (
  id uuid primary key,                     -- made from all that names the cell
  policy_id uuid not null,
  survey_id uuid not null,
  day date not null,                       -- in the workspace's zone
  outcome text not null,
  reason text not null,                    -- '' where somebody was asked
  channel text not null,                   -- '' where the report did not say
  team text not null,
  agent text not null,
  locale text not null,
  n bigint not null,
  revision int not null,
  constraint coverage_outcome_is_known check (outcome in ('ASK', 'SKIP', 'WITHDRAW')),
  constraint coverage_is_not_negative check (n >= 0)
) with (fillfactor = 80);
create index coverage_day on coverage (day);
