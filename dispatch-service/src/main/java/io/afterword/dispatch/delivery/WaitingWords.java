package io.afterword.dispatch.delivery;

import io.afterword.platform.page.Language;
import io.afterword.platform.status.StatusWords;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The queue of mails in plain words. */
@ApplicationScoped
class WaitingWords implements StatusWords {
  /** As the gauges count, see {@link DeliveryWatch}. */
  private static final String LOOK =
      """
      select l.reason, l.faulty_since, q.due, q.oldest,
        (select count(*) from (select from delivery
          where state = 'UNKNOWN' and let_be_at is null limit 100000) u) as unknown
      from lane l, lateral (
        select count(*) as due, min(due_at) as oldest from (
          select due_at from delivery_queue
          where lane = 'default' and status = 0 and due_at <= $1 and due_at >= l.low_water
          order by due_at limit 100000) d) q
      where l.lane = 'default'
      """;

  private final Pool pool;
  private final Clock clock;

  WaitingWords(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Uni<List<String>> sentences(Language language, Function<Instant, String> time) {
    WaitingText text = MessageBundles.get(WaitingText.class, Localized.Literal.of(language.tag()));
    return pool.preparedQuery(LOOK)
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
        .map(rows -> sentences(rows.iterator().next(), text, time));
  }

  private static List<String> sentences(Row row, WaitingText text, Function<Instant, String> time) {
    var sentences = new ArrayList<String>();
    long due = row.getLong("due");
    OffsetDateTime faulty = row.getOffsetDateTime("faulty_since");
    if (due == 0) {
      sentences.add(text.nothing());
    } else if (faulty != null) {
      boolean survey = String.valueOf(row.getString("reason")).startsWith("survey-service");
      sentences.add(text.held(due, survey, time.apply(faulty.toInstant())));
    } else {
      sentences.add(text.due(due, time.apply(row.getOffsetDateTime("oldest").toInstant())));
    }
    if (row.getLong("unknown") > 0) {
      sentences.add(text.unknown(row.getLong("unknown")));
    }
    return sentences;
  }
}
