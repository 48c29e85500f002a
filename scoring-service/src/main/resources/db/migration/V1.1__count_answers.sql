-- What scoring-service knows and counts. Every table that grows with the answers begins its key with
-- the slot of the survey and has no foreign key, so that it can be distributed by slot.

-- Surveys as survey-service published them. The slot spreads surveys over 256 places.
create table survey (
  survey_id uuid primary key,
  slot smallint not null constraint survey_slot_in_range check (slot between 0 and 255),
  revision int not null,
  name text not null,
  metric text not null,
  newest_version int not null
);

-- A table of its own, since a survey may be archived before its publication arrives. It is archived
-- as long as that is the newest thing known about it.
create table archived_survey (
  survey_id uuid primary key,
  revision int not null,
  archived_at timestamptz not null
);

create table survey_version (
  survey_id uuid not null,
  version int not null,
  series_break boolean not null,
  published_at timestamptz not null,
  primary key (survey_id, version)
);

-- One series per rating question of a version: the smallest thing that may be counted together.
-- smallint, since it stands in every answer, change and tally.
create table series (
  id smallint generated always as identity primary key,
  survey_id uuid not null,
  version int not null,
  question text not null,
  position smallint not null,
  scored boolean not null,
  metric text not null,
  scale_id text not null,
  scale_min smallint not null,
  scale_max smallint not null,
  polarity text not null,
  satisfied smallint[] not null,
  dissatisfied smallint[] not null,
  constraint series_once_per_question unique (survey_id, version, question),
  -- A histogram has eleven places, for the ratings 0 to 10.
  constraint series_scale_fits_histogram check (0 <= scale_min and scale_min < scale_max and scale_max <= 10)
);

-- The interned names of what answers are counted by. Member 0 of a dimension is "not given" and 1 is
-- "other"; neither has a row.
create table member (
  dim smallint not null,
  id smallint not null constraint member_id_is_not_reserved check (id > 1),
  value text not null,
  name text,
  named_at timestamptz,
  primary key (dim, id),
  constraint member_once unique (dim, value)
);

-- Which declared fact has which of the eight dimensions, for ever: a name keeps its place even when
-- it is declared no more, or its old counts would be read under another name.
create table declared_fact (
  dim smallint primary key constraint declared_fact_has_a_place check (dim between 11 and 18),
  name text not null constraint declared_fact_once unique
);

-- The counted state of each rating. Facts are those of the first event: an edit changes the rating
-- and never the day or the segments. rating null = not counted (unanswered, quarantined, withdrawn).
-- Partitioned by the time in the response's own id (UUIDv7), so that the id alone finds the row.
create table answer (
  slot smallint not null,
  response_id uuid not null,
  question smallint not null,
  revision int not null,
  series smallint not null,
  day date not null,
  hour_of_week smallint not null,
  rating smallint,
  prev_rating smallint,
  channel smallint not null,
  agent smallint not null,
  team smallint not null,
  locale smallint not null,
  trigger smallint not null,
  kind smallint not null,
  stage smallint not null,
  surface smallint not null,
  fact1 smallint not null,
  fact2 smallint not null,
  fact3 smallint not null,
  fact4 smallint not null,
  fact5 smallint not null,
  fact6 smallint not null,
  fact7 smallint not null,
  fact8 smallint not null,
  first_response_seconds int,
  answered_at timestamptz not null,
  primary key (slot, response_id, question)
) partition by range (response_id);
create index answer_day on answer using brin (day date_minmax_multi_ops) with (pages_per_range = 32);

-- The analytic copy of a response: comment and contact for drill-down, cases and reports; its ratings
-- and segments stand in answer. Never an address. What is not counted has neither comment nor contact.
create table response (
  slot smallint not null,
  response_id uuid not null,
  revision int not null,
  survey_id uuid not null,
  version int not null,
  invitation_id uuid,
  state text not null,
  completeness text not null,
  first_answered_at timestamptz not null,
  answered_at timestamptz not null,
  comment text,
  contact_id text,
  contact_name text,
  company_id text,
  company_name text,
  primary key (slot, response_id),
  constraint response_uncounted_has_no_person check (
    state = 'COUNTED' or (comment is null and contact_id is null and contact_name is null
      and company_id is null and company_name is null))
) partition by range (response_id);

-- Responses whose survey version has not been announced yet. They are counted in the transaction
-- that makes the version known; what turns out to be wrong then stays here with its reason.
create table waiting_response (
  response_id uuid primary key,
  survey_id uuid not null,
  version int not null,
  revision int not null,
  data json not null,
  refused_because text,
  since timestamptz not null default now()
);
create index waiting_response_version on waiting_response (survey_id, version);

-- The unfolded tail: what intake changed and no tally contains yet. One row per batch and slot,
-- arrays of equal length, alive for a fraction of a second; so vacuum often, and compress nothing.
create table change_pack (
  slot smallint not null,
  id bigint generated always as identity,
  n int not null,
  series smallint[] not null,
  day date[] not null,
  hour_of_week smallint[] not null,
  old_rating smallint[] not null,
  new_rating smallint[] not null,
  channel smallint[] not null,
  agent smallint[] not null,
  team smallint[] not null,
  locale smallint[] not null,
  trigger smallint[] not null,
  kind smallint[] not null,
  stage smallint[] not null,
  surface smallint[] not null,
  fact1 smallint[] not null,
  fact2 smallint[] not null,
  fact3 smallint[] not null,
  fact4 smallint[] not null,
  fact5 smallint[] not null,
  fact6 smallint[] not null,
  fact7 smallint[] not null,
  fact8 smallint[] not null,
  primary key (slot, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_cost_delay = 0);
do $$
declare
  arrays text;
begin
  select string_agg(format('alter column %I set storage external', attname), ', ') into arrays
    from pg_attribute where attrelid = 'change_pack'::regclass and attnum > 0 and attndims > 0;
  execute 'alter table change_pack ' || arrays;
end $$;

-- Histograms of raw ratings (c0 to c10) per segment member and local day, and the same per month, so
-- that a year need not be read day by day. Dimension 0 has one member, everything. Their number
-- saturates (days times members), so they are not partitioned. fillfactor leaves room for updates in
-- place: a fold changes today's rows again and again.
create table tally_day (
  slot smallint not null, series smallint not null, dim smallint not null, member int not null, day date not null,
  c0 int not null, c1 int not null, c2 int not null, c3 int not null, c4 int not null, c5 int not null,
  c6 int not null, c7 int not null, c8 int not null, c9 int not null, c10 int not null,
  primary key (slot, series, dim, day, member)
) with (fillfactor = 80);
create table tally_month (
  slot smallint not null, series smallint not null, dim smallint not null, member int not null, month date not null,
  c0 int not null, c1 int not null, c2 int not null, c3 int not null, c4 int not null, c5 int not null,
  c6 int not null, c7 int not null, c8 int not null, c9 int not null, c10 int not null,
  primary key (slot, series, dim, month, member)
) with (fillfactor = 80);

-- A day's version moves with every fold that touches it, also when its counts cancel out.
create table day_state (
  slot smallint not null, series smallint not null, day date not null,
  version bigint not null, checked_version bigint not null default 0,
  primary key (slot, series, day)
) with (fillfactor = 70);

-- The smallest UUIDv7 of a moment.
create function uuid_floor(t timestamptz) returns uuid language sql immutable parallel safe as
$$ select (lpad(to_hex((extract(epoch from t) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;

create function partition_exists(parent text, part text) returns boolean language sql volatile as $$
  select exists (select 1 from pg_class p join pg_class c on c.relnamespace = p.relnamespace
                  where p.oid = parent::regclass and c.relname = part) $$;

-- Makes sure that the answers and responses of a month (its first day, UTC) have their partitions.
-- Created apart and then attached, so that no reader and no writer waits; 818 lets one do it. Whether
-- a partition is there is asked of pg_class itself: to_regclass may answer from a cache that has not
-- yet heard of what was committed while this session waited for the lock.
create function ensure_month(month date) returns void language plpgsql as $$
declare
  parent text;
  part text;
begin
  foreach parent in array array['answer', 'response'] loop
    part := parent || '_' || to_char(month, 'YYYYMM');
    if not partition_exists(parent, part) then
      perform pg_advisory_xact_lock(818, 0);
      if not partition_exists(parent, part) then
        execute format('create table %I (like %I including defaults including constraints)', part, parent);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part,
          uuid_floor(month::timestamp at time zone 'UTC'),
          uuid_floor((month + interval '1 month')::timestamp at time zone 'UTC'));
      end if;
    end if;
  end loop;
end $$;
