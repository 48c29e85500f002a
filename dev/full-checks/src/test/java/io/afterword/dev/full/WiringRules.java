package io.afterword.dev.full;

import static io.afterword.dev.full.Manifests.each;
import static io.afterword.dev.full.Manifests.title;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether what one object names in another is there. */
final class WiringRules {
  private final Manifests manifests;
  private final List<String> faults = new ArrayList<>();

  private WiringRules(Manifests manifests) {
    this.manifests = manifests;
  }

  static List<String> faults(Manifests manifests) {
    return new WiringRules(manifests).check();
  }

  private List<String> check() {
    for (String service : Manifests.SERVICES) {
      ObjectNode deployment = manifests.require("Deployment", service + "-service");
      selectsOnly(deployment, deployment.at("/spec/selector/matchLabels"), service);
      containers(deployment).forEach(container -> container(deployment, container));
      each(deployment.at("/spec/template/spec/volumes"))
          .map(volume -> volume.at("/secret/secretName"))
          .filter(JsonNode::isTextual)
          .forEach(name -> secret(deployment, name.asText()));
      each(deployment.at("/spec/template/spec/imagePullSecrets"))
          .forEach(secret -> secret(deployment, secret.path("name").asText()));
      each(deployment.at("/spec/template/spec/topologySpreadConstraints"))
          .forEach(
              spread -> selectsOnly(deployment, spread.at("/labelSelector/matchLabels"), service));
      there(deployment, "ServiceAccount", deployment.at("/spec/template/spec/serviceAccountName"));
      service(manifests.require("Service", service + "-service"), service);
      ObjectNode budget = manifests.require("PodDisruptionBudget", service + "-service");
      selectsOnly(budget, budget.at("/spec/selector/matchLabels"), service);
    }
    manifests.ofKind("HorizontalPodAutoscaler").forEach(this::autoscaler);
    manifests.ofKind("Ingress").forEach(this::ingress);
    return faults;
  }

  private void service(ObjectNode service, String name) {
    selectsOnly(service, service.at("/spec/selector"), name);
    each(service.at("/spec/ports"))
        .map(port -> port.path("targetPort").asText())
        .filter(target -> !portOf(manifests.container(name), target))
        .forEach(
            target ->
                fault(service, "targetPort %s is no port of %s-service".formatted(target, name)));
  }

  private void container(ObjectNode deployment, JsonNode container) {
    String name = container.path("name").asText();
    each(container.path("envFrom"))
        .map(from -> from.at("/configMapRef/name"))
        .forEach(map -> there(deployment, "ConfigMap", map));
    each(container.path("env"))
        .map(variable -> variable.at("/valueFrom/secretKeyRef/name"))
        .filter(JsonNode::isTextual)
        .forEach(secret -> secret(deployment, secret.asText()));
    Stream.of("startupProbe", "livenessProbe", "readinessProbe")
        .map(probe -> container.at("/" + probe + "/httpGet/port"))
        .filter(port -> !port.isMissingNode())
        .map(JsonNode::asText)
        .filter(port -> !portOf(container, port))
        .forEach(
            port ->
                fault(deployment, "a probe asks port %s, which %s has not".formatted(port, name)));
    List<String> volumes =
        each(deployment.at("/spec/template/spec/volumes"))
            .map(volume -> volume.path("name").asText())
            .toList();
    each(container.path("volumeMounts"))
        .map(mount -> mount.path("name").asText())
        .filter(volume -> !volumes.contains(volume))
        .forEach(
            volume ->
                fault(deployment, "%s mounts %s, which is no volume".formatted(name, volume)));
  }

  private void autoscaler(ObjectNode autoscaler) {
    JsonNode target = autoscaler.at("/spec/scaleTargetRef/name");
    there(autoscaler, autoscaler.at("/spec/scaleTargetRef/kind").asText(), target);
    manifests
        .find("Deployment", target.asText())
        .ifPresent(
            deployment -> {
              if (deployment.at("/spec").has("replicas")) {
                fault(
                    deployment, "replicas is set, and %s sets it too".formatted(title(autoscaler)));
              }
              List<String> names =
                  containers(deployment).map(each -> each.path("name").asText()).toList();
              each(autoscaler.at("/spec/metrics"))
                  .filter(metric -> metric.has("containerResource"))
                  .map(metric -> metric.at("/containerResource/container").asText())
                  .filter(container -> !names.contains(container))
                  .forEach(
                      container ->
                          fault(autoscaler, "no container is called %s".formatted(container)));
            });
  }

  private void ingress(ObjectNode ingress) {
    each(ingress.at("/spec/tls")).forEach(tls -> secret(ingress, tls.path("secretName").asText()));
    each(ingress.at("/spec/rules"))
        .flatMap(rule -> each(rule.at("/http/paths")))
        .map(path -> path.at("/backend/service"))
        .distinct()
        .forEach(
            backend -> {
              there(ingress, "Service", backend.path("name"));
              String port = backend.at("/port/name").asText();
              manifests
                  .find("Service", backend.path("name").asText())
                  .filter(
                      service ->
                          each(service.at("/spec/ports"))
                              .noneMatch(each -> each.path("name").asText().equals(port)))
                  .ifPresent(
                      service ->
                          fault(ingress, "%s has no port %s".formatted(title(service), port)));
            });
  }

  private void selectsOnly(ObjectNode object, JsonNode labels, String service) {
    List<String> selected = manifests.selected(labels);
    if (!selected.equals(List.of(service))) {
      fault(object, "selects the pods of %s, not those of %s".formatted(selected, service));
    }
  }

  private void secret(ObjectNode object, String name) {
    if (!manifests.existingSecrets().contains(name)
        && manifests.find("Secret", name).isEmpty()
        && !DatabaseRules.made(manifests, name)) {
      fault(object, "Secret/%s is neither made nor said to be there".formatted(name));
    }
  }

  private void there(ObjectNode object, String kind, JsonNode name) {
    if (manifests.find(kind, name.asText()).isEmpty()) {
      fault(object, "there is no %s/%s".formatted(kind, name.asText()));
    }
  }

  private static boolean portOf(JsonNode container, String port) {
    return each(container.path("ports"))
        .anyMatch(
            each ->
                each.path("name").asText().equals(port)
                    || each.path("containerPort").asText().equals(port));
  }

  static Stream<JsonNode> containers(JsonNode deployment) {
    return Stream.of("initContainers", "containers")
        .flatMap(group -> each(deployment.at("/spec/template/spec/" + group)));
  }

  private void fault(ObjectNode object, String sentence) {
    faults.add(title(object) + ": " + sentence);
  }
}
