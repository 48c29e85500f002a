-- Series from outside, such as retention and revenue, one value a day at most; uploaded as a whole.
create table outside_series (
  name text primary key constraint outside_series_name_is_short check (length(name) between 1 and 60),
  uploaded_at timestamptz not null
);

create table outside_value (
  series text not null references outside_series (name) on delete cascade,
  day date not null,
  value float8 not null constraint outside_value_is_finite check (value = value and abs(value) < 'infinity'),
  primary key (series, day)
);
