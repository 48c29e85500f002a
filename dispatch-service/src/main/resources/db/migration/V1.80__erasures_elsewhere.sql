-- What the other services removed of people who were erased.
create table erasure_done (
  erasure_id uuid not null references erasure,
  service text not null,
  at timestamptz not null,
  rows jsonb not null,                     -- removed or emptied, by table
  primary key (erasure_id, service),
  constraint erasure_done_service_known check (service in ('survey', 'scoring'))
);
