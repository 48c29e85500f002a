-- Named timed work. The row's existence is made by the replicas when they start.
create table job (
  name text primary key,
  -- Business time.
  due_at timestamptz not null,
  last_run_at timestamptz,
  last_result text,
  -- Machine time: the database's clock arbitrates between replicas.
  leased_by text,
  lease_until timestamptz not null default now(),
  fence bigint not null default 0,
  failures int not null default 0,
  last_error text,
  next_try_at timestamptz not null default now(),
  constraint job_failing_has_error check ((failures = 0) = (last_error is null)),
  constraint job_result_has_run check ((last_result is null) = (last_run_at is null))
);
