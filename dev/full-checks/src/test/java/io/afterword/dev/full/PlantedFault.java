package io.afterword.dev.full;

import static io.afterword.dev.full.Manifests.each;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * A mistake in good manifests, and a part of the sentence with which it has to be found.
 *
 * @param by who has to find it
 * @param base the values files of the good manifests
 */
record PlantedFault(
    String name, By by, List<String> base, Consumer<Manifests> mistake, String sentence) {
  static final List<String> WITH_DATABASES = List.of("small", "postgresql-cluster");

  /** The checks that look at manifests. */
  enum By {
    OWN_RULES,
    MODEL
  }

  static List<PlantedFault> all() {
    return List.of(
        own(
            "a selector with a typo",
            m -> at(m, "Service", "survey", "/spec/selector").put(NAME, "survey-servise"),
            "Service/survey-service: selects the pods of []"),
        own(
            "a selector of another service's pods",
            m ->
                at(m, "PodDisruptionBudget", "survey", "/spec/selector/matchLabels")
                    .put(NAME, "scoring-service"),
            "PodDisruptionBudget/survey-service: selects the pods of [scoring]"),
        own(
            "a selector that selects all services",
            m -> at(m, "Service", "dispatch", "/spec/selector").remove(NAME),
            "Service/dispatch-service: selects the pods of [survey, dispatch, scoring]"),
        own(
            "labels of pods that their Deployment does not select",
            m ->
                at(m, "Deployment", "scoring", "/spec/template/metadata/labels").put(NAME, "score"),
            "Deployment/scoring-service: selects the pods of []"),
        own(
            "a target port that no container has",
            m -> at(m, "Service", "survey", "/spec/ports/0").put("targetPort", "web"),
            "targetPort web is no port of survey-service"),
        own(
            "a probe of a port that is not there",
            m ->
                at(m, "Deployment", "survey", CONTAINER + "/readinessProbe/httpGet")
                    .put("port", 8080),
            "a probe asks port 8080"),
        own(
            "a probe without a port",
            m -> at(m, "Deployment", "survey", CONTAINER + "/startupProbe/httpGet").remove("port"),
            "startupProbe asks no port"),
        own(
            "a liveness probe that fails with the database",
            m ->
                at(m, "Deployment", "dispatch", CONTAINER + "/livenessProbe/httpGet")
                    .put("path", "/q/health/ready"),
            "/livenessProbe/httpGet/path is \"/q/health/ready\""),
        own(
            "no readiness probe",
            m -> at(m, "Deployment", "dispatch", CONTAINER).remove("readinessProbe"),
            "readinessProbe asks no port"),
        own(
            "an Ingress to a port's name that the Service has not",
            m -> at(m, "Ingress", "", PATHS + "/0/backend/service/port").put("name", "https"),
            "Ingress/afterword: Service/dispatch-service has no port https"),
        own(
            "a public path that nobody owns",
            m -> at(m, "Ingress", "", PATHS + "/3").put("path", "/q"),
            "Prefix /q -> dispatch-service is not in deploy/paths.yaml"),
        own(
            "a path with the wrong owner",
            m -> at(m, "Ingress", "", PATHS + "/0/backend/service").put("name", "scoring-service"),
            "Ingress: lacks Prefix /policies -> dispatch-service"),
        own(
            "a path left out",
            m -> array(m, "Ingress", "", PATHS).remove(5),
            "Ingress: lacks Prefix /v1/interactions -> dispatch-service"),
        own(
            "a variable that the service needs",
            m ->
                removeNamed(
                    array(m, "Deployment", "survey", CONTAINER + "/env"), "AFTERWORD_LINK_SECRET"),
            "AFTERWORD_LINK_SECRET is not set"),
        own(
            "an address that the service needs",
            m -> at(m, "ConfigMap", "dispatch", "/data").remove("AFTERWORD_SURVEY_URL"),
            "AFTERWORD_SURVEY_URL is not set"),
        own(
            "a key that the Secret has not",
            m ->
                at(m, "Deployment", "scoring", CONTAINER + "/env/0/valueFrom/secretKeyRef")
                    .put("key", "SESSION"),
            "the Secret has no key SESSION"),
        own(
            "a Secret that is not there",
            m ->
                at(m, "Deployment", "scoring", CONTAINER + "/env/0/valueFrom/secretKeyRef")
                    .put("name", "after"),
            "Secret/after is neither made nor said to be there"),
        own(
            "a secret among the settings",
            m -> at(m, "ConfigMap", "survey", "/data").put("AFTERWORD_SESSION_KEY", "open"),
            "AFTERWORD_SESSION_KEY is a secret"),
        own(
            "settings that are not there",
            m -> m.objects().remove(m.require("ConfigMap", "survey-service")),
            "there is no ConfigMap/survey-service"),
        own(
            "an account that is not there",
            m -> m.objects().remove(m.require("ServiceAccount", "dispatch-service")),
            "there is no ServiceAccount/dispatch-service"),
        own(
            "an account with a token",
            m -> at(m, "ServiceAccount", "dispatch", "").put("automountServiceAccountToken", true),
            "hands out a token"),
        own(
            "an autoscaler of nothing",
            m ->
                at(m, "HorizontalPodAutoscaler", "survey", "/spec/scaleTargetRef")
                    .put("name", "survey"),
            "there is no Deployment/survey"),
        own(
            "an autoscaler of a container that is not there",
            m ->
                at(m, "HorizontalPodAutoscaler", "survey", "/spec/metrics/0/containerResource")
                    .put("container", "app"),
            "no container is called app"),
        own(
            "an autoscaler by a metric that nobody shows",
            m ->
                at(m, "HorizontalPodAutoscaler", "dispatch", "/spec/metrics/1/external/metric")
                    .put("name", "afterword_mails_due"),
            "docs/guides/watch.md lists no afterword_mails_due"),
        own(
            "an alert without a line in the runbook",
            m ->
                at(m, "PrometheusRule", "", "/spec/groups/0/rules/0")
                    .put("alert", "AfterwordOnFire"),
            "docs/runbook.md has no section ## AfterwordOnFire"),
        own(
            "an alert by a metric that nobody shows",
            m ->
                at(m, "PrometheusRule", "", "/spec/groups/0/rules/0")
                    .put("expr", "max(afterword_feed_delay_seconds) > 1"),
            "docs/guides/watch.md lists no afterword_feed_delay_seconds"),
        own(
            "an alert by a label that its metric has not",
            m ->
                at(m, "PrometheusRule", "", "/spec/groups/0/rules/0")
                    .put("expr", "max(afterword_feed_lag_seconds{queue=\"a\"}) > 1"),
            "afterword_feed_lag_seconds has no label queue"),
        own(
            "metrics collected where there are none",
            m -> at(m, "ServiceMonitor", "scoring", "/spec/endpoints/0").put("path", "/metrics"),
            "there are no metrics at /metrics"),
        own(
            "a monitor of a port that the Service has not",
            m -> at(m, "ServiceMonitor", "survey", "/spec/endpoints/0").put("port", "metrics"),
            "Service/survey-service has no port metrics"),
        own(
            "replicas beside an autoscaler",
            m -> at(m, "Deployment", "survey", "/spec").put("replicas", 1),
            "replicas is set"),
        own(
            "an arrow left out where it ends",
            m -> array(m, "NetworkPolicy", "scoring", "/spec/ingress/0/from").remove(1),
            "survey -> scoring may not enter"),
        own(
            "an arrow left out where it begins",
            m -> array(m, "NetworkPolicy", "dispatch", "/spec/egress").remove(1),
            "dispatch -> survey may not leave"),
        own(
            "an arrow that is none",
            m -> at(m, "NetworkPolicy", "scoring", "/spec/egress/1/ports/0").put("port", 8443),
            "scoring -> ports [8443] may leave and is no arrow"),
        own(
            "a policy that lets everybody in",
            m -> array(m, "NetworkPolicy", "survey", "/spec/ingress/0/from").removeAll(),
            "everybody -> survey may enter and is no arrow"),
        own(
            "a service without a policy",
            m -> m.objects().remove(m.require("NetworkPolicy", "survey-service")),
            "none holds for survey-service"),
        own(
            "a writable root",
            m ->
                at(m, "Deployment", "survey", CONTAINER + "/securityContext")
                    .put("readOnlyRootFilesystem", false),
            "readOnlyRootFilesystem is \"false\""),
        own(
            "root as the user",
            m ->
                at(m, "Deployment", "survey", "/spec/template/spec/securityContext")
                    .remove("runAsNonRoot"),
            "runAsNonRoot is \"\""),
        own(
            "capabilities",
            m ->
                at(
                        m,
                        "Deployment",
                        "scoring",
                        "/spec/template/spec/initContainers/0/securityContext")
                    .remove("capabilities"),
            "capabilities/drop/0 is \"\""),
        own(
            "no memory limit",
            m -> at(m, "Deployment", "scoring", CONTAINER + "/resources").remove("limits"),
            "resources/limits/memory is not set"),
        own(
            "a mount of no volume",
            m -> at(m, "Deployment", "scoring", CONTAINER + "/volumeMounts/0").put("name", "temp"),
            "mounts temp, which is no volume"),
        own(
            "a grace period that ends before the mails do",
            m ->
                at(m, "Deployment", "dispatch", "/spec/template/spec")
                    .put("terminationGracePeriodSeconds", 40),
            "needs 45 s to stop, and has 40 s"),
        own(
            "no pause before the stop",
            m -> at(m, "Deployment", "dispatch", CONTAINER).remove("lifecycle"),
            "without a preStop pause"),
        own(
            "a migration by another image",
            m ->
                at(m, "Deployment", "survey", "/spec/template/spec/initContainers/0")
                    .put("image", "flyway:11"),
            "the migration has another image"),
        ofDatabase(
            "a misspelt field of a database",
            m -> database(m, "/spec").put("instance", 3),
            "Cluster/survey-database: there is no spec.instance"),
        ofDatabase(
            "a database of nobody",
            m -> database(m, "/metadata").put("name", "survey"),
            "Deployment/survey-service: there is no Cluster/survey-database"),
        ofDatabase(
            "another service's password",
            m ->
                each(m.container("survey").path("env"))
                    .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                    .filter(key -> key.path("key").asText().equals("password"))
                    .forEach(key -> ((ObjectNode) key).put("name", "scoring-database-app")),
            "Deployment/survey-service: its password is scoring-database-app's"),
        ofDatabase(
            "an owner whom the service does not know",
            m -> database(m, "/spec/bootstrap/initdb").put("owner", "somebody"),
            "Cluster/survey-database: belongs to somebody, and survey-service comes as survey"),
        ofDatabase(
            "a database that anybody may enter",
            m -> m.objects().remove(m.require("NetworkPolicy", "survey-database")),
            "Cluster/survey-database: no policy holds"),
        ofDatabase(
            "a database that another service may enter",
            m ->
                ((ObjectNode)
                        m.require("NetworkPolicy", "survey-database")
                            .at("/spec/ingress/0/from/0/podSelector/matchLabels"))
                    .put(NAME, "scoring-service"),
            "Cluster/survey-database: lets in [scoring] at port 5432"),
        model(
            "a misspelt field",
            m -> at(m, "Deployment", "survey", CONTAINER).putObject("livenessProb"),
            "livenessProb"),
        model(
            "a misspelt field of a policy",
            m -> at(m, "NetworkPolicy", "survey", "/spec").putArray("egres"),
            "egres"),
        model(
            "text for a number",
            m -> at(m, "Deployment", "dispatch", "/spec").put("replicas", "3"),
            "replicas must be integer"),
        model(
            "a required field left out",
            m -> at(m, "Service", "scoring", "/spec/ports/0").remove("port"),
            "must have required property port"),
        model(
            "a value that is not among those allowed",
            m -> at(m, "Deployment", "dispatch", CONTAINER).put("imagePullPolicy", "Sometimes"),
            "Sometimes"),
        model(
            "a kind of another group",
            m -> at(m, "Ingress", "", "").put("apiVersion", "apps/v1"),
            "apps/v1 has no Ingress"));
  }

  private static final String NAME = "app.kubernetes.io/name";
  private static final String CONTAINER = "/spec/template/spec/containers/0";
  private static final String PATHS = "/spec/rules/0/http/paths";

  @Override
  public String toString() {
    return name;
  }

  private static PlantedFault own(String name, Consumer<Manifests> mistake, String sentence) {
    return new PlantedFault(name, By.OWN_RULES, List.of("production"), mistake, sentence);
  }

  private static PlantedFault model(String name, Consumer<Manifests> mistake, String sentence) {
    return new PlantedFault(name, By.MODEL, List.of("production"), mistake, sentence);
  }

  private static PlantedFault ofDatabase(
      String name, Consumer<Manifests> mistake, String sentence) {
    return new PlantedFault(name, By.OWN_RULES, WITH_DATABASES, mistake, sentence);
  }

  private static ObjectNode database(Manifests manifests, String pointer) {
    return (ObjectNode) manifests.require("Cluster", "survey-database").at(pointer);
  }

  private static ObjectNode at(Manifests manifests, String kind, String service, String pointer) {
    return (ObjectNode) node(manifests, kind, service, pointer);
  }

  private static ArrayNode array(Manifests manifests, String kind, String service, String pointer) {
    return (ArrayNode) node(manifests, kind, service, pointer);
  }

  /** No service's name means the object that all of them share. */
  private static JsonNode node(Manifests manifests, String kind, String service, String pointer) {
    String name = service.isEmpty() ? "afterword" : service + "-service";
    return manifests.require(kind, name).at(pointer);
  }

  private static void removeNamed(ArrayNode array, String name) {
    List<JsonNode> rest =
        each(array).filter(item -> !item.path("name").asText().equals(name)).toList();
    array.removeAll().addAll(rest);
  }
}
