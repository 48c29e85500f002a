package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the guides say about Kubernetes, as far as it can be run without a cluster: what would be
 * sent is made and looked at.
 */
class KubernetesGuideIT {
  private static final Path GUIDES = Tool.CHECKOUT.resolve("docs/guides");
  private static final Path GUIDE = GUIDES.resolve("kubernetes.md");

  /** In place of the program: it gives the chart's objects, and keeps what is made of them. */
  private static final String KUBECTL =
      """
      #!/bin/sh
      case "$*" in
        *" get deployment "*" --output json") cat "${0%/*}/$5.json" ;;
        *" create --filename -") cat > "$(mktemp "${0%/*}/made-XXXXXX")" ;;
        *) echo "not foreseen: $*" >&2; exit 1 ;;
      esac
      """;

  @TempDir Path folder;

  @Test
  void explains_every_value_and_no_other() throws Exception {
    Set<String> values = new TreeSet<>();
    collect("", Chart.yaml(Chart.FOLDER.resolve("values.yaml")), values);
    Set<String> explained =
        Files.readAllLines(GUIDE).stream()
            .dropWhile(line -> !line.equals("## Each value"))
            .takeWhile(line -> !line.equals("## Day to day"))
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(explained).isEqualTo(values);
  }

  @Test
  void its_secret_has_the_keys_that_the_pods_read_and_no_other() throws Exception {
    String command = commands(GUIDE, line -> line.startsWith("deploy/compose/new-env")).get(0);
    Tool.Outcome made = shell(command.replace(" > afterword.env", ""));
    Set<String> read =
        keys(Chart.render(List.of("small"), "--set", "mail.login=false"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(made.output().lines().map(line -> line.substring(0, line.indexOf('='))))
        .containsExactlyInAnyOrderElementsOf(read);
    assertThat(made.output().lines()).allMatch(line -> line.indexOf('=') < line.length() - 12);
  }

  @ParameterizedTest
  @CsvSource({"kubernetes.md, 4", "upgrade.md, 2"})
  void its_helm_commands_are_understood(String guide, int atLeast) throws Exception {
    List<String> commands =
        commands(
            GUIDES.resolve(guide),
            line -> line.startsWith("helm ") && line.contains("deploy/helm/afterword"));
    assertThat(commands).hasSizeGreaterThanOrEqualTo(atLeast);
    for (String command : commands) {
      Tool.Outcome outcome =
          shell(
              command
                  .replaceFirst("helm (install|upgrade)", "helm template")
                  .replace("afterword.yaml", "deploy/helm/afterword/examples/small.yaml"));
      assertThat(outcome.exitCode()).as(command + "\n" + outcome.output()).isZero();
    }
  }

  /** They serve nobody and end: the rest is as the Deployment has it, secrets and settings too. */
  @Test
  void the_jobs_after_a_restore_are_the_charts_deployments_with_another_argument()
      throws Exception {
    Manifests chart = Chart.render(List.of("small"));
    var json = new ObjectMapper();
    Path kubectl = Files.writeString(folder.resolve("kubectl"), KUBECTL);
    assertThat(kubectl.toFile().setExecutable(true)).isTrue();
    for (String service : Manifests.SERVICES) {
      String name = service + "-service";
      Files.writeString(
          folder.resolve(name + ".json"),
          json.writeValueAsString(chart.require("Deployment", name)));
    }
    Tool.Outcome outcome =
        Tool.onPath("sh")
            .run(
                List.of(
                    "-ec", Guide.of(GUIDES.resolve("backup.md")).command("restored-in-kubernetes")),
                Map.of("PATH", folder + ":" + System.getenv("PATH")));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();

    var jobs = new ArrayList<ObjectNode>();
    try (Stream<Path> made = Files.list(folder)) {
      for (Path file : made.filter(each -> each.toString().contains("made-")).toList()) {
        jobs.add((ObjectNode) json.readTree(file.toFile()));
      }
    }
    assertThat(jobs).hasSize(Manifests.SERVICES.size());
    assertThat(Chart.modelFaults(Map.of("jobs", new Manifests(jobs, Set.of()))))
        .isEqualTo(Map.of("jobs", List.of()));
    for (String service : Manifests.SERVICES) {
      ObjectNode expected = chart.pod(service).deepCopy();
      ObjectNode container = (ObjectNode) expected.at("/spec/containers/0");
      container.remove(List.of("startupProbe", "livenessProbe", "readinessProbe", "lifecycle"));
      container.putArray("args").add("restored");
      ObjectNode pod = (ObjectNode) expected.path("spec");
      pod.remove("initContainers");
      pod.put("restartPolicy", "Never");
      ObjectNode job = new Manifests(jobs, Set.of()).require("Job", service + "-service-restored");
      assertThat(job.at("/spec/template/spec")).isEqualTo(pod);
      assertThat(job.at("/spec/template/metadata/labels"))
          .as("policies let it reach its database")
          .isEqualTo(expected.at("/metadata/labels"));
    }
  }

  private static List<String> commands(Path guide, Predicate<String> wanted) throws IOException {
    return Files.readAllLines(guide).stream().filter(wanted).toList();
  }

  private static Tool.Outcome shell(String command) throws Exception {
    return Tool.onPath("sh").run(List.of("-c", command));
  }

  private static Stream<String> keys(Manifests manifests) {
    return Manifests.SERVICES.stream()
        .flatMap(service -> Manifests.each(manifests.container(service).path("env")))
        .map(variable -> variable.at("/valueFrom/secretKeyRef/key").asText());
  }

  /** Leaves, with one name for what the three services have alike. */
  private static void collect(String path, JsonNode node, Set<String> leaves) {
    if (!node.isObject() || node.isEmpty()) {
      leaves.add(path.replaceFirst("^(survey|dispatch|scoring)\\.", "SERVICE."));
    }
    node.properties()
        .forEach(
            entry ->
                collect(
                    path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                    entry.getValue(),
                    leaves));
  }
}
