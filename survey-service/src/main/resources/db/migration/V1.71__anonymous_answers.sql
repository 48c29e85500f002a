-- Answers to anonymous surveys until their week is over. The row says nothing but that somebody
-- answered: what they said is sealed with a key that no database has, padded, and joins the other
-- responses under another key, shuffled, when the week is over.
create table anonymous_answer (
  intake_key   uuid  primary key,
  survey_id    uuid  not null,
  week         date  not null,
  completeness text  not null,
  sealed       bytea not null,
  constraint anonymous_answer_week_begins_on_monday check (extract(isodow from week) = 1),
  constraint anonymous_answer_completeness_known check (completeness in ('PARTIAL', 'COMPLETE'))
);
create index anonymous_answer_of_week on anonymous_answer (week);
