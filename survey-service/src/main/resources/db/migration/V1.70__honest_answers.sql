-- What speaks against a response, what a person decided, and what it said before it became suspect.
alter table response
  add column reasons text[] null,
  add column before jsonb null,
  add column review text null,
  -- The revision with which the invitation was first reported as answered; null while nothing
  -- counted was given. Rows of before were reported with their first.
  add column told_revision int null default 1;
alter table response alter column told_revision drop default;
alter table response
  add constraint response_quarantined_has_reasons
    check (state <> 'QUARANTINED' or cardinality(reasons) > 0) not valid,
  add constraint response_review_known check (review in ('RELEASED', 'REJECTED')) not valid,
  add constraint response_rejected_is_withdrawn_or_restored
    check (review <> 'REJECTED' or state in ('WITHDRAWN', 'COUNTED')) not valid;
create index response_in_quarantine on response (slot, survey_id, id) where state = 'QUARANTINED';

-- Where the mail went, of its address only what follows the @: for the meter of machines.
alter table link add column recipient_domain text null;
create index link_created_at on link using brin (created_at);

-- What only machines do with a link, seen by a replica. Looked at until the answers that may belong
-- to it are all there, then deleted. Never written for an anonymous survey.
create table sighting (
  id       bigint      generated always as identity primary key,
  key_hash bytea       not null,
  signal   text        not null,
  at       timestamptz not null,
  constraint sighting_key_hash_is_sha_256 check (octet_length(key_hash) = 32),
  constraint sighting_signal_known check (signal in ('MANY_LINKS', 'SEVERAL_RATINGS', 'HIDDEN_LINK'))
);
