package io.afterword.dev.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dev.benchmarks.SurveyEvents;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Answers and what becomes of them: events as survey-service sends them, and the last word each.
 */
final class Answers {
  static final UUID SURVEY = UUID.fromString("019a0000-0000-7000-8000-00000000c0de");
  private static final int DAYS = 40;

  private static final int BATCH = 200;

  /** So that all of them were given already, whenever this runs. */
  private final Instant first = firstDay().atStartOfDay(ZoneOffset.UTC).toInstant();

  private final Random random;
  private final List<UUID> ids = new ArrayList<>();
  private final Map<UUID, Integer> revisions = new HashMap<>();
  private final Map<UUID, Integer> lastWords = new HashMap<>();

  Answers(long seed) {
    this.random = new Random(seed);
  }

  static LocalDate firstDay() {
    return LocalDate.now(ZoneOffset.UTC).minusDays(2 * DAYS);
  }

  String published() {
    return SurveyEvents.batch(List.of(SurveyEvents.published(SURVEY, first, random)));
  }

  /**
   * New answers and edits of older ones, some withdrawn; half of the events twice, all in another
   * order than they happened.
   */
  List<String> next(int fresh, int edits) {
    List<ObjectNode> events = new ArrayList<>();
    for (int i = 0; i < fresh; i++) {
      Instant at = first.plusSeconds(random.nextInt(DAYS * 86_400));
      UUID id = SurveyEvents.timeOrdered(at, random);
      ids.add(id);
      events.add(word(id));
    }
    for (int i = 0; i < edits; i++) {
      events.add(word(ids.get(random.nextInt(ids.size()))));
    }
    List<ObjectNode> sent = new ArrayList<>(events);
    events.stream().filter(event -> random.nextBoolean()).forEach(sent::add);
    Collections.shuffle(sent, random);
    List<String> batches = new ArrayList<>();
    for (int from = 0; from < sent.size(); from += BATCH) {
      batches.add(SurveyEvents.batch(sent.subList(from, Math.min(sent.size(), from + BATCH))));
    }
    return batches;
  }

  /** The rating that counts of each; withdrawn ones are left out. */
  Map<UUID, Integer> lastWords() {
    return Map.copyOf(lastWords);
  }

  private ObjectNode word(UUID id) {
    int revision = revisions.merge(id, 1, Integer::sum);
    int rating = 1 + random.nextInt(5);
    boolean counted = random.nextInt(100) >= 8;
    if (counted) {
      lastWords.put(id, rating);
    } else {
      lastWords.remove(id);
    }
    Instant at = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    return SurveyEvents.responded(
        SURVEY,
        new SurveyEvents.Word(id, revision, counted ? "COUNTED" : "WITHDRAWN", rating, at),
        context(id, at),
        random);
  }

  /** A property of the answer, not of the event: an edit says the same again. */
  private static ObjectNode context(UUID id, Instant at) {
    int who = (int) (id.getLeastSignificantBits() & 0xFF);
    ObjectNode context =
        SurveyEvents.support(
            who % 3 == 0 ? "CHAT" : "EMAIL", "team-" + who % 5, "agent-" + who % 20);
    context
        .putObject("interaction")
        .put("id", "i")
        .put("occurredAt", at.minusSeconds(7200).toString());
    return context;
  }
}
