package io.afterword.scoring.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.scoring.intake.Told;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.metric.Scale;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which versions of a survey are worded alike, and where a chart shows that they are not. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SeriesCatalogTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Inject SeriesCatalog catalog;
  @Inject Pool pool;

  private final UUID survey = Told.newId();

  @Test
  void versions_that_break_nothing_are_one_run() {
    keep(1, false, false, "2026-03-01");
    keep(2, false, false, "2026-04-01");

    assertThat(breaks()).isEmpty();
    assertThat(runs()).isEqualTo(Map.of(1, 0, 2, 0));
  }

  @Test
  void answers_of_another_tool_end_where_the_survey_begins_not_on_the_day_of_their_import() {
    keep(1, false, false, "2026-03-01");
    keep(2, true, true, "2026-05-01");
    keep(3, true, false, "2026-06-01");
    keep(4, false, false, "2026-07-01");

    assertThat(breaks())
        .containsExactly(
            new SeriesBreak(1, LocalDate.parse("2026-03-01")),
            new SeriesBreak(3, LocalDate.parse("2026-06-01")));
    assertThat(runs()).isEqualTo(Map.of(1, 0, 2, -2, 3, 1, 4, 1));
  }

  private List<SeriesBreak> breaks() {
    return catalog.breaks(pool, survey, ZoneOffset.UTC).await().atMost(PATIENCE);
  }

  private Map<Integer, Integer> runs() {
    return catalog.ofSurvey(pool, survey).await().atMost(PATIENCE).stream()
        .filter(series -> !series.ofSignature())
        .collect(Collectors.toMap(Series::version, Series::run));
  }

  private void keep(int version, boolean breaks, boolean imported, String day) {
    Scale scale =
        new Scale("csat-1-5", 1, 5, Polarity.HIGHER_IS_BETTER, Set.of(4, 5), Set.of(1, 2));
    PublishedVersion published =
        new PublishedVersion(
            survey,
            version,
            version,
            "After support",
            Metric.CSAT,
            new PublishedVersion.Details(
                breaks,
                imported,
                Instant.parse(day + "T09:00:00Z"),
                List.of(new Series.Question("q1", (short) 0, true, Metric.CSAT, scale))));
    pool.withTransaction(tx -> catalog.keep(tx, published)).await().atMost(PATIENCE);
  }
}
