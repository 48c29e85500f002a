-- For the filters of a survey's responses. The scored question is the first with a rating in nearly
-- every survey, so that its rating is the first among the answers; where it is not, the filter does
-- without the last column of this index.
create index response_of_version_and_rating on response
  (slot, survey_id, survey_version, (jsonb_path_query_first(answers, '$[*].rating')::int));

create index response_of_contact on response (slot, survey_id, (context ->> 'contactId'))
  where context ->> 'contactId' is not null;

-- Rows lie nearly in the order of their times, so a period is a few ranges of blocks.
create index response_of_period on response using brin (first_answered_at)
  with (pages_per_range = 32, autosummarize = on);
