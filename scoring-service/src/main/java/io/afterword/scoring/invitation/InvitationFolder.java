package io.afterword.scoring.invitation;

import io.afterword.scoring.tally.Foldable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Adds the changes of invitations to their counts per day, segment and state. */
@ApplicationScoped
class InvitationFolder implements Foldable {
  private static final String FOLD =
      """
      with q as (
        delete from invitation_pack
         where slot = $1 and id in (select id from invitation_pack where slot = $1 order by id limit $2)
        returning *),
      y as (
        select u.* from q, unnest(q.survey_id, q.old_day, q.old_state, q.new_day, q.new_state, q.channel, q.agent, q.team, q.kind)
          u(survey_id, old_day, old_state, new_day, new_state, channel, agent, team, kind)),
      s as (
        select y.survey_id, m.dim::smallint dim, m.member, z.day, z.state, sum(z.g)::int n from y
          cross join lateral (values (old_day, old_state, -1), (new_day, new_state, 1)) z(day, state, g)
          cross join lateral (values %s) m(dim, member)
         where z.day is not null and z.state is not null
         group by 1, 2, 3, 4, 5)
      insert into invitation_tally as t (slot, survey_id, dim, member, day, state, n)
      select $1, survey_id, dim, member, day, state, n from s where n <> 0
       order by survey_id, dim, day, member, state
      on conflict (slot, survey_id, dim, day, member, state) do update set n = t.n + excluded.n
      """
          .formatted(InvitationCounts.DIMENSIONS);

  @Override
  public String packs() {
    return "invitation_pack";
  }

  @Override
  public int lock() {
    return 819;
  }

  @Override
  public Uni<Void> fold(SqlConnection tx, short slot, int packs) {
    return tx.preparedQuery(FOLD).execute(Tuple.of(slot, packs)).replaceWithVoid();
  }
}
