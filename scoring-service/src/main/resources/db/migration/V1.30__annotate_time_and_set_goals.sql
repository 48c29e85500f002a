-- What people say about the numbers: changes on the time line, and what a score is to become. Edited
-- one at a time with a version; few rows, so no slot.

create table annotation (
  id uuid primary key,
  version bigint not null,
  -- A local day of the workspace's zone, as answers are counted by.
  day date not null,
  title text not null constraint annotation_title_is_short check (length(title) between 1 and 120),
  note text,
  -- Whom it concerns: one survey, or all; an object of segment name to member.
  survey_id uuid,
  filter text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index annotation_day on annotation (day, id);

create table goal (
  id uuid primary key,
  version bigint not null,
  name text not null constraint goal_name_is_short check (length(name) between 1 and 120),
  metric text not null,
  survey_id uuid,
  filter text not null,
  -- In the unit of the score.
  target double precision not null constraint goal_target_is_a_score check (target between -100 and 100),
  -- The last local day that counts, and how many days up to it are looked at.
  by_day date not null,
  days int not null constraint goal_days_are_weeks_to_a_year check (days between 7 and 366),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
