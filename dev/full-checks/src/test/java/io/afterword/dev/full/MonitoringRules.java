package io.afterword.dev.full;

import static io.afterword.dev.full.Manifests.each;
import static io.afterword.dev.full.Manifests.title;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether alerts, dashboards and autoscalers ask for metrics that there are, with labels that they
 * have, and whether somebody knows what to do about each alert.
 */
final class MonitoringRules {
  private static final Path GUIDE = Tool.CHECKOUT.resolve("docs/guides/watch.md");
  private static final Path RUNBOOK = Tool.CHECKOUT.resolve("docs/runbook.md");

  /** {@code | `name` | kind | `label`, `label` | ...} */
  private static final Pattern ROW =
      Pattern.compile("^\\| `(afterword_\\w+)` \\| \\w+ \\| ([^|]*) \\|", Pattern.MULTILINE);

  private static final Pattern USE = Pattern.compile("\\b(afterword_\\w+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*[=!]~?");

  /** Of the target or of a histogram, not of the metric. */
  private static final Set<String> OF_THE_TARGET = Set.of("namespace", "service", "pod", "le");

  private final Manifests manifests;
  private final String guide;
  private final List<String> faults = new ArrayList<>();

  private MonitoringRules(Manifests manifests) throws IOException {
    this.manifests = manifests;
    this.guide = Files.readString(GUIDE);
  }

  static List<String> faults(Manifests manifests) throws IOException {
    return new MonitoringRules(manifests).check();
  }

  private List<String> check() throws IOException {
    for (ObjectNode monitor : manifests.ofKind("ServiceMonitor").toList()) {
      monitor(monitor);
    }
    for (ObjectNode rule : manifests.ofKind("PrometheusRule").toList()) {
      alerts(rule);
    }
    for (ObjectNode map : manifests.ofKind("ConfigMap").toList()) {
      if (Manifests.name(map).endsWith("-dashboards")) {
        dashboards(map);
      }
    }
    manifests
        .ofKind("HorizontalPodAutoscaler")
        .forEach(
            autoscaler ->
                each(autoscaler.at("/spec/metrics"))
                    .map(metric -> metric.at("/external/metric"))
                    .filter(metric -> metric.has("name"))
                    .forEach(
                        metric ->
                            known(
                                title(autoscaler),
                                metric.path("name").asText(),
                                Manifests.strings(metric.at("/selector/matchLabels")).keySet())));
    return faults;
  }

  private void monitor(ObjectNode monitor) {
    List<ObjectNode> services =
        manifests
            .ofKind("Service")
            .filter(
                service ->
                    Manifests.strings(service.at("/metadata/labels"))
                        .entrySet()
                        .containsAll(
                            Manifests.strings(monitor.at("/spec/selector/matchLabels")).entrySet()))
            .toList();
    if (services.size() != 1) {
      faults.add(title(monitor) + ": selects " + services.stream().map(Manifests::title).toList());
      return;
    }
    JsonNode endpoint = monitor.at("/spec/endpoints/0");
    if (!endpoint.path("path").asText().equals("/q/metrics")) {
      faults.add(title(monitor) + ": there are no metrics at " + endpoint.path("path").asText());
    }
    if (each(services.get(0).at("/spec/ports"))
        .noneMatch(port -> port.path("name").equals(endpoint.path("port")))) {
      faults.add(
          "%s: %s has no port %s"
              .formatted(title(monitor), title(services.get(0)), endpoint.path("port").asText()));
    }
  }

  private void alerts(ObjectNode rule) throws IOException {
    Set<String> sections =
        Files.readAllLines(RUNBOOK).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .collect(Collectors.toCollection(TreeSet::new));
    for (JsonNode alert :
        each(rule.at("/spec/groups")).flatMap(group -> each(group.path("rules"))).toList()) {
      String name = alert.path("alert").asText();
      if (!sections.remove(name)) {
        faults.add("%s: docs/runbook.md has no section ## %s".formatted(title(rule), name));
      }
      String line = alert.at("/annotations/runbook").asText();
      if (!line.equals("docs/runbook.md#" + name.toLowerCase(Locale.ROOT))) {
        faults.add("%s: %s leads to %s".formatted(title(rule), name, line));
      }
      if (alert.at("/annotations/summary").asText().isBlank()
          || alert.at("/labels/severity").asText().isBlank()) {
        faults.add("%s: %s has no summary or no severity".formatted(title(rule), name));
      }
      expression(title(rule) + ": " + name, alert.path("expr").asText());
    }
    sections.forEach(section -> faults.add("docs/runbook.md: there is no alert " + section));
  }

  private void dashboards(ObjectNode map) throws IOException {
    for (var file : Manifests.strings(map.path("data")).entrySet()) {
      JsonNode board = new ObjectMapper().readTree(file.getValue());
      each(board.path("panels"))
          .flatMap(panel -> each(panel.path("targets")))
          .forEach(target -> expression(file.getKey(), target.path("expr").asText()));
    }
  }

  private void expression(String where, String expression) {
    if (expression.isBlank() || depth(expression) != 0) {
      faults.add("%s: its brackets do not close: %s".formatted(where, expression));
    }
    List<MatchResult> uses = USE.matcher(expression).results().toList();
    if (uses.isEmpty()) {
      faults.add("%s: asks for nothing of Afterword's: %s".formatted(where, expression));
    }
    for (MatchResult use : uses) {
      String labels = use.group(2) == null ? "" : use.group(2);
      known(
          where,
          // Prometheus has a histogram in parts.
          use.group(1).replaceFirst("_seconds_(bucket|count|sum)$", "_seconds"),
          MATCHER.matcher(labels).results().map(label -> label.group(1)).toList());
    }
  }

  private static int depth(String expression) {
    return expression
        .chars()
        .map(c -> "({[".indexOf(c) >= 0 ? 1 : ")}]".indexOf(c) >= 0 ? -1 : 0)
        .sum();
  }

  private void known(String where, String metric, Iterable<String> labels) {
    for (Matcher row = ROW.matcher(guide); row.find(); ) {
      if (row.group(1).equals(metric)) {
        List<String> has =
            Stream.of(row.group(2).split(", ", -1)).map(label -> label.replace("`", "")).toList();
        for (String label : labels) {
          if (!has.contains(label) && !OF_THE_TARGET.contains(label)) {
            faults.add("%s: %s has no label %s".formatted(where, metric, label));
          }
        }
        return;
      }
    }
    faults.add("%s: docs/guides/watch.md lists no %s".formatted(where, metric));
  }
}
