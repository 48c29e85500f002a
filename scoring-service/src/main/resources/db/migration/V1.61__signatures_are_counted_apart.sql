-- A rating in an agent's signature is about the single reply, one in a mail after the conversation
-- about all of it: two measures, so each question of a version has a series for either.
alter table series add column of_signature boolean not null default false;
alter table series drop constraint series_once_per_question;
alter table series add constraint series_once_per_measure unique (survey_id, version, question, of_signature);
insert into series (survey_id, version, question, position, scored, metric, scale_id, scale_min,
                    scale_max, polarity, satisfied, dissatisfied, of_signature)
select survey_id, version, question, position, scored, metric, scale_id, scale_min,
       scale_max, polarity, satisfied, dissatisfied, true
  from series;

-- Reads of many facets are estimated as expensive, and compiling them takes longer than running them.
-- Only who owns the database may say so; for others it stays as it is.
do $$
begin
  execute format('alter database %I set jit = off', current_database());
exception when insufficient_privilege then
  raise notice 'jit could not be switched off for this database';
end $$;
