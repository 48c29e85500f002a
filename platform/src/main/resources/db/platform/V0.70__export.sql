-- What finished exports held; an export without a row here was cut.
create table export_manifest (
  id uuid primary key,
  format text not null,
  rows bigint not null,
  sha256 text not null,
  cursor text,
  made_at timestamptz not null default now()
);
create index export_manifest_made_at on export_manifest (made_at);
