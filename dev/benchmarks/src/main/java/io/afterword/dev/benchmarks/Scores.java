package io.afterword.dev.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the dashboard asks, at 100 thousand, a million and ten million answers: how long PostgreSQL
 * takes for all reads of one question, as it says itself, and how long the asker waits.
 */
final class Scores {
  private static final List<Integer> SIZES = List.of(100_000, 1_000_000, 10_000_000);
  private static final int LOOKS = 100;

  /** At views that have no bar; some of them take seconds. */
  private static final int FEW_LOOKS = 10;

  private static final int PAGES = 20;
  private static final int WARM_UP = 10;

  /** The last days of the periods differ, so that not one and the same page is read each time. */
  private static final int LAST_DAYS = 21;

  private static final double MOST_STANDARD = 25;
  private static final double MOST_FILTER = 150;
  private static final double MOST_GROWTH = 1.5;
  private static final double MOST_PAGE = 1000;

  /** So little differs by chance, from whatever else the machine does. */
  private static final double NOTHING = 5;

  private static final Map<String, String> POSTGRES =
      new TreeMap<>(
          Map.of(
              "shared_buffers", "2GB",
              "max_wal_size", "16GB",
              "checkpoint_timeout", "1h",
              "maintenance_work_mem", "256MB",
              "log_min_duration_statement", "0"));

  private final Path checkout;
  private final Map<String, Map<Integer, Double>> p99 = new LinkedHashMap<>();
  private boolean reached = true;

  Scores(Path checkout) {
    this.checkout = checkout;
  }

  /** Answers whether every bar was reached. */
  boolean run() {
    Path folder = checkout.resolve("dev/benchmarks/target/beds/scores");
    LocalPostgres.Builder builder = LocalPostgres.builder(folder.resolve("postgres")).durable(true);
    POSTGRES.forEach(builder::setting);
    Map<String, Object> parts = new LinkedHashMap<>();
    try (LocalPostgres server = builder.start()) {
      String loadBefore = Machine.load();
      List<AnswerStore> stores =
          SIZES.stream().map(size -> new AnswerStore(server, checkout, folder, size)).toList();
      if (Boolean.getBoolean("load.only")) {
        stores.forEach(this::load);
        return true;
      }
      Comparison intake = new ScoreIntake(server, checkout, folder).run();
      reached &= intake.reached();
      parts.put("figures", List.of(intake.view()));
      Map<String, Object> sizes = new LinkedHashMap<>();
      for (AnswerStore store : stores) {
        load(store);
        sizes.put(
            "%,d answers".formatted(store.answers()),
            measured(store, folder.resolve("postgres/postgres.log")));
        parts.put("settings", settings(store, loadBefore));
        parts.put("bars", bars());
        parts.put("found", sizes);
        // Loading the next may take long; what is known so far is kept.
        Result.tell("scores", parts);
      }
    }
    return reached;
  }

  private void load(AnswerStore store) {
    store.load();
    ServiceProcess service = started(store);
    try {
      store.awaitPacked();
    } finally {
      service.close();
    }
  }

  private static ServiceProcess started(AnswerStore store) {
    ServiceProcess service = store.service(Ports.free().front());
    service.start();
    service.awaitReady();
    return service;
  }

  private Map<String, Object> settings(AnswerStore store, String loadBefore) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("postgresqlSettings", "fsync=on synchronous_commit=on " + POSTGRES);
    settings.put("jvmOfEachService", Bed.JVM);
    settings.put("loadAverageBefore", loadBefore);
    settings.put("loadAverageAfter", Machine.load());
    settings.put(
        "data",
        "one survey, seed 815, %d days, %d agents, 8 segments and 6 facts"
            .formatted(AnswerMaker.DAYS, AnswerMaker.AGENTS));
    settings.put(
        "looks",
        "%d each, %d at views without a bar, one at a time, the last day moving over %d"
            .formatted(LOOKS, FEW_LOOKS, LAST_DAYS));
    settings.put(
        "database",
        "sum of what PostgreSQL logs for every counting read of the question, planning included, ms");
    settings.put("asker", "from the request to the last byte of the answer over HTTP, ms");
    settings.put(
        "postgresqlVersion", store.number("select current_setting('server_version_num')::bigint"));
    return settings;
  }

  private static Map<String, Object> bars() {
    Map<String, Object> bars = new LinkedHashMap<>();
    bars.put("standard views, p99 in the database at ten million", MOST_STANDARD);
    bars.put(
        "the same over that at a million (below %.0f ms nothing is compared)".formatted(NOTHING),
        MOST_GROWTH);
    bars.put(
        "filter over three segments and a year, p99 in the database at ten million", MOST_FILTER);
    bars.put("the whole page, p99 for the asker at ten million", MOST_PAGE);
    return bars;
  }

  private Map<String, Object> measured(AnswerStore store, Path log) {
    Map<String, Object> found = new LinkedHashMap<>();
    try (ServiceProcess service = started(store)) {
      StatementLog statements = new StatementLog(log);
      List<Object> views = new ArrayList<>();
      for (ScoreView view : ScoreView.all()) {
        views.add(look(store, service.address(), view, statements));
      }
      found.put("views", views);
      found.put("page", page(store, service.address(), statements));
      found.put("equalToARecount", recounted(store, service.address()));
    }
    Map<String, Object> megabytes = new LinkedHashMap<>();
    for (String table : List.of("answer", "response", "tally_day", "tally_month", "facet")) {
      megabytes.put(table, store.megabytes(table));
    }
    found.put("megabytes", megabytes);
    return found;
  }

  private Map<String, Object> look(
      AnswerStore store, URI service, ScoreView view, StatementLog statements) {
    Looks looks = new Looks(statements);
    boolean reported = view.kind() == ScoreView.Kind.REPORTED;
    int most = reported ? FEW_LOOKS : LOOKS;
    for (int number = reported ? -1 : -WARM_UP; number < most; number++) {
      looks.add(service.resolve(view.asked(lastDay(number))), number >= 0);
    }
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("view", view.name());
    found.put("days", view.days());
    found.put("kind", view.kind().name());
    found.putAll(looks.figures());
    judge(store, view, looks.databaseP99()).ifPresent(verdict -> found.put("reached", verdict));
    System.out.printf(
        "  %,11d %-45s %4d days  %s %s%n",
        store.answers(),
        view.name(),
        view.days(),
        looks.figures(),
        found.containsKey("reached") ? found.get("reached") : "");
    return found;
  }

  /** Only the largest has bars: its own, and the one against a tenth of it. */
  private Optional<Boolean> judge(AnswerStore store, ScoreView view, double figure) {
    String name = view.name() + view.days();
    Map<Integer, Double> sizes = p99.computeIfAbsent(name, first -> new TreeMap<>());
    sizes.put(store.answers(), figure);
    if (store.answers() != SIZES.get(SIZES.size() - 1) || view.kind() == ScoreView.Kind.REPORTED) {
      return Optional.empty();
    }
    boolean met;
    if (view.kind() == ScoreView.Kind.FILTER) {
      met = figure <= MOST_FILTER;
    } else {
      double before = sizes.getOrDefault(SIZES.get(SIZES.size() - 2), 0.0);
      met = figure <= MOST_STANDARD && (figure <= NOTHING || figure <= MOST_GROWTH * before);
    }
    reached &= met;
    return Optional.of(met);
  }

  private Map<String, Object> page(AnswerStore store, URI service, StatementLog statements) {
    Map<String, Object> found = new LinkedHashMap<>();
    for (int days : new int[] {30, 365}) {
      Looks looks = new Looks(statements);
      for (int number = -5; number < PAGES; number++) {
        LocalDate last = lastDay(number);
        looks.add(
            service.resolve(
                "/scores?survey=%s&from=%s&until=%s"
                    .formatted(AnswerStore.SURVEY, last.minusDays(days), last.minusDays(1))),
            number >= 0);
      }
      Map<String, Object> figures = looks.figures();
      if (store.answers() == SIZES.get(SIZES.size() - 1)) {
        boolean met = looks.askerP99() <= MOST_PAGE;
        figures.put("reached", met);
        reached &= met;
      }
      found.put(days + " days, the whole HTML", figures);
      System.out.printf("  %,11d the page of %d days: %s%n", store.answers(), days, figures);
    }
    return found;
  }

  /** Every filter's distribution against the answers themselves; nothing is written meanwhile. */
  private boolean recounted(AnswerStore store, URI service) {
    LocalDate to = lastDay(0);
    for (ScoreView view : ScoreView.all()) {
      if (view.kind() == ScoreView.Kind.FILTER) {
        Map<Integer, Long> counted = new TreeMap<>();
        json(Looks.get(service.resolve(view.asked(to))))
            .at("/total/distribution")
            .properties()
            .forEach(each -> counted.put(Integer.valueOf(each.getKey()), each.getValue().asLong()));
        Map<Integer, Long> recount = new TreeMap<>();
        for (int rating = 1; rating <= 5; rating++) {
          recount.put(
              rating,
              store.number(
                  "select count(*) from answer where rating = %d and day >= '%s' and day < '%s'%s"
                      .formatted(rating, to.minusDays(view.days()), to, conditions(view))));
        }
        if (!counted.equals(recount)) {
          throw new IllegalStateException(view + ": " + counted + " is not " + recount);
        }
        System.out.println("  equal to a recount: " + view.name() + " " + counted);
      }
    }
    return true;
  }

  private static String conditions(ScoreView view) {
    StringBuilder conditions = new StringBuilder();
    String[] facts = {"plan", "region", "product", "tier", "release", "campaign"};
    for (String term : view.path().replace("/v1/scores?", "").split("&", -1)) {
      String[] parts = term.replace("filter=", "").split(":", -1);
      String column = parts[0].equals("hourOfWeek") ? "hour_of_week" : parts[0];
      for (int fact = 0; fact < facts.length; fact++) {
        column = column.equals("facts." + facts[fact]) ? "fact" + (fact + 1) : column;
      }
      // Member n of a dimension has the number n + 1, for 0 and 1 have no names.
      int member =
          parts[1].startsWith("m")
              ? Integer.parseInt(parts[1].substring(1)) + 1
              : Integer.parseInt(parts[1]);
      conditions.append(" and ").append(column).append(" = ").append(member);
    }
    return conditions.toString();
  }

  private static LocalDate lastDay(int number) {
    return LocalDate.now(ZoneOffset.UTC).minusDays(Math.floorMod(number * 13, LAST_DAYS));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
