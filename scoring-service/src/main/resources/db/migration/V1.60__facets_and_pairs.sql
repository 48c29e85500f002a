-- Filters over several segments, and channels by the hour of the week, without reading the answers.

-- One bitmap per day and member: bit i is the i-th counted answer of that day. Dimension 100 is the
-- rating. All bitmaps of a day are equally long. They stand in their rows (storage main), compressed
-- where that helps: most of a read is finding them.
create table facet (
  slot smallint not null, series smallint not null, day date not null, dim smallint not null,
  member smallint not null, bits varbit not null,
  primary key (slot, series, day, dim, member)
);
alter table facet alter column bits set storage main;

-- The version that a day's facets were made of; other than the day's version they are not read.
alter table day_state
  add column packed_version bigint not null default 0,
  add column packed_at timestamptz,
  add column tried_at timestamptz;

-- Dimension 20: member = channel * 168 + hour of the week. Counted here for what is there already;
-- nothing comes in meanwhile, and what the tail holds is added by its fold.
lock table change_pack in share row exclusive mode;
insert into tally_day (slot, series, dim, member, day, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)
select slot, series, 20, member, day,
       coalesce(sum(g) filter (where r = 0), 0), coalesce(sum(g) filter (where r = 1), 0),
       coalesce(sum(g) filter (where r = 2), 0), coalesce(sum(g) filter (where r = 3), 0),
       coalesce(sum(g) filter (where r = 4), 0), coalesce(sum(g) filter (where r = 5), 0),
       coalesce(sum(g) filter (where r = 6), 0), coalesce(sum(g) filter (where r = 7), 0),
       coalesce(sum(g) filter (where r = 8), 0), coalesce(sum(g) filter (where r = 9), 0),
       coalesce(sum(g) filter (where r = 10), 0)
  from (select slot, series, day, channel::int * 168 + hour_of_week as member, rating as r, 1 as g
          from answer where rating is not null
        union all
        select q.slot, u.series, u.day, u.channel::int * 168 + u.hour_of_week, v.r, v.g
          from change_pack q
          cross join lateral unnest(q.series, q.day, q.channel, q.hour_of_week, q.old_rating, q.new_rating)
            u(series, day, channel, hour_of_week, old_rating, new_rating)
          cross join lateral (values (u.old_rating, 1), (u.new_rating, -1)) v(r, g)
         where v.r is not null) counted
 group by slot, series, day, member having sum(g) <> 0;
insert into tally_month (slot, series, dim, member, month, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)
select slot, series, dim, member, date_trunc('month', day::timestamp)::date,
       sum(c0), sum(c1), sum(c2), sum(c3), sum(c4), sum(c5), sum(c6), sum(c7), sum(c8), sum(c9), sum(c10)
  from tally_day where dim = 20 group by 1, 2, 3, 4, 5;
