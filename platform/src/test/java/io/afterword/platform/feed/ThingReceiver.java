package io.afterword.platform.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * The receiver that the feed's tests stand on: counts things by rating, each thing once with its
 * newest revision, as scoring-service counts responses.
 */
@ApplicationScoped
class ThingReceiver implements FeedReceiver {
  static final String TYPE = "thing.changed";

  private static final String APPLY =
      """
      with e as (
        select distinct on (subject) subject, revision, rating
        from unnest($1::text[], $2::int[], $3::int[]) as t(subject, revision, rating)
        order by subject, revision desc),
      u as (
        insert into thing as t (subject, revision, rating) select * from e order by subject
        on conflict (subject) do update
          set revision = excluded.revision, rating = excluded.rating, previous_rating = t.rating
          where t.revision < excluded.revision
        returning rating, previous_rating),
      g as (
        select rating, sum(n) as n from (
          select rating, 1 as n from u
          union all
          select previous_rating, -1 from u where previous_rating is not null) x
        group by rating having sum(n) <> 0)
      insert into tally (rating, n) select rating, n from g order by rating
      on conflict (rating) do update set n = tally.n + excluded.n
      """;

  record Thing(int rating) {}

  @Override
  public Set<String> types() {
    return Set.of(TYPE);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedEvent> events) {
    return tx.preparedQuery(APPLY)
        .execute(
            Tuple.of(
                events.stream().map(ReceivedEvent::subject).toArray(String[]::new),
                events.stream().map(ReceivedEvent::revision).toArray(Integer[]::new),
                events.stream()
                    .map(event -> event.dataAs(Thing.class).rating())
                    .toArray(Integer[]::new)))
        .replaceWithVoid();
  }
}
