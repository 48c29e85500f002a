package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.dev.quickstart.inbox.Mail;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import io.afterword.dev.quickstart.suite.Suite;
import io.afterword.dev.system.Collector.Span;
import io.afterword.dev.test.Scrape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a run shows to whoever watches it: traces, logs and metrics; and nobody in them. */
final class WhatIsSeen {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern KEY = Pattern.compile("/r/([\\w-]{22})");
  private static final Pattern METRIC = Pattern.compile("\\bafterword_\\w+");
  private static final Path WATCHED = Path.of("../../deploy/helm/afterword/files");

  /** Where none is configured it is not shown: its alert would go off. StandbyTest looks at it. */
  private static final Set<String> OF_A_STANDBY = Set.of("afterword_standby_asked");

  /** What each service tells of one invitation, sent by each when it likes. */
  private static final List<String> STEPS =
      List.of(
          "dispatch-service: ask",
          "dispatch-service: get link",
          "survey-service: make link",
          "dispatch-service: send mail",
          "survey-service: record response",
          "scoring-service: feed",
          "scoring-service: count response",
          "dispatch-service: feed",
          "dispatch-service: note answer");

  private final Suite suite;
  private final Collector collector;

  WhatIsSeen(Suite suite, Collector collector) {
    this.suite = suite;
    this.collector = collector;
  }

  /** Settings that make a suite tell all that it can. */
  static Map<String, String> settings(Collector collector) {
    return Map.of(
        "AFTERWORD_TRACING_ENDPOINT",
        collector.address().toString(),
        "AFTERWORD_TRACING_SHARE",
        "1",
        "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
        "true",
        "QUARKUS_LOG_CATEGORY__IO_AFTERWORD__LEVEL",
        "DEBUG");
  }

  /** So many invitations, each one trace from the interaction to the score. */
  void traces(int invitations) {
    var traces =
        Await.until(
            PATIENCE,
            () -> collector.tracesOf("ask"),
            found ->
                found.size() == invitations
                    && found.values().stream().allMatch(spans -> spans.size() >= STEPS.size()),
            "not every invitation became a whole trace");
    for (List<Span> spans : traces.values()) {
      Span first = spans.get(0);
      System.out.print(tree(spans));
      assertThat(spans.stream().map(span -> span.service() + ": " + span.name()))
          .containsExactlyInAnyOrderElementsOf(STEPS);
      assertThat(spans.stream().skip(1).map(Span::parent)).containsOnly(first.id());
      assertThat(first.links())
          .singleElement()
          .satisfies(
              request ->
                  assertThat(collector.span(request).map(Span::name))
                      .contains("POST /v1/interactions"));
    }
  }

  private static String tree(List<Span> spans) {
    long began = spans.get(0).began();
    var lines = new StringBuilder("  trace " + spans.get(0).trace() + "\n");
    for (Span span : spans) {
      lines.append(
          "  %s%+6d ms %5d ms  %-16s  %s%s%n"
              .formatted(
                  span.parent().isEmpty() ? "" : "  ",
                  (span.began() - began) / 1_000_000,
                  (span.ended() - span.began()) / 1_000_000,
                  span.service(),
                  span.name(),
                  span.facts().containsKey("afterword.event.type")
                      ? " " + span.facts().get("afterword.event.type")
                      : ""));
    }
    return lines.toString();
  }

  /**
   * Every line is JSON, requests carry their trace, and nobody is in there.
   *
   * @param more texts that must not be in there either
   */
  void logs(String... more) {
    List<String> secret = new ArrayList<>(List.of(more));
    secret.addAll(suite.secrets().values().values());
    for (Mail mail : suite.inbox().mails()) {
      secret.add(mail.recipient());
      Matcher key = KEY.matcher(mail.html());
      while (key.find()) {
        secret.add(key.group(1));
      }
    }
    assertThat(secret).hasSizeGreaterThan(more.length + 5);
    for (ServiceKind kind : ServiceKind.values()) {
      Path log = suite.service(kind).log();
      List<JsonNode> lines = lines(log);
      assertThat(lines.stream().map(line -> line.at("/mdc/traceId").asText()))
          .as("trace ids in " + log)
          .anyMatch(id -> id.length() == 32);
      assertThat(lines.toString()).as(log.toString()).doesNotContain(secret);
    }
    assertThat(collector.text()).as("spans").doesNotContain(secret);
    assertThat(collector.spans().stream().map(Span::name)).noneMatch(name -> name.contains("/r/"));
  }

  private static List<JsonNode> lines(Path log) {
    var lines = new ArrayList<JsonNode>();
    try {
      for (String line : Files.readAllLines(log)) {
        lines.add(JSON.readTree(line));
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("a line of " + log + " is not JSON: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** All that alerts and dashboards ask for is there, and what happened was counted. */
  void metrics(int loops) {
    Await.until(
        PATIENCE,
        () -> missing(scrapes()),
        Set::isEmpty,
        "not every metric of the alerts and dashboards is shown");
    var scrapes = scrapes();
    counted(scrapes, ServiceKind.DISPATCH, "interactions_total", Map.of("outcome", "new"), loops);
    counted(scrapes, ServiceKind.DISPATCH, "decisions_total", Map.of("outcome", "ask"), loops);
    counted(
        scrapes, ServiceKind.DISPATCH, "deliveries_total", Map.of("outcome", "accepted"), loops);
    counted(scrapes, ServiceKind.SURVEY, "responses_total", Map.of("outcome", "recorded"), loops);
    counted(
        scrapes,
        ServiceKind.SCORING,
        "feed_taken_events_total",
        Map.of("type", "response.changed"),
        loops);
    counted(
        scrapes,
        ServiceKind.SURVEY,
        "requests_seconds_count",
        Map.of("method", "POST", "route", "/r/{key}", "outcome", "done"),
        loops);
    counted(
        scrapes,
        ServiceKind.DISPATCH,
        "requests_seconds_count",
        Map.of("method", "POST", "route", "/v1/interactions", "outcome", "done"),
        loops);
  }

  private static void counted(
      Map<ServiceKind, Scrape> scrapes,
      ServiceKind kind,
      String metric,
      Map<String, String> labels,
      int times) {
    Scrape scrape = Objects.requireNonNull(scrapes.get(kind));
    assertThat(scrape.sum("afterword_" + metric, labels))
        .as("%s %s %s", kind, metric, labels)
        .isEqualTo(times);
  }

  private Map<ServiceKind, Scrape> scrapes() {
    var scrapes = new EnumMap<ServiceKind, Scrape>(ServiceKind.class);
    for (ServiceKind kind : ServiceKind.values()) {
      ServiceProcess service = suite.service(kind);
      scrapes.put(kind, Scrape.of(service.address().resolve("/q/metrics")));
    }
    return scrapes;
  }

  private static Set<String> missing(Map<ServiceKind, Scrape> scrapes) {
    Set<String> missing = new TreeSet<>();
    try (Stream<Path> files = Files.walk(WATCHED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher metric = METRIC.matcher(Files.readString(file));
        while (metric.find()) {
          missing.add(metric.group().replaceFirst("_seconds_(bucket|count|sum)$", "_seconds"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(missing).hasSizeGreaterThan(15).containsAll(OF_A_STANDBY);
    missing.removeAll(OF_A_STANDBY);
    var shown = new HashSet<String>();
    scrapes.values().forEach(scrape -> shown.addAll(scrape.own().keySet()));
    missing.removeAll(shown);
    return missing;
  }
}
