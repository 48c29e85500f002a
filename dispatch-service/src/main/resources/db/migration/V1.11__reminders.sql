-- When those who have not answered are reminded: frozen with the invitation, counted from its first send.
alter table invitation
  add column reminders int[],              -- seconds
  add column reminded smallint not null default 0,
  add column remind_at timestamptz;        -- null: no more
create index invitation_reminding on invitation (remind_at) where remind_at is not null;
alter table delivery drop constraint delivery_kind_is_known;
alter table delivery add constraint delivery_kind_is_known check (kind in ('FIRST', 'REMINDER', 'SECOND_REMINDER'));
