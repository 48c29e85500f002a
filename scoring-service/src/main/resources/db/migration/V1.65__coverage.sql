-- Who was asked and who never was, as dispatch-service counts it: each cell replaces itself.
create table coverage (
  slot smallint not null,
  cell_id uuid not null,
  revision int not null,
  survey_id uuid not null,
  policy_id uuid not null,
  day date not null,
  standing smallint not null,
  reason text,
  channel smallint not null,
  agent smallint not null,
  team smallint not null,
  locale smallint not null,
  n bigint not null,
  primary key (slot, cell_id)
) with (fillfactor = 80);
create index coverage_day on coverage (slot, survey_id, day);
