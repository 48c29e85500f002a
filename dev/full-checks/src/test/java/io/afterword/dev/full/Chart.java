package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The chart, and the programs that read it. */
final class Chart {
  static final Path FOLDER = Tool.CHECKOUT.resolve("deploy/helm/afterword");

  private static final Path NODE_MODULES = Tool.CHECKOUT.resolve("target/npm/node_modules");

  private Chart() {}

  static Tool.Outcome lint(List<String> examples) throws Exception {
    return helm("lint", examples, "--strict");
  }

  /** What helm says to these values; more arguments follow them. */
  static Tool.Outcome template(List<String> examples, String... more) throws Exception {
    return helm("template", examples, more);
  }

  static Manifests render(List<String> examples, String... more) throws Exception {
    Tool.Outcome outcome = template(examples, more);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    return Manifests.parse(outcome.output(), existingSecrets(examples));
  }

  static JsonNode yaml(Path file) throws IOException {
    return new YAMLMapper().readTree(file.toFile());
  }

  /** What Kubernetes' model has against each of these sets of manifests. */
  static Map<String, List<String>> modelFaults(Map<String, Manifests> sets) throws Exception {
    assertThat(NODE_MODULES.resolve("kubernetes-models"))
        .as("kubernetes-models is not installed; .ci/run shows how")
        .isDirectory();
    var json = new ObjectMapper();
    Path input = Files.createTempFile("manifests", ".json");
    try {
      var documents = json.createObjectNode();
      sets.forEach((name, set) -> documents.set(name, json.valueToTree(set.objects())));
      Files.writeString(input, json.writeValueAsString(documents));
      Tool.Outcome outcome =
          Tool.onPath("node")
              .run(
                  List.of(
                      "dev/full-checks/src/test/resources/chart/models.mjs",
                      NODE_MODULES.toString(),
                      input.toString()));
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      return json.readValue(outcome.output(), new TypeReference<>() {});
    } finally {
      Files.delete(input);
    }
  }

  private static Tool.Outcome helm(String command, List<String> examples, String... more)
      throws Exception {
    var arguments = new ArrayList<String>();
    arguments.add(command);
    if (command.equals("template")) {
      arguments.addAll(List.of("afterword", "--namespace", "afterword"));
    }
    arguments.add(FOLDER.toString());
    for (String example : examples) {
      arguments.addAll(List.of("--values", example(example).toString()));
    }
    arguments.addAll(List.of(more));
    return Tool.onPath("helm").run(arguments);
  }

  private static Path example(String name) {
    return FOLDER.resolve("examples").resolve(name + ".yaml");
  }

  private static Set<String> existingSecrets(List<String> examples) throws IOException {
    var names = new HashSet<String>();
    for (String example : examples) {
      JsonNode values = yaml(example(example));
      Stream.of(
              "/existingSecret",
              "/ingress/tlsSecret",
              "/database/tls/caSecret",
              "/mail/dkim/secret")
          .map(values::at)
          .filter(JsonNode::isTextual)
          .forEach(name -> names.add(name.asText()));
      Manifests.each(values.at("/image/pullSecrets")).forEach(name -> names.add(name.asText()));
    }
    return names;
  }
}
