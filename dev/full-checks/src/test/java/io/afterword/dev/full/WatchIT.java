package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Respondent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/guides/watch.md says, with a real Prometheus over a real run. */
class WatchIT {
  private static final Path FOLDER = Path.of("target", "watch").toAbsolutePath();
  private static final Path ALERTS = Chart.FOLDER.resolve("files/alerts.yaml");

  /** Longer by hand, for pictures on which something can be seen: {@code -Dwatch.people=200}. */
  private static final int PEOPLE = Integer.getInteger("watch.people", 5);

  private static Guide guide;
  private static RunningSuite suite;
  private static Prometheus prometheus;
  private static long begin;

  @BeforeAll
  static void run() throws Exception {
    guide = Guide.of(Tool.CHECKOUT.resolve("docs/guides/watch.md"));
    assertThat(guide.commands()).containsOnlyKeys("metrics", "status");
    assertThat(guide.programs()).containsOnlyKeys("monitoring.yaml", "adapter.yaml");
    suite = RunningSuite.start();
    begin = Instant.now().getEpochSecond();
    prometheus = Prometheus.start(FOLDER, ALERTS, suite.services());
    for (int person = 0; person < PEOPLE; person++) {
      new Respondent(Duration.ZERO).answer(suite.linkFor("en", 4), 4, "Fine.");
    }
    // Gauges are looked at every quarter of a minute, and a rate needs two looks.
    Await.until(
        RunningSuite.PATIENCE,
        () ->
            prometheus.query("afterword_feed_newest_event_age_seconds{type=\"response.changed\"}"),
        found -> !found.isEmpty(),
        "no answer was counted");
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (suite != null) {
      suite.close();
    }
  }

  @Test
  void prometheus_understands_every_alert_and_none_goes_off() throws Exception {
    Tool.Outcome outcome =
        Tool.onPath("promtool").run(List.of("check", "rules", ALERTS.toString()));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();

    List<JsonNode> rules = prometheus.rules();
    assertThat(rules).hasSizeGreaterThan(15);
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertThat(rule.path("lastError").asText()).as(rule.path("name").asText()).isEmpty();
              assertThat(rule.path("state").asText())
                  .as(rule.path("name").asText())
                  .isNotEqualTo("firing");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"afterword-loop", "afterword-feed"})
  void every_panel_shows_what_happened(String name) throws Exception {
    Board board = Board.read(name);
    for (Board.Panel panel : board.panels()) {
      for (Board.Target target : panel.targets()) {
        if (target.mayBeEmpty()) {
          prometheus.query(target.expression());
        } else {
          awaitSeries(target.expression(), panel.title());
        }
      }
    }
    try (Playwright playwright = Playwright.create();
        Browser browser = Chromium.launch(playwright)) {
      Path picture = FOLDER.resolve(name + ".png");
      board.picture(prometheus, begin, Instant.now().getEpochSecond(), browser, picture);
      assertThat(picture).isNotEmptyFile();
    }
  }

  @Test
  void the_guides_commands_show_what_it_says() throws Exception {
    assertThat(run("metrics").lines())
        .allMatch(line -> line.startsWith("afterword_"))
        .anyMatch(
            line -> line.startsWith("afterword_interactions_total{outcome=\"new\"} " + PEOPLE));
    JsonNode status = JsonMapper.builder().build().readTree(run("status"));
    assertThat(status.path("service").asText()).as(status.toString()).isEqualTo("dispatch");
  }

  /** A look of Prometheus' that takes longer than a second leaves a gap until the next. */
  private static List<JsonNode> awaitSeries(String expression, String what) {
    return Await.until(
        Duration.ofSeconds(30),
        () -> prometheus.query(expression),
        series -> !series.isEmpty(),
        what + " shows nothing: " + expression);
  }

  private static String run(String name) throws IOException, InterruptedException {
    String command =
        guide
            .command(name)
            .replace("http://localhost:8082", service("dispatch-service").toString())
            .replace("http://localhost:8080", suite.front().toString());
    Tool.Outcome outcome =
        Tool.onPath("bash")
            .run(
                List.of("-euo", "pipefail", "-c", command),
                Map.of("AFTERWORD_KEY", suite.apiKey()));
    assertThat(outcome.exitCode()).as(command + "\n" + outcome.output()).isZero();
    return outcome.output();
  }

  private static URI service(String name) {
    return Objects.requireNonNull(suite.services().get(name));
  }

  @Test
  void the_guides_values_make_what_the_operator_picks_up() throws Exception {
    Path values = FOLDER.resolve("monitoring.yaml");
    Files.writeString(values, guide.programs().get("monitoring.yaml"));
    Manifests made = Chart.render(List.of("small"), "--values", values.toString());
    assertThat(made.ofKind("ServiceMonitor").count()).isEqualTo(3);
    assertThat(made.ofKind("PrometheusRule").count()).isEqualTo(1);
    assertThat(MonitoringRules.faults(made)).isEmpty();
  }

  @Test
  void the_guides_rules_of_the_adapter_find_series() throws Exception {
    JsonNode rules = new YAMLMapper().readTree(guide.programs().get("adapter.yaml"));
    List<JsonNode> external = Manifests.each(rules.at("/rules/external")).toList();
    assertThat(external).hasSize(2);
    for (JsonNode rule : external) {
      String series = rule.path("seriesQuery").asText();
      awaitSeries(series, "the adapter's series");
      String query =
          rule.path("metricsQuery")
              .asText()
              .replace("<<.Series>>", series.substring(0, series.indexOf('{')))
              .replace("<<.LabelMatchers>>", "namespace=\"afterword\"");
      assertThat(awaitSeries(query, "the adapter's metric")).as(query).hasSize(1);
    }
  }
}
