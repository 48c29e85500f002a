-- What the receiver of the feed's tests does: one row per subject, and counts of their ratings.
create table allowed_rating (rating int primary key);
insert into allowed_rating values (1), (2), (3), (4), (5);
create table thing (
  subject text primary key,
  revision int not null,
  rating int not null constraint thing_rating_is_allowed references allowed_rating,
  -- What the last change replaced: the statement that counts the change takes it back from the tally.
  previous_rating int
);
create table tally (rating int primary key, n bigint not null);
create table note (id uuid primary key, text text not null);
