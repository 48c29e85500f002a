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
import org.junit.jupiter.params.provider.ValueSource;

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
      here="${0%/*}"
      echo "$*" >> "$here/asked"
      [ "$*" != "$FAILS" ] || exit 1
      case "$*" in
        "--namespace afterword get deployment "*" --output json") cat "$here/$5.json" ;;
        "--namespace afterword create --filename -") cat > "$(mktemp "$here/made-XXXXXX")" ;;
        "--namespace afterword attach --stdin "*) cat > "$here/handed" ;;
        "--namespace afterword wait "* | "--namespace afterword logs "*) ;;
        *) echo "not foreseen: $*" >&2; exit 1 ;;
      esac
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

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
    assertThat(made.output().lines().filter(line -> line.startsWith("AFTERWORD_DB_")))
        .as("fit into an address, postgresql://user:password@host/database")
        .hasSize(3)
        .allMatch(line -> line.matches("[A-Z_]+=[A-Za-z0-9_-]{43}"));
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
    Tool.Outcome outcome = putRight(chart, "nothing");
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(folder.resolve("handed")).hasContent("who was erased");
    assertThat(waited())
        .as("each begins when the one before has ended")
        .containsExactly(
            "wait job/dispatch-service-replay-erasures --for=jsonpath={.status.ready}=1 --timeout=10m",
            "attach --stdin job/dispatch-service-replay-erasures",
            "wait job/dispatch-service-replay-erasures --for=condition=complete --timeout=30m",
            "wait job/survey-service-restored --for=condition=complete --timeout=30m",
            "wait job/dispatch-service-restored --for=condition=complete --timeout=30m",
            "wait job/scoring-service-restored --for=condition=complete --timeout=30m");

    Manifests jobs = new Manifests(made(), Set.of());
    assertThat(jobs.objects()).hasSize(4);
    assertThat(Chart.modelFaults(Map.of("jobs", jobs))).isEqualTo(Map.of("jobs", List.of()));
    assertThatJobIsTheDeployment(jobs, chart, "dispatch", "replay-erasures");
    for (String service : Manifests.SERVICES) {
      assertThatJobIsTheDeployment(jobs, chart, service, "restored");
    }
  }

  @Test
  void nothing_is_put_right_further_when_a_job_fails() throws Exception {
    Tool.Outcome outcome =
        putRight(
            Chart.render(List.of("small")),
            "wait job/dispatch-service-replay-erasures --for=condition=complete --timeout=30m");
    assertThat(outcome.exitCode()).isNotZero();
    assertThat(made()).hasSize(1);
  }

  /** What the guide has whoever restores do, until this question to the cluster, which fails. */
  private Tool.Outcome putRight(Manifests chart, String fails) throws Exception {
    Path kubectl = Files.writeString(folder.resolve("kubectl"), KUBECTL);
    assertThat(kubectl.toFile().setExecutable(true)).isTrue();
    for (String service : Manifests.SERVICES) {
      String name = service + "-service";
      Files.writeString(
          folder.resolve(name + ".json"),
          JSON.writeValueAsString(chart.require("Deployment", name)));
    }
    Files.writeString(folder.resolve("erased.txt"), "who was erased\n");
    return Tool.onPath("sh")
        .run(
            List.of("-c", Guide.of(GUIDES.resolve("backup.md")).command("restored-in-kubernetes")),
            Map.of(
                "PATH", folder + ":" + System.getenv("PATH"),
                "BACKUP", folder.toString(),
                "FAILS", "--namespace afterword " + fails));
  }

  private List<String> waited() throws IOException {
    return Files.readAllLines(folder.resolve("asked")).stream()
        .map(line -> line.replace("--namespace afterword ", ""))
        .filter(line -> line.startsWith("wait ") || line.startsWith("attach "))
        .toList();
  }

  private List<ObjectNode> made() throws IOException {
    var objects = new ArrayList<ObjectNode>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().contains("made-")).toList()) {
        objects.add((ObjectNode) JSON.readTree(file.toFile()));
      }
    }
    return objects;
  }

  private static void assertThatJobIsTheDeployment(
      Manifests jobs, Manifests chart, String service, String argument) {
    ObjectNode expected = chart.pod(service).deepCopy();
    ((ObjectNode) expected.path("spec")).put("restartPolicy", "Never");
    ObjectNode container = (ObjectNode) expected.at("/spec/containers/0");
    container.remove(List.of("startupProbe", "livenessProbe", "readinessProbe", "lifecycle"));
    container.put("stdin", true).put("stdinOnce", true).putArray("args").add(argument);
    ObjectNode job = jobs.require("Job", service + "-service-" + argument);
    assertThat(job.at("/spec/template/spec")).isEqualTo(expected.path("spec"));
    assertThat(job.at("/spec/template/metadata/labels"))
        .as("policies let it reach its database")
        .isEqualTo(expected.at("/metadata/labels"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "production"})
  void the_pods_run_the_images_that_were_pushed(String example) throws Exception {
    String built = commands(GUIDE, line -> line.strip().startsWith("docker push ")).get(0).strip();
    String registry = commands(GUIDE, line -> line.startsWith("registry=")).get(0).substring(9);
    Manifests chart = Chart.render(List.of(example));
    for (String service : Manifests.SERVICES) {
      assertThat(chart.container(service).path("image").asText())
          .isEqualTo(
              built
                  .replace("docker push ", "")
                  .replace("$registry", registry)
                  .replace("$service", service));
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
