package io.afterword.dev.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * What another policy costs: interactions per second over HTTP with ten policies that are on,
 * against the same with one. Each policy leaves a row in the ledger for each interaction.
 */
final class Policies implements Benchmark {
  private static final int ROUNDS = 5;
  private static final int POLICIES = 10;
  private static final int BATCH = 500;
  private static final int BATCHES = 24;
  private static final int WARM_UP_BATCHES = 60;
  private static final int CONNECTIONS = 4;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private long cases;

  @Override
  public Map<String, Object> described() {
    return Map.of(
        "rounds",
        ROUNDS,
        "interactionsPerTurn",
        BATCH * BATCHES,
        "batch",
        BATCH,
        "connections",
        CONNECTIONS,
        "policies",
        "the first asks all in a day; of the others a third asks about another kind, a third"
            + " counts to five, a third wants the same people and comes too close",
        "running",
        "dispatch-service alone; nothing is due for sending");
  }

  @Override
  public List<Comparison> run(Bed bed) {
    new Interactions(bed).askAfter(Duration.ofDays(1));
    for (int number = 1; number < POLICIES; number++) {
      bed.post(ServiceKind.DISPATCH, "/v1/policies", policy(bed, number)).expectSuccess();
    }
    bed.stop(ServiceKind.SURVEY, ServiceKind.SCORING);
    take(bed, WARM_UP_BATCHES);
    Turns turns =
        new Turns()
            .with("ten policies", round -> measured(bed, POLICIES))
            .with("one policy", round -> measured(bed, 1))
            .run(ROUNDS);
    return List.of(
        Comparison.reported(
            "interactions in batches of 500 over HTTP, ten policies that are on",
            "interactions/s",
            turns.figuresOf("ten policies"),
            "the same with one policy",
            turns.figuresOf("one policy")));
  }

  private static Map<String, Object> policy(Bed bed, int number) {
    Map<String, Object> trigger =
        number % 3 == 1 ? Map.of("type", "EVERY_N", "n", 5) : Map.of("type", "PER_INTERACTION");
    return Map.of(
        "name",
        "Policy " + number,
        "surveyId",
        bed.surveyId(),
        "trigger",
        trigger,
        "delay",
        "PT24H",
        "coolDowns",
        Map.of("acrossAll", "P30D"),
        "filter",
        Map.of("field", "kind", "is", number % 3 == 0 ? "SALES" : "SUPPORT"));
  }

  /** The oldest ones are on. */
  private double measured(Bed bed, int policies) {
    bed.execute(
        ServiceKind.DISPATCH,
        "update policy set enabled = id in (select id from policy order by created_at limit %d)"
            .formatted(policies));
    return BATCH * BATCHES / take(bed, BATCHES);
  }

  /** Seconds that so many batches took. */
  private double take(Bed bed, int batches) {
    List<JsonNode> bodies =
        IntStream.range(0, batches).mapToObj(batch -> body(cases + (long) batch * BATCH)).toList();
    cases += (long) batches * BATCH;
    long begin = System.nanoTime();
    List<CompletableFuture<Void>> reporters =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(
                connection ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int n = connection; n < batches; n += CONNECTIONS) {
                            bed.post(ServiceKind.DISPATCH, "/v1/interactions", bodies.get(n))
                                .expectSuccess();
                          }
                        }))
            .toList();
    reporters.forEach(CompletableFuture::join);
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Made beforehand, so that only writing it as text is left. */
  private static JsonNode body(long first) {
    return JSON.valueToTree(Interactions.cases(first, BATCH));
  }
}
