package io.afterword.scoring.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.segment.Member;
import io.afterword.scoring.segment.Members;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.series.SeriesCatalog;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.tally.RatingRange;
import io.afterword.scoring.tally.SelfCheck;
import io.afterword.scoring.tally.Tallies;
import io.afterword.scoring.tally.TallyQuery;
import io.afterword.scoring.tally.TallyRow;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counts stay exact whatever the feed does: against a model that simply keeps the last word. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ExactnessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ZoneId ZONE = ZoneId.of("Europe/Oslo");
  private static final Days ALL_DAYS = new Days(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1));
  private static final List<String> CHANNELS = List.of("EMAIL", "CHAT", "PHONE", "WEB");

  @Inject Feed feed;
  @Inject Pool pool;
  @Inject Tallies tallies;
  @Inject SeriesCatalog catalog;
  @Inject Members members;
  @Inject SelfCheck selfCheck;

  /** A response's last word: what must be counted of it. */
  record Truth(LocalDate day, String channel, String agent, @Nullable Integer rating) {}

  @Test
  void shuffled_redelivered_revised_and_withdrawn_answers_are_counted_once() throws Exception {
    UUID survey = Told.newId();
    feed.brings(Told.published(survey, 1));
    Random random = new Random(815);
    List<ReceivedEvent> events = new ArrayList<>();
    List<Truth> truths = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      truths.add(tell(survey, random, events));
    }
    List<ReceivedEvent> twice = new ArrayList<>(events);
    events.stream().filter(event -> random.nextBoolean()).forEach(twice::add);
    Collections.shuffle(twice, random);

    bringAtOnce(twice);

    Map<Segment, Map<String, Map<LocalDate, Histogram>>> expected = new HashMap<>();
    expected.put(Segment.CHANNEL, model(truths, Truth::channel));
    expected.put(Segment.AGENT, model(truths, Truth::agent));
    assertThat(counted(survey, Segment.CHANNEL)).isEqualTo(expected.get(Segment.CHANNEL));
    assertThat(counted(survey, Segment.AGENT)).isEqualTo(expected.get(Segment.AGENT));
    foldAll();
    assertThat(counted(survey, Segment.CHANNEL)).isEqualTo(expected.get(Segment.CHANNEL));
    assertThat(counted(survey, Segment.AGENT)).isEqualTo(expected.get(Segment.AGENT));
    assertThat(byMonth(survey)).isEqualTo(monthsOf(truths));
    assertThat(recounted()).contains("no difference");
  }

  @Test
  void the_self_check_finds_tallies_that_are_off_by_one_however_long_ago() {
    UUID survey = Told.newId();
    feed.brings(Told.published(survey, 1));
    feed.brings(
        LocalDate.of(2026, 9, 1)
            .datesUntil(LocalDate.of(2026, 10, 11))
            .map(day -> Told.response(survey).at(day + "T12:00:00Z").revision(1))
            .toList());
    foldAll();
    assertThat(recounted()).contains("no difference");

    String ofSurvey = "series in (select id from series where survey_id = '" + survey + "')";
    String cells = " where dim = 1 and day in ('2026-09-01', '2026-10-10') and " + ofSurvey;
    feed.execute("update tally_day set c4 = c4 + 1" + cells);
    feed.execute("update day_state set version = version + 1, packed_at = now() where " + ofSurvey);
    // Two days' cells, and two months that are no longer the sums of their days.
    assertThat(recounted()).contains("4 cells differ", "day 2026-10-10");

    feed.execute("update tally_day set c4 = c4 - 1" + cells);
    assertThat(recounted()).contains("no difference");
  }

  private static Truth tell(UUID survey, Random random, List<ReceivedEvent> events) {
    Instant first = Instant.parse("2026-03-20T00:00:00Z").plusSeconds(random.nextInt(60 * 86_400));
    String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
    String agent = "agent-" + random.nextInt(12);
    Told.Response response =
        Told.response(survey)
            .at(first.toString())
            .in("channel", channel)
            .agent(agent, agent.toUpperCase(Locale.ROOT));
    Integer rating = null;
    int revisions = 1 + random.nextInt(3);
    for (int revision = 1; revision <= revisions; revision++) {
      boolean counted = random.nextInt(100) >= 8;
      int given = 1 + random.nextInt(5);
      rating = counted ? given : null;
      events.add(
          response.rating(given).state(counted ? "COUNTED" : "WITHDRAWN").revision(revision));
    }
    return new Truth(LocalDate.ofInstant(first, ZONE), channel, agent, rating);
  }

  /** Two intakes with the same batches in different orders, and two folders beside them. */
  private void bringAtOnce(List<ReceivedEvent> events) throws Exception {
    List<List<ReceivedEvent>> batches = new ArrayList<>();
    for (int from = 0; from < events.size(); from += 40) {
      batches.add(events.subList(from, Math.min(events.size(), from + 40)));
    }
    List<List<ReceivedEvent>> otherOrder = new ArrayList<>(batches);
    Collections.shuffle(otherOrder, new Random(1));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<Void>> folders =
          List.of(folding(threads, done), folding(threads, done));
      CompletableFuture.allOf(bringing(threads, batches), bringing(threads, otherOrder)).get();
      done.set(true);
      for (CompletableFuture<Void> folder : folders) {
        folder.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private CompletableFuture<Void> bringing(
      ExecutorService threads, List<List<ReceivedEvent>> batches) {
    return CompletableFuture.runAsync(() -> batches.forEach(feed::brings), threads);
  }

  private CompletableFuture<Void> folding(ExecutorService threads, AtomicBoolean done) {
    return CompletableFuture.runAsync(
        () -> {
          while (!done.get()) {
            feed.folds();
          }
        },
        threads);
  }

  private void foldAll() {
    while (feed.number("select count(*) from change_pack") > 0) {
      feed.folds();
    }
  }

  private String recounted() {
    return selfCheck.run(Instant.parse("2026-12-01T00:00:00Z")).await().atMost(PATIENCE);
  }

  private Map<String, Map<LocalDate, Histogram>> counted(UUID survey, Segment segment) {
    List<TallyRow> rows = read(survey, new Cut(Grain.DAY, false, List.of(segment)));
    Map<Integer, Member> names =
        members
            .describe(
                segment, rows.stream().map(row -> row.members().get(0)).collect(Collectors.toSet()))
            .await()
            .atMost(PATIENCE);
    Map<String, Map<LocalDate, Histogram>> counted = new HashMap<>();
    for (TallyRow row : rows) {
      counted
          .computeIfAbsent(value(names, row), name -> new HashMap<>())
          .put(Objects.requireNonNull(row.period()), row.histogram());
    }
    return counted;
  }

  private static String value(Map<Integer, Member> names, TallyRow row) {
    Member member = names.get(row.members().get(0));
    return member == null ? "?" : String.valueOf(member.value());
  }

  private Map<LocalDate, Long> byMonth(UUID survey) {
    return read(survey, Cut.by(Grain.MONTH)).stream()
        .collect(
            Collectors.toMap(
                row -> Objects.requireNonNull(row.period()), row -> row.histogram().n()));
  }

  private List<TallyRow> read(UUID survey, Cut cut) {
    List<Series> series = catalog.ofSurvey(pool, survey).await().atMost(PATIENCE);
    return tallies
        .read(
            new TallyQuery(
                Set.of(series.get(0).slot()),
                Set.of(series.get(0).id()),
                RatingRange.of(List.of(series.get(0).scale())),
                ALL_DAYS,
                cut,
                Map.of(),
                null,
                1_000))
        .await()
        .atMost(PATIENCE);
  }

  private static Map<String, Map<LocalDate, Histogram>> model(
      List<Truth> truths, Function<Truth, String> member) {
    Map<String, Map<LocalDate, Histogram>> model = new HashMap<>();
    for (Truth truth : truths) {
      Integer rating = truth.rating();
      if (rating != null) {
        model
            .computeIfAbsent(member.apply(truth), name -> new HashMap<>())
            .merge(truth.day(), Histogram.EMPTY.with(rating), Histogram::plus);
      }
    }
    return model;
  }

  private static Map<LocalDate, Long> monthsOf(List<Truth> truths) {
    return truths.stream()
        .filter(truth -> truth.rating() != null)
        .collect(
            Collectors.groupingBy(truth -> truth.day().withDayOfMonth(1), Collectors.counting()));
  }
}
