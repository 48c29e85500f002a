-- Invitations of people who were erased: what was asked and answered by them is gone, and what was
-- under way at that moment is looked for once more.
create table erased_invitation (
  invitation_id uuid        primary key,
  slot          smallint    null,     -- of its survey; null where there was no link
  erasure_id    uuid        not null,
  at            timestamptz not null
);
create index erased_invitation_at on erased_invitation (at);
