-- What the feed told of published surveys. revision guards against redelivery and order.
create table known_survey (
  id uuid primary key,
  revision int not null,
  version int not null,
  name text,
  metric text,
  archived boolean not null,
  constraint known_survey_live_has_metric check (archived or (name is not null and metric is not null)),
  constraint known_survey_metric_is_known check (metric in ('CSAT', 'NPS', 'CES'))
);

create table policy (
  id uuid primary key,
  version bigint not null,
  name text not null,
  survey_id uuid not null,
  enabled boolean not null,
  definition text not null,                -- the rest of the policy as its JSON document
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- EVERY_N: distinct interactions that passed the filter since the policy last fired for the contact.
create table policy_counter (
  policy_id uuid not null references policy,
  contact_id uuid not null references contact,
  counted int not null,
  last_at timestamptz not null,
  constraint policy_counter_is_one_per_contact primary key (policy_id, contact_id),
  constraint policy_counter_is_not_negative check (counted >= 0)
) with (fillfactor = 70);
