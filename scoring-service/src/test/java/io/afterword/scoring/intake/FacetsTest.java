package io.afterword.scoring.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.series.SeriesCatalog;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.FacetPacker;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.tally.RatingRange;
import io.afterword.scoring.tally.Rebuild;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What crosses segments is the same from bitmaps as from the answers, whatever happens meanwhile.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class FacetsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Days DAYS = new Days(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1));
  private static final List<Cut> CUTS =
      List.of(
          Cut.NONE,
          Cut.by(Segment.CHANNEL),
          Cut.by(Segment.CHANNEL, Segment.AGENT, Segment.TEAM),
          new Cut(Grain.WEEK, false, List.of(Segment.AGENT)),
          new Cut(Grain.NONE, true, List.of()),
          new Cut(Grain.MONTH, true, List.of(Segment.FACT1, Segment.CHANNEL)));

  @Inject Feed feed;
  @Inject Pool pool;
  @Inject Tallies tallies;
  @Inject SeriesCatalog catalog;
  @Inject FacetPacker packer;
  @Inject SelfCheck selfCheck;
  @Inject Rebuild rebuild;

  private final UUID survey = Told.newId();
  private final Random random = new Random(7);
  private final List<Told.Response> responses = new ArrayList<>();

  @Test
  void bitmaps_and_tail_and_changed_days_are_what_a_recount_says() {
    feed.brings(Told.published(survey, 1));
    feed.brings(some(400));
    packAll();
    assertThat(unpacked()).isZero();
    everyViewIsARecount();

    // A tail beside packed days, then days that changed since they were packed.
    feed.brings(edits(60));
    everyViewIsARecount();
    foldAll();
    assertThat(unpacked()).isPositive();
    everyViewIsARecount();
    packAll();
    everyViewIsARecount();
    assertThat(recounted()).contains("no difference");
  }

  @Test
  void reads_are_exact_while_answers_come_in_and_days_are_packed() throws Exception {
    feed.brings(Told.published(survey, 1));
    feed.brings(some(200));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      CompletableFuture<Void> folding = repeat(threads, done, feed::folds);
      CompletableFuture<Void> packing =
          repeat(
              threads,
              done,
              () -> {
                packSoon();
                packer.pack(20).await().atMost(PATIENCE);
              });
      CompletableFuture<Void> intake =
          CompletableFuture.runAsync(
              () -> {
                for (int batch = 0; batch < 25; batch++) {
                  feed.brings(edits(15));
                  feed.brings(some(15));
                }
              },
              threads);
      int looks = 0;
      while (!intake.isDone()) {
        sameInOneSnapshot(
            query(Cut.NONE, Map.of(Segment.CHANNEL, member(1), Segment.AGENT, member(2)), null));
        looks++;
      }
      intake.get();
      done.set(true);
      folding.get();
      packing.get();
      assertThat(looks).isPositive();
    } finally {
      threads.shutdownNow();
    }
    packAll();
    everyViewIsARecount();
    assertThat(recounted()).contains("no difference");
  }

  @Test
  void the_self_check_finds_a_facet_with_a_bit_too_few() {
    feed.brings(Told.published(survey, 1), Told.response(survey).revision(1));
    packAll();
    String ofSurvey = " series in (select id from series where survey_id = '" + survey + "')";
    feed.execute("update facet set bits = bits & ~bits where dim = 3 and" + ofSurvey);
    feed.execute("update day_state set checked_version = 0 where" + ofSurvey);
    assertThat(recounted()).contains("1 cells differ", "first: facet of day 2026-11-10");

    feed.execute("update day_state set version = version + 1, packed_at = null where" + ofSurvey);
    packAll();
    assertThat(recounted()).contains("no difference");
  }

  @Test
  void a_rebuild_counts_the_same_again_and_repairs_what_is_wrong() {
    feed.brings(Told.published(survey, 1));
    feed.brings(some(100));
    foldAll();
    feed.brings(edits(20));
    feed.execute(
        "update tally_day set c3 = c3 + 5 where dim = 1 and series in (select id from series where"
            + " survey_id = '"
            + survey
            + "')");
    feed.execute("update day_state set checked_version = 0");
    assertThat(recounted()).contains("cells differ");

    assertThat(rebuild.run().await().atMost(PATIENCE)).contains("counted anew");

    assertThat(recounted()).contains("no difference");
    everyViewIsARecount();
    foldAll();
    feed.execute("update day_state set checked_version = 0");
    assertThat(recounted()).contains("no difference");
  }

  private static CompletableFuture<Void> repeat(
      ExecutorService threads, AtomicBoolean done, Runnable work) {
    return CompletableFuture.runAsync(
        () -> {
          while (!done.get()) {
            work.run();
          }
        },
        threads);
  }

  /** New answers of every kind over two months. */
  private List<ReceivedEvent> some(int count) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant at = Instant.parse("2026-03-20T00:00:00Z").plusSeconds(random.nextInt(60 * 86_400));
      Told.Response response =
          Told.response(survey)
              .at(at.toString())
              .interactionAt(at.minusSeconds(random.nextInt(86_400)).toString())
              .in("channel", List.of("EMAIL", "CHAT", "PHONE").get(random.nextInt(3)))
              .in("team", "team-" + random.nextInt(3))
              .fact("plan", random.nextBoolean() ? "trial" : "paid")
              .agent("agent-" + random.nextInt(5), "Agent");
      responses.add(response);
      events.add(response.rating(1 + random.nextInt(5)).revision(1));
    }
    return events;
  }

  /** Other ratings, and some withdrawn. */
  private List<ReceivedEvent> edits(int count) {
    List<ReceivedEvent> events = new ArrayList<>();
    int revision = 2 + random.nextInt(1_000_000);
    for (int i = 0; i < count; i++) {
      events.add(
          responses
              .get(random.nextInt(responses.size()))
              .rating(1 + random.nextInt(5))
              .state(random.nextInt(5) == 0 ? "WITHDRAWN" : "COUNTED")
              .revision(revision++));
    }
    return events;
  }

  private void everyViewIsARecount() {
    for (Cut cut : CUTS) {
      sameInOneSnapshot(query(cut, Map.of(), null));
      sameInOneSnapshot(query(cut, Map.of(Segment.CHANNEL, member(1)), null));
      sameInOneSnapshot(query(cut, Map.of(Segment.FACT1, member(11)), (short) 33));
      sameInOneSnapshot(
          query(
              cut,
              Map.of(
                  Segment.CHANNEL, member(1), Segment.AGENT, member(2), Segment.FACT1, member(11)),
              null));
    }
    TallyQuery heat = query(new Cut(Grain.NONE, true, List.of(Segment.CHANNEL)), Map.of(), null);
    assertThat(heat.crosses()).isFalse();
    assertThat(read(heat)).containsExactlyInAnyOrderElementsOf(answers(heat));
  }

  /** Nothing is brought between the two reads: folding and packing change no count. */
  private void sameInOneSnapshot(TallyQuery query) {
    long before = revisions();
    List<TallyRow> fromFacets = query.crosses() ? facets(query) : read(query);
    List<TallyRow> recount = answers(query);
    if (revisions() == before) {
      assertThat(fromFacets).containsExactlyInAnyOrderElementsOf(recount);
    }
  }

  /** Grows with whatever is brought; equal counts may have been others in between. */
  private long revisions() {
    return feed.number(
        "select coalesce(sum(a.revision), 0)::bigint from answer a"
            + " join series s on s.id = a.series where s.survey_id = $1",
        survey);
  }

  private List<TallyRow> answers(TallyQuery query) {
    return tallies.readAnswers(query).await().atMost(PATIENCE);
  }

  private List<TallyRow> facets(TallyQuery query) {
    return tallies.readFacets(query).await().atMost(PATIENCE);
  }

  private List<TallyRow> read(TallyQuery query) {
    return tallies.read(query).await().atMost(PATIENCE);
  }

  private TallyQuery query(Cut cut, Map<Segment, Short> filter, @Nullable Short hour) {
    List<Series> series = catalog.ofSurvey(pool, survey).await().atMost(PATIENCE);
    return new TallyQuery(
        Set.of(series.get(0).slot()),
        Set.of(series.get(0).id()),
        RatingRange.of(List.of(series.get(0).scale())),
        DAYS,
        cut,
        filter,
        hour,
        10_000);
  }

  /** Some member of that dimension that this survey's answers have. */
  private short member(int dim) {
    String column = dim == 1 ? "channel" : dim == 2 ? "agent" : "fact1";
    return (short)
        feed.number(
            "select max(a."
                + column
                + ")::bigint from answer a join series s on s.id = a.series where s.survey_id = $1",
            survey);
  }

  private void foldAll() {
    while (feed.number("select count(*) from change_pack") > 0) {
      feed.folds();
    }
  }

  /** Takes the days in the order in which a fold does, so that neither waits for the other. */
  private void packSoon() {
    feed.execute(
        "with packed as materialized (select slot, series, day from day_state"
            + " where packed_at is not null order by slot, series, day for update)"
            + " update day_state d set packed_at = null from packed p"
            + " where d.slot = p.slot and d.series = p.series and d.day = p.day");
  }

  private void packAll() {
    foldAll();
    packSoon();
    while (unpacked() > 0) {
      packer.pack(100).await().atMost(PATIENCE);
    }
  }

  private long unpacked() {
    return feed.number(
        "select count(*) from day_state d join series s on s.id = d.series where s.survey_id = $1 and d.version <> d.packed_version",
        survey);
  }

  private String recounted() {
    return selfCheck.run(Instant.parse("2026-12-01T00:00:00Z")).await().atMost(PATIENCE);
  }
}
