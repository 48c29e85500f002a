package io.afterword.dev.full;

import static io.afterword.dev.full.Manifests.SERVICES;
import static io.afterword.dev.full.Manifests.each;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the network policies let through the arrows of files/arrows.yaml, and nothing else. */
final class ArrowRules {
  private static final String OUTSIDE = "outside";
  private static final String COLLECTOR = "collector";

  private final Manifests manifests;
  private final Set<String> entering = new TreeSet<>();
  private final Set<String> leaving = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

  private ArrowRules(Manifests manifests) {
    this.manifests = manifests;
  }

  static List<String> faults(Manifests manifests) throws IOException {
    return new ArrowRules(manifests).check();
  }

  /** The one list, as "from -> to". */
  static Set<String> listed() throws IOException {
    return each(Chart.yaml(Chart.FOLDER.resolve("files/arrows.yaml")))
        .map(arrow -> arrow(arrow.path("from").asText(), arrow.path("to").asText()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The table under "Arrows" in docs/architecture.md. */
  static Set<String> drawn() throws IOException {
    var drawn = new TreeSet<String>();
    for (String line : Files.readAllLines(Tool.CHECKOUT.resolve("docs/architecture.md"))) {
      if (line.startsWith("| ") && line.contains(" → ") && !line.startsWith("| from")) {
        String[] ends = line.substring(2, line.indexOf(" |", 2)).split(" → ", -1);
        for (String from : ends[0].split(", ", -1)) {
          for (String to : ends[1].split(", ", -1)) {
            drawn.add(arrow(from, to.toLowerCase(Locale.ROOT)));
          }
        }
      }
    }
    return drawn;
  }

  static String arrow(String from, String to) {
    return from + " -> " + to;
  }

  private List<String> check() throws IOException {
    for (String service : SERVICES) {
      List<ObjectNode> policies =
          manifests
              .ofKind("NetworkPolicy")
              .filter(
                  policy ->
                      manifests
                          .selected(policy.at("/spec/podSelector/matchLabels"))
                          .contains(service))
              .toList();
      if (policies.isEmpty()) {
        faults.add("NetworkPolicy: none holds for " + service + "-service");
      }
      policies.forEach(policy -> read(policy, service));
    }
    Set<String> listed = listed();
    listed.removeIf(arrow -> to(arrow).equals(COLLECTOR) && collectorPort(from(arrow)).isEmpty());
    compare(listed, arrow -> SERVICES.contains(to(arrow)), entering, "enter");
    compare(listed, arrow -> SERVICES.contains(from(arrow)), leaving, "leave");
    return faults;
  }

  private void read(ObjectNode policy, String service) {
    if (each(policy.at("/spec/policyTypes")).count() != 2) {
      faults.add(Manifests.title(policy) + ": holds for one direction only");
    }
    each(policy.at("/spec/ingress"))
        .flatMap(rule -> peers(rule.path("from")))
        .forEach(from -> entering.add(arrow(from, service)));
    each(policy.at("/spec/ingress"))
        .flatMap(rule -> each(rule.path("ports")))
        .map(port -> port.path("port").asText())
        .filter(port -> !port.equals("http"))
        .forEach(port -> faults.add(Manifests.title(policy) + ": lets in at port " + port));
    each(policy.at("/spec/egress"))
        .flatMap(rule -> targets(rule, service))
        .forEach(to -> leaving.add(arrow(service, to)));
  }

  /** Services that a list of peers means; anything else is outside, and no list is everybody. */
  private Stream<String> peers(JsonNode peers) {
    if (peers.isEmpty()) {
      return Stream.of("everybody");
    }
    return each(peers)
        .flatMap(
            peer ->
                peer.has("podSelector") && !peer.has("namespaceSelector")
                    ? manifests.selected(peer.at("/podSelector/matchLabels")).stream()
                    : Stream.of(OUTSIDE));
  }

  private Stream<String> targets(JsonNode rule, String service) {
    Set<String> ports =
        each(rule.path("ports"))
            .map(port -> port.path("port").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    if (ports.equals(Set.of("53"))) {
      return Stream.empty();
    }
    if (ports.equals(Set.of("http"))) {
      return peers(rule.path("to"));
    }
    if (ports.equals(Set.of(databasePort(service)))) {
      return Stream.of("postgresql");
    }
    if (ports.equals(Set.of(collectorPort(service)))) {
      return Stream.of(COLLECTOR);
    }
    if (ports.equals(Set.of("443"))) {
      return Stream.of("subscribers");
    }
    return ports.equals(Set.of(manifests.settings(service).getOrDefault("AFTERWORD_SMTP_PORT", "")))
        ? Stream.of("smtp")
        : Stream.of("ports " + ports);
  }

  private String databasePort(String service) {
    String url =
        manifests.settings(service).getOrDefault("QUARKUS_DATASOURCE_REACTIVE_URL", "none:0");
    return Integer.toString(URI.create(url).getPort());
  }

  /** Empty where no collector is configured. */
  private String collectorPort(String service) {
    String url = manifests.settings(service).getOrDefault("AFTERWORD_TRACING_ENDPOINT", "");
    return url.isEmpty() ? "" : Integer.toString(URI.create(url).getPort());
  }

  private void compare(
      Set<String> listed, Predicate<String> concerned, Set<String> open, String verb) {
    listed.stream()
        .filter(concerned)
        .filter(arrow -> !open.contains(arrow))
        .forEach(arrow -> faults.add("NetworkPolicy: %s may not %s".formatted(arrow, verb)));
    open.stream()
        .filter(arrow -> !listed.contains(arrow))
        .forEach(
            arrow -> faults.add("NetworkPolicy: %s may %s and is no arrow".formatted(arrow, verb)));
  }

  private static String from(String arrow) {
    return Arrays.asList(arrow.split(" -> ", -1)).get(0);
  }

  private static String to(String arrow) {
    return Arrays.asList(arrow.split(" -> ", -1)).get(1);
  }
}
