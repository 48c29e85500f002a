-- Spreads what grows with the answers over the workers of a Citus cluster, by the slot of the survey.
-- For the database of scoring-service, once, after `migrate` and before the service starts:
--   psql "$SCORING_DB" --set ON_ERROR_STOP=1 --single-transaction --file deploy/citus/scoring.sql
-- What is not named here is small and stays on the coordinator.
select create_distributed_table('answer', 'slot');
select create_distributed_table('response', 'slot', colocate_with => 'answer');
select create_distributed_table('change_pack', 'slot', colocate_with => 'answer');
select create_distributed_table('tally_day', 'slot', colocate_with => 'answer');
select create_distributed_table('tally_month', 'slot', colocate_with => 'answer');
select create_distributed_table('day_state', 'slot', colocate_with => 'answer');
select create_distributed_table('facet', 'slot', colocate_with => 'answer');
select create_distributed_table('invitation', 'slot', colocate_with => 'answer');
select create_distributed_table('invitation_pack', 'slot', colocate_with => 'answer');
select create_distributed_table('invitation_tally', 'slot', colocate_with => 'answer');
select create_distributed_table('coverage', 'slot', colocate_with => 'answer');
