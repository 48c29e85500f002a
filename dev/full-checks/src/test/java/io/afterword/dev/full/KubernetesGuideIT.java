package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/guides/kubernetes.md says, as far as it can be run without a cluster. */
class KubernetesGuideIT {
  private static final Path GUIDE = Tool.CHECKOUT.resolve("docs/guides/kubernetes.md");

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
    String command = commands(line -> line.startsWith("deploy/compose/new-env")).get(0);
    Tool.Outcome made = shell(command.replace(" > afterword.env", ""));
    Set<String> read =
        keys(Chart.render(List.of("small"), "--set", "mail.login=false"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(made.output().lines().map(line -> line.substring(0, line.indexOf('='))))
        .containsExactlyInAnyOrderElementsOf(read);
    assertThat(made.output().lines()).allMatch(line -> line.indexOf('=') < line.length() - 12);
  }

  /** Without a cluster: what would be installed is made, not sent. */
  @Test
  void its_helm_commands_are_understood() throws Exception {
    List<String> commands =
        commands(line -> line.startsWith("helm ") && line.contains("deploy/helm/afterword"));
    assertThat(commands).hasSizeGreaterThan(3);
    for (String command : commands) {
      Tool.Outcome outcome =
          shell(
              command
                  .replaceFirst("helm (install|upgrade)", "helm template")
                  .replace("afterword.yaml", "deploy/helm/afterword/examples/small.yaml"));
      assertThat(outcome.exitCode()).as(command + "\n" + outcome.output()).isZero();
    }
  }

  private static List<String> commands(Predicate<String> wanted) throws IOException {
    return Files.readAllLines(GUIDE).stream().filter(wanted).toList();
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
