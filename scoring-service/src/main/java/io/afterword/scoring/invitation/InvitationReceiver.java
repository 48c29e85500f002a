package io.afterword.scoring.invitation;

import io.afterword.platform.feed.FeedReceiver;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.segment.MemberIds;
import io.afterword.scoring.segment.Members;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts invitations by state and day of first send, exactly once and in any order: the same upsert
 * by revision as for answers, the segments being those of the first event.
 */
@ApplicationScoped
class InvitationReceiver implements FeedReceiver {
  private static final String COLUMNS =
      "slot, invitation_id, revision, survey_id, state, day, first_sent_at, expires_at, contact_id, channel, agent, team, kind";

  private static final String COUNT =
      """
      with w as (
        insert into invitation as i (%1$s)
        select distinct on (slot, invitation_id) e.* from unnest($1::smallint[], $2::uuid[], $3::int[], $4::uuid[],
            $5::smallint[], $6::date[], $7::timestamptz[], $8::timestamptz[], $9::text[],
            $10::smallint[], $11::smallint[], $12::smallint[], $13::smallint[]) e(%1$s)
        order by slot, invitation_id, revision desc
        on conflict (slot, invitation_id) do update
          set prev_state = i.state, prev_day = i.day, state = excluded.state, revision = excluded.revision,
              day = coalesce(i.day, excluded.day), first_sent_at = coalesce(i.first_sent_at, excluded.first_sent_at),
              expires_at = excluded.expires_at
          where excluded.revision > i.revision
        returning slot, survey_id, prev_day, prev_state, day, state, channel, agent, team, kind)
      insert into invitation_pack (slot, n, survey_id, old_day, old_state, new_day, new_state, channel, agent, team, kind)
      select slot, count(*), array_agg(survey_id), array_agg(prev_day), array_agg(prev_state), array_agg(day),
             array_agg(state), array_agg(channel), array_agg(agent), array_agg(team), array_agg(kind)
        from w where (prev_day, prev_state) is distinct from (day, state) and (day is not null or prev_day is not null)
       group by slot
      """
          .formatted(COLUMNS);

  private final Members members;
  private final Workspace workspace;

  InvitationReceiver(Members members, Workspace workspace) {
    this.members = members;
    this.workspace = workspace;
  }

  @Override
  public Set<String> types() {
    return Set.of("invitation.changed");
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedEvent> events) {
    ZoneId zone = workspace.calendar().zone();
    Instant latest = workspace.latestPast();
    List<ArrivedInvitation> arrived =
        events.stream()
            .map(event -> ArrivedInvitation.read(event, zone).requireSentBy(latest))
            .toList();
    return members
        .intern(arrived.stream().flatMap(each -> each.members().stream()).distinct().toList())
        .chain(ids -> tx.preparedQuery(COUNT).execute(parameters(arrived, ids)))
        .replaceWithVoid();
  }

  private static Tuple parameters(List<ArrivedInvitation> rows, MemberIds ids) {
    return Tuple.from(
        List.of(
            array(rows, Short[]::new, ArrivedInvitation::slot),
            array(rows, UUID[]::new, ArrivedInvitation::id),
            array(rows, Integer[]::new, ArrivedInvitation::revision),
            array(rows, UUID[]::new, row -> row.data().surveyId()),
            array(rows, Short[]::new, row -> row.data().state().number()),
            array(rows, LocalDate[]::new, ArrivedInvitation::day),
            array(
                rows,
                OffsetDateTime[]::new,
                row -> ArrivedInvitation.utc(row.data().firstSentAt())),
            array(
                rows, OffsetDateTime[]::new, row -> ArrivedInvitation.utc(row.data().expiresAt())),
            array(rows, String[]::new, row -> row.data().contactId()),
            array(
                rows,
                Short[]::new,
                row -> ids.of(InvitationSegment.CHANNEL.segment(), row.channel())),
            array(
                rows, Short[]::new, row -> ids.of(InvitationSegment.AGENT.segment(), row.agent())),
            array(rows, Short[]::new, row -> ids.of(InvitationSegment.TEAM.segment(), row.team())),
            array(
                rows, Short[]::new, row -> ids.of(InvitationSegment.KIND.segment(), row.kind()))));
  }

  private static Object[] array(
      List<ArrivedInvitation> rows,
      IntFunction<Object[]> array,
      Function<ArrivedInvitation, @Nullable Object> value) {
    return rows.stream().map(value).toArray(array);
  }
}
