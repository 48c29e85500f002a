package io.afterword.survey.quarantine;

import io.afterword.survey.honesty.Signal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How much of what came by a domain's mails a machine seems to have sent. A domain with few mails
 * may belong to one person, so those are shown together.
 */
@ApplicationScoped
class BotMeter {

  /**
   * Fewer links than this are no evidence about a company's mail scanner, but may name a person.
   */
  static final int FEWEST_LINKS = 5;

  static final String OTHERS = "*";

  private static final String METER =
      """
      with per as materialized (
        select coalesce(l.recipient_domain, '*') as domain, count(*) as links, count(r.id) as responses,
          count(*) filter (where r.reasons is not null and r.state <> 'COUNTED') as suspected,
          array_agg(g.signal) filter (where g.signal is not null) as signals
        from link l
          left join response r on r.slot = l.slot and r.intake_key = l.invitation_id
          left join lateral (select array_to_string(r.reasons, ' ') as signal
            where r.state <> 'COUNTED') g on true
        where l.created_at >= $1
        group by 1)
      select case when links < $2 then '*' else domain end as name, sum(links)::bigint as links,
        sum(responses)::bigint as responses, sum(suspected)::bigint as suspected,
        string_agg(array_to_string(signals, ' '), ' ') as signals
      from per group by 1
      order by sum(suspected) desc, sum(responses) desc, 1 limit $3
      """;

  private final Pool pool;

  BotMeter(Pool pool) {
    this.pool = pool;
  }

  @Schema(name = "BotMeterLine", description = "One recipient domain.")
  record Line(
      @Schema(
              required = true,
              description =
                  "What follows the @ of the recipients; * for all domains with fewer than five"
                      + " links and those that are not known.",
              examples = "example.org")
          String domain,
      @Schema(required = true, description = "Links that were made.", examples = "120") long links,
      @Schema(required = true, description = "Those that were answered.", examples = "31")
          long responses,
      @Schema(
              required = true,
              description = "Responses that are in quarantine or were rejected.",
              examples = "4")
          long quarantined,
      @Schema(required = true, description = "How often each signal was seen in those.")
          Map<Signal, Long> signals) {}

  Uni<List<Line>> since(Instant from, int limit) {
    return pool.preparedQuery(METER)
        .execute(Tuple.of(from.atOffset(ZoneOffset.UTC), (long) FEWEST_LINKS, (long) limit))
        .map(
            rows -> {
              List<Line> lines = new ArrayList<>();
              rows.forEach(row -> lines.add(line(row)));
              return lines;
            });
  }

  private static Line line(Row row) {
    Map<Signal, Long> signals = new EnumMap<>(Signal.class);
    String seen = row.getString("signals");
    if (seen != null) {
      Arrays.stream(seen.split(" "))
          .filter(name -> !name.isEmpty())
          .forEach(name -> signals.merge(Signal.valueOf(name), 1L, Long::sum));
    }
    return new Line(
        row.getString("name"),
        row.getLong("links"),
        row.getLong("responses"),
        row.getLong("suspected"),
        signals);
  }
}
