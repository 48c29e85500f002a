-- Invitations of people who were erased: what comes late about them is taken without the person.
create table erased_invitation (
  invitation_id uuid primary key,
  erasure_id uuid not null
);

-- For erasures: which responses belong to an invitation.
create index response_of_invitation on response (invitation_id) where invitation_id is not null;
