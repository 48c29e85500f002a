-- Surveys (drafts) and their published versions. The definition is text, not jsonb: it is read and
-- written as a whole and must come back exactly as it was validated.
create table survey (
  id                uuid        primary key,
  lock_version      bigint      not null,
  state             text        not null,
  definition        text        not null,
  published_version int         null,
  revision          int         not null,
  created_at        timestamptz not null,
  changed_at        timestamptz not null,
  archived_at       timestamptz null,
  constraint survey_state_known check (state in ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
  constraint survey_draft_has_no_version check (state <> 'DRAFT' or published_version is null),
  constraint survey_published_has_a_version
    check (state <> 'PUBLISHED' or published_version is not null),
  constraint survey_archived_has_archived_at check ((state = 'ARCHIVED') = (archived_at is not null))
);

create table survey_version (
  survey_id    uuid        not null references survey,
  version      int         not null,
  definition   text        not null,
  series_break boolean     not null,
  published_at timestamptz not null,
  primary key (survey_id, version),
  constraint survey_version_counts_from_one check (version >= 1)
);

-- Said a third time, after the entity and the resource: a published version never changes.
create function survey_version_is_never_changed() returns trigger language plpgsql as $$
begin
  raise exception 'a published version is never changed';
end
$$;
create trigger survey_version_is_never_changed before update on survey_version
  for each row execute function survey_version_is_never_changed();
