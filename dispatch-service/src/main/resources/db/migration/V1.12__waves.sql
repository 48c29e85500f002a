-- Where a contact's turn lies in every cycle, from 0 to 2^28: the same for ever, spread evenly, so that a
-- wave walks its contacts in the order in which their turns come.
alter table contact
  add column slot int generated always as (('x' || left(md5(id::text), 7))::bit(28)::int) stored;
create index contact_slot on contact (slot, id);

-- One cycle of a recurring policy. All turns before the cursor are decided; the cursor moves in the
-- transaction that decides, so a wave that was killed goes on where it was.
create table wave (
  policy_id uuid not null references policy,
  cycle date not null,                     -- its first day, in the workspace's zone
  place int not null,                      -- cursor: the place in the policy's order of turns ...
  contact_id uuid not null,                -- ... and the last contact there that was decided
  looked_at bigint not null default 0,
  asked bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint wave_is_one_per_cycle primary key (policy_id, cycle),
  constraint wave_place_is_in_the_circle check (place between 0 and 268435456),
  constraint wave_asks_whom_it_looks_at check (asked <= looked_at)
) with (fillfactor = 50);

alter table decision drop constraint decision_point_is_known;
alter table decision add constraint decision_point_is_known
  check (point in ('INTAKE', 'QUIET', 'WAVE', 'SENDING'));
