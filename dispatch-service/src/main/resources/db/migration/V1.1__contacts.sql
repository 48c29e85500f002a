-- People. The only tables of the whole suite that hold addresses and phone numbers.
create table contact (
  id uuid primary key,
  email text,                              -- as given, to write to
  address text,                            -- normalised, to compare by
  phone text,                              -- E.164
  name text,
  locale text,
  time_zone text,
  company_id text,
  company_name text,
  attributes jsonb not null default '{}',
  details_at timestamptz not null,         -- occurrence that the details come from; older news never overwrites newer
  opted_out_at timestamptz,
  created_at timestamptz not null,
  constraint contact_email_has_address check ((email is null) = (address is null)),
  constraint contact_phone_is_e164 check (phone is null or phone ~ '^\+[1-9][0-9]{6,14}$')
) with (fillfactor = 80);

-- How a person is recognised: the id at a source, else the address, else the phone number.
create table contact_identity (
  kind text not null,
  source text not null,                    -- '' where the identity is the world's (address, phone)
  value text not null,
  contact_id uuid not null references contact deferrable initially deferred,
  constraint contact_identity_is_unique primary key (kind, source, value),
  constraint contact_identity_kind_is_known check (kind in ('SOURCE_ID', 'EMAIL', 'PHONE')),
  constraint contact_identity_source_belongs_to_ids check ((kind = 'SOURCE_ID') = (source <> ''))
);
create index contact_identity_contact on contact_identity (contact_id);

-- Addresses nobody writes to again, whoever they belong to.
create table suppression (
  address text primary key,
  reason text not null,
  at timestamptz not null,
  constraint suppression_reason_is_known check (reason in ('OPTED_OUT', 'BAD_ADDRESS'))
);
