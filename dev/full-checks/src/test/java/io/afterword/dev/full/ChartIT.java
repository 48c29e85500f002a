package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chart, as far as it can be read without a cluster; every kind of check also has to find a
 * fault that is planted for it.
 */
class ChartIT {
  /** Values files as they are used together. */
  private static final List<List<String>> EXAMPLES =
      List.of(
          List.of("small"),
          List.of("production"),
          List.of("small", "scale-scoring"),
          List.of("production", "scale-scoring"),
          PlantedFault.WITH_DATABASES,
          List.of("production", "postgresql-cluster"),
          List.of("small", "postgresql-cluster", "postgresql-recovery"));

  private static final Map<List<String>, Manifests> made = new LinkedHashMap<>();
  private static Map<String, List<String>> modelFaults = Map.of();

  @BeforeAll
  static void render() throws Exception {
    var sets = new LinkedHashMap<String, Manifests>();
    for (List<String> examples : EXAMPLES) {
      made.put(examples, Chart.render(examples));
      sets.put(examples.toString(), made(examples));
    }
    for (PlantedFault fault : PlantedFault.all()) {
      if (fault.by() == PlantedFault.By.MODEL) {
        sets.put(fault.name(), planted(fault));
      }
    }
    modelFaults = Chart.modelFaults(sets);
  }

  static List<List<String>> examples() {
    return EXAMPLES;
  }

  @Test
  void every_values_file_is_checked() throws Exception {
    try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("examples"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(
              EXAMPLES.stream().flatMap(List::stream).collect(Collectors.toSet()));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void helm_has_nothing_to_say(List<String> examples) throws Exception {
    Tool.Outcome outcome = Chart.lint(examples);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.output()).doesNotContain("WARNING", "ERROR");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void the_model_of_kubernetes_has_nothing_to_say(List<String> examples) {
    assertThat(modelFaults.get(examples.toString())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everything_fits_together(List<String> examples) throws Exception {
    assertThat(ownFaults(made(examples))).isEmpty();
  }

  static List<PlantedFault> plantedFaults() {
    return PlantedFault.all();
  }

  @ParameterizedTest
  @MethodSource("plantedFaults")
  void finds(PlantedFault fault) throws Exception {
    List<String> found =
        switch (fault.by()) {
          case OWN_RULES -> ownFaults(planted(fault));
          case MODEL -> Objects.requireNonNull(modelFaults.get(fault.name()));
        };
    assertThat(found).anySatisfy(sentence -> assertThat(sentence).contains(fault.sentence()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          survey.replica=3                             | survey: Additional property replica is not allowed
          network.enabled=false                        | (root): Additional property network is not allowed
          dispatch.autoscaling.cpu=5                   | dispatch.autoscaling: Additional property cpu is not allowed
          workspace.zone=Oslo                          | workspace.zone: Does not match pattern
          survey.replicas=0                            | survey.replicas: Must be greater than or equal to 1
          scoring.env.PATH=x                           | scoring.env
          workspace.publicUrl=                         | workspace.publicUrl is missing: where people reach Afterword
          existingSecret=                              | existingSecret is missing: the name of the Secret
          database.host=                               | database.host is missing: the PostgreSQL server.
          postgresql.cluster.enabled=true              | postgresql.cluster.enabled makes the servers: leave database.host
          postgresql.cluster.storage.size=20GB         | postgresql.cluster.storage.size: Does not match pattern
          networkPolicy.outside=null                   | networkPolicy.outside is missing
          mail.tls=true                                | mail.tls is true: TLS from the first byte needs mail.startTls DISABLED.
          mail.dkim.secret=dkim                        | mail.dkim needs both secret and selector, or neither.
          workspace.publicUrl=http://a.example         | ingress.tlsSecret is set: workspace.publicUrl then begins with https://.
          survey.autoscaling.minReplicas=9             | survey.autoscaling.minReplicas is more than maxReplicas.
          survey.autoscaling.dueDeliveries=5           | survey.autoscaling.dueDeliveries: only dispatch has deliveries.
          survey.database.standby=reads.example        | survey.database.standby: only scoring reads from one.
          monitoring.rules.label.a=b                   | monitoring.rules: Additional property label is not allowed
          survey.env.AFTERWORD_LINK_SECRET=x           | survey.env.AFTERWORD_LINK_SECRET is set by the chart itself
          dispatch.env.AFTERWORD_PUBLIC_URL=http://b   | dispatch.env.AFTERWORD_PUBLIC_URL is set by the chart itself
          """)
  void refuses_values_in_a_sentence_that_names_them(String value, String sentence)
      throws Exception {
    Tool.Outcome outcome = Chart.template(List.of("small"), "--set", value);
    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output()).contains(sentence);
  }

  @Test
  void refuses_a_second_release_in_a_namespace() throws Exception {
    try (var cluster = new PretendedCluster()) {
      cluster.has(
          "/apis/apps/v1/namespaces/afterword/deployments/survey-service",
          """
          {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "survey-service",
           "annotations": {"meta.helm.sh/release-name": "the-first"}}}
          """);
      assertThat(Chart.template(List.of("small"), cluster.arguments()).output())
          .contains("the namespace afterword already has Afterword, from the release the-first");
    }
  }

  @Test
  void names_the_keys_that_the_secret_lacks() throws Exception {
    try (var cluster = new PretendedCluster()) {
      cluster.has(
          "/api/v1/namespaces/afterword/secrets/afterword",
          """
          {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "afterword"}, "data": {
           "AFTERWORD_SESSION_KEY": "", "AFTERWORD_ADMIN_PASSWORD": "",
           "AFTERWORD_UNSUBSCRIBE_SECRET": "", "AFTERWORD_DISPATCH_TO_SURVEY_KEY": "",
           "AFTERWORD_FEED_SURVEY_DISPATCH_SECRET": "", "AFTERWORD_FEED_SURVEY_SCORING_SECRET": "",
           "AFTERWORD_FEED_DISPATCH_SCORING_SECRET": "", "AFTERWORD_DB_SURVEY_PASSWORD": "",
           "AFTERWORD_FEED_DISPATCH_SURVEY_SECRET": "", "AFTERWORD_FEED_SCORING_DISPATCH_SECRET": "",
           "AFTERWORD_DB_SCORING_PASSWORD": "", "QUARKUS_MAILER_USERNAME": "",
           "QUARKUS_MAILER_PASSWORD": ""}}
          """);
      assertThat(Chart.template(List.of("small"), cluster.arguments()).output())
          .contains(
              "the Secret afterword lacks AFTERWORD_DB_DISPATCH_PASSWORD, AFTERWORD_LINK_SECRET.");
    }
  }

  @Test
  void has_nothing_against_a_cluster_with_nothing_in_it() throws Exception {
    try (var cluster = new PretendedCluster()) {
      Tool.Outcome outcome = Chart.template(List.of("small"), cluster.arguments());
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }
  }

  @Test
  void one_service_is_scaled_alone() {
    Manifests before = made(List.of("small"));
    Manifests after = made(List.of("small", "scale-scoring"));
    assertThat(after.require("Deployment", "scoring-service").at("/spec/replicas").asInt())
        .isEqualTo(4);
    for (int i = 0; i < before.objects().size(); i++) {
      var object = before.objects().get(i);
      if (!Manifests.title(object).equals("Deployment/scoring-service")) {
        assertThat(after.objects().get(i)).as(Manifests.title(object)).isEqualTo(object);
      }
    }
  }

  @Test
  void a_number_of_replicas_counts_also_where_a_service_scaled_by_itself() {
    Manifests made = made(List.of("production", "scale-scoring"));
    assertThat(made.require("Deployment", "scoring-service").at("/spec/replicas").asInt())
        .isEqualTo(4);
    assertThat(made.find("HorizontalPodAutoscaler", "scoring-service")).isEmpty();
    assertThat(made.find("HorizontalPodAutoscaler", "dispatch-service")).isPresent();
  }

  @Test
  void nothing_runs_while_it_is_stopped() {
    Manifests made = made(List.of("small", "postgresql-cluster", "postgresql-recovery"));
    assertThat(made.ofKind("Deployment"))
        .hasSize(3)
        .allMatch(deployment -> deployment.at("/spec/replicas").asInt(1) == 0);
  }

  @Test
  void databases_that_were_lost_begin_with_what_was_archived() {
    Manifests made = made(List.of("small", "postgresql-cluster", "postgresql-recovery"));
    for (String service : Manifests.SERVICES) {
      var spec = made.require("Cluster", service + "-database").path("spec");
      assertThat(spec.path("bootstrap").has("initdb")).isFalse();
      assertThat(spec.at("/bootstrap/recovery/source").asText())
          .isEqualTo(spec.at("/externalClusters/0/name").asText());
      assertThat(spec.at("/externalClusters/0/plugin/parameters/serverName").asText())
          .isEqualTo(service + "-database");
    }
  }

  @Test
  void scoring_reads_from_a_standby_that_is_named() throws Exception {
    Manifests made =
        Chart.render(List.of("production"), "--set", "scoring.database.standby=reads.example");
    assertThat(made.settings("scoring"))
        .containsEntry(
            "AFTERWORD_STANDBY_URL", "postgresql://reads.example:5432/scoring?sslmode=verify-full");
    assertThat(made.settings("survey")).doesNotContainKey("AFTERWORD_STANDBY_URL");
    assertThat(made(List.of("small")).settings("scoring"))
        .containsEntry("AFTERWORD_STANDBY_URL", "");
  }

  @Test
  void one_service_is_released_alone() throws Exception {
    Manifests before = made(List.of("small"));
    Manifests after = Chart.render(List.of("small"), "--set", "survey.tag=0.2.0");
    assertThat(after.container("survey").path("image").asText())
        .isEqualTo("registry.example.com/afterword/survey-service:0.2.0");
    for (String other : List.of("dispatch", "scoring")) {
      assertThat(after.pod(other)).isEqualTo(before.pod(other));
    }
  }

  @Test
  void another_setting_makes_new_pods() throws Exception {
    Manifests after =
        Chart.render(List.of("small"), "--set", "scoring.env.QUARKUS_LOG_LEVEL=DEBUG");
    assertThat(after.pod("scoring")).isNotEqualTo(made(List.of("small")).pod("scoring"));
    assertThat(after.pod("survey")).isEqualTo(made(List.of("small")).pod("survey"));
  }

  @Test
  void the_charts_paths_are_those_of_the_product() throws Exception {
    assertThat(Chart.FOLDER.resolve("files/paths.yaml"))
        .as("the chart's copy: cp deploy/paths.yaml deploy/helm/afterword/files/")
        .hasSameTextualContentAs(Tool.CHECKOUT.resolve("deploy/paths.yaml"));
  }

  /** Database and public paths go without saying there; everything else is in its table. */
  @Test
  void the_charts_arrows_are_those_of_the_architecture() throws Exception {
    Set<String> listed = new TreeSet<>(ArrowRules.listed());
    for (String service : Manifests.SERVICES) {
      assertThat(listed.remove(ArrowRules.arrow(service, "postgresql"))).isTrue();
      assertThat(listed.remove(ArrowRules.arrow("outside", service))).isTrue();
    }
    assertThat(listed).isEqualTo(ArrowRules.drawn());
  }

  private static Manifests made(List<String> examples) {
    return Objects.requireNonNull(made.get(examples));
  }

  private static Manifests planted(PlantedFault fault) {
    Manifests manifests = made(fault.base()).copy();
    fault.mistake().accept(manifests);
    return manifests;
  }

  private static List<String> ownFaults(Manifests manifests) throws Exception {
    var faults = new ArrayList<>(WiringRules.faults(manifests));
    faults.addAll(PodRules.faults(manifests));
    faults.addAll(EnvironmentRules.faults(manifests));
    faults.addAll(PathRules.faults(manifests));
    faults.addAll(ArrowRules.faults(manifests));
    faults.addAll(DatabaseRules.faults(manifests));
    faults.addAll(MonitoringRules.faults(manifests));
    return faults;
  }
}
