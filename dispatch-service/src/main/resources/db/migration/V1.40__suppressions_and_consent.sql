-- The suppression list says why, from where and when; an erased address is known by its HMAC alone.
alter table suppression
  add column id uuid not null default gen_random_uuid(),
  add column digest bytea,                 -- HMAC of the normalised address
  add column source text not null default 'unsaid';
alter table suppression drop constraint suppression_pkey;
alter table suppression alter column address drop not null;
alter table suppression
  add constraint suppression_pkey primary key (id),
  add constraint suppression_address_is_there_once unique (address),
  add constraint suppression_digest_is_there_once unique (digest),
  add constraint suppression_is_about_an_address check (address is not null or digest is not null),
  drop constraint suppression_reason_is_known,
  add constraint suppression_reason_is_known
    check (reason in ('OPTED_OUT', 'BAD_ADDRESS', 'COMPLAINED', 'MANUAL', 'ERASED')),
  add constraint suppression_erased_has_digest check (reason <> 'ERASED' or digest is not null);
create index suppression_newest on suppression (at desc, id desc);
-- Whose address is that? Two contacts may have told the same one.
create index contact_address on contact (address text_pattern_ops);

-- What was taken off the list and why; without the address.
create table suppression_removal (
  suppression_id uuid primary key,
  reason text not null,                    -- as it stood on the list
  source text not null,
  why text not null,                       -- somebody's words
  at timestamptz not null
);

-- On what basis somebody is asked, who says so and since when.
alter table contact
  add column consent_basis text,
  add column consent_source text,
  add column consent_at timestamptz,
  add constraint contact_consent_is_known
    check (consent_basis in ('CONSENT', 'CONTRACT', 'LEGITIMATE_INTEREST', 'REFUSED')),
  add constraint contact_consent_is_whole
    check ((consent_basis is null) = (consent_at is null)
      and (consent_basis is null) = (consent_source is null));

-- Kinds of survey that somebody does not want; contact.opted_out_at is about all of them.
create table contact_opt_out (
  contact_id uuid not null references contact,
  metric text not null,
  at timestamptz not null,
  source text not null,
  constraint contact_opt_out_is_said_once primary key (contact_id, metric),
  constraint contact_opt_out_metric_is_known check (metric in ('CSAT', 'NPS', 'CES'))
);
