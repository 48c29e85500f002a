-- A delivery of which nobody knows whether it went out waits for evidence or for a person.
alter table delivery
  add column revision int not null default 1,  -- grows by one with each change; its ETag
  add column unknown_since timestamptz,        -- mark of the copy nobody knows of; kept while a second one waits or is sent
  add column let_be_at timestamptz;            -- a person decided not to send it again
update delivery set unknown_since = coalesce(sending_since, updated_at) where state = 'UNKNOWN';
alter table delivery
  add constraint delivery_unknown_has_since check (state <> 'UNKNOWN' or unknown_since is not null),
  add constraint delivery_only_unknown_is_let_be check (let_be_at is null or state in ('UNKNOWN', 'SENT', 'BOUNCED'));
-- What somebody should look at: few rows among millions.
create index delivery_in_doubt on delivery (id) where state = 'UNKNOWN' and let_be_at is null;

-- A claim's fence is unique among all claims there ever were: a row that leaves the queue and comes back
-- (sent again by a person) never meets the settle of an earlier life.
create sequence delivery_fence as bigint cache 100;
alter table delivery_queue alter column fence type bigint;
