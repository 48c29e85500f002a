-- Responses, exactly as given. Every key, join and conflict target begins with the hash slot of the
-- survey, and nothing refers to this table, so that it can be distributed by slot without a change.
create table response (
  slot              smallint    not null,
  id                uuid        not null,
  intake_key        uuid        not null,
  survey_id         uuid        not null,
  survey_version    int         not null,
  invitation_id     uuid        null,
  surface           text        not null,
  locale            text        not null,
  state             text        not null default 'COUNTED',
  completeness      text        not null,
  answers           jsonb       not null,
  context           json        null,
  revision          int         not null default 1,
  first_answered_at timestamptz not null,
  answered_at       timestamptz not null,
  closes_at         timestamptz not null,
  primary key (slot, id),
  constraint response_one_per_intake_key unique (slot, intake_key),
  constraint response_surface_known
    check (surface in ('MAIL', 'LINK', 'QR', 'WIDGET', 'SIGNATURE', 'API', 'IMPORT')),
  constraint response_state_known check (state in ('COUNTED', 'QUARANTINED', 'WITHDRAWN')),
  constraint response_completeness_known check (completeness in ('PARTIAL', 'COMPLETE')),
  constraint response_answered_in_order check (answered_at >= first_answered_at),
  constraint response_revision_counts_from_one check (revision >= 1)
);
comment on column response.intake_key is
  'what makes a second post the same response: the invitation id, or the key a client chose';
-- For the list of a survey's responses, in the order of their ids.
create index response_of_survey on response (slot, survey_id, id);
