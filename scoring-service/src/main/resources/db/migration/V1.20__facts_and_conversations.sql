-- The numbers that an interaction reports of itself, for what goes together with the ratings; and the
-- conversation that a rating is about, for the way from a figure to what is behind it. Answers that
-- were counted before have neither: null, which is "unknown".
alter table answer
  add column resolution_seconds int,
  add column replies int,
  add column transfers int,
  add column reopenings int,
  add column channel_switches int,
  add column repeated_questions int;

alter table response
  add column source text,
  add column conversation text,
  add column conversation_url text;
