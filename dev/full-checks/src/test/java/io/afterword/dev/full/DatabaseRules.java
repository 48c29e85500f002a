package io.afterword.dev.full;

import static io.afterword.dev.full.Manifests.each;
import static io.afterword.dev.full.Manifests.title;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The databases that CloudNativePG keeps. Its custom resource's schema is not at hand, so that the
 * fields that are used here are listed; the rest is whether each service meets its own database,
 * and nobody else does.
 */
final class DatabaseRules {
  private static final String LABEL = "cnpg.io/cluster";

  /** What the operator's reference has of {@code Cluster.spec}, as far as the chart uses it. */
  private static final Set<String> FIELDS =
      Set.of(
          "instances",
          "imageName",
          "bootstrap",
          "externalClusters",
          "storage",
          "resources",
          "postgresql",
          "plugins");

  private final Manifests manifests;
  private final List<String> faults = new ArrayList<>();

  private DatabaseRules(Manifests manifests) {
    this.manifests = manifests;
  }

  static List<String> faults(Manifests manifests) {
    return new DatabaseRules(manifests).check();
  }

  /** Whether the operator makes this Secret: login and authority of a database. */
  static boolean made(Manifests manifests, String secret) {
    return manifests
        .ofKind("Cluster")
        .map(Manifests::name)
        .anyMatch(name -> secret.equals(name + "-app") || secret.equals(name + "-ca"));
  }

  private List<String> check() {
    if (manifests.ofKind("Cluster").findAny().isPresent()) {
      Manifests.SERVICES.forEach(this::service);
    }
    return faults;
  }

  private void service(String service) {
    String name = service + "-database";
    ObjectNode deployment = manifests.require("Deployment", service + "-service");
    manifests
        .find("Cluster", name)
        .ifPresentOrElse(
            cluster -> cluster(cluster, service),
            () -> fault(deployment, "there is no Cluster/" + name));
    String password =
        each(manifests.container(service).path("env"))
            .filter(each -> each.path("name").asText().equals("QUARKUS_DATASOURCE_PASSWORD"))
            .map(each -> each.at("/valueFrom/secretKeyRef/name").asText())
            .findFirst()
            .orElse("nobody");
    if (!password.equals(name + "-app")) {
      fault(deployment, "its password is %s's".formatted(password));
    }
    String url =
        Objects.requireNonNullElse(
            manifests.settings(service).get("QUARKUS_DATASOURCE_REACTIVE_URL"), "none:0");
    if (!(name + "-rw").equals(URI.create(url).getHost())) {
      fault(deployment, "its database is at %s, not at %s-rw".formatted(url, name));
    }
  }

  private void cluster(ObjectNode cluster, String service) {
    cluster
        .path("spec")
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                fault(cluster, "there is no spec." + field);
              }
            });
    String owner =
        each(cluster.at("/spec/bootstrap"))
            .map(way -> way.path("owner").asText())
            .findFirst()
            .orElse("nobody");
    String user = manifests.settings(service).get("QUARKUS_DATASOURCE_USERNAME");
    if (!owner.equals(user)) {
      fault(cluster, "belongs to %s, and %s-service comes as %s".formatted(owner, service, user));
    }
    List<ObjectNode> policies =
        manifests
            .ofKind("NetworkPolicy")
            .filter(
                policy ->
                    policy
                        .at("/spec/podSelector/matchLabels")
                        .path(LABEL)
                        .asText()
                        .equals(Manifests.name(cluster)))
            .toList();
    if (policies.isEmpty()) {
      fault(cluster, "no policy holds");
    }
    policies.forEach(policy -> entering(cluster, policy, service));
  }

  private void entering(ObjectNode cluster, ObjectNode policy, String service) {
    var services = new TreeSet<String>();
    each(policy.at("/spec/ingress"))
        .flatMap(rule -> each(rule.path("from")))
        .filter(peer -> !peer.has("namespaceSelector"))
        .map(peer -> peer.at("/podSelector/matchLabels"))
        .filter(labels -> !labels.has(LABEL))
        .forEach(labels -> services.addAll(manifests.selected(labels)));
    if (!services.equals(Set.of(service))) {
      fault(cluster, "lets in %s at port 5432".formatted(services));
    }
  }

  private void fault(JsonNode object, String sentence) {
    faults.add(title(object) + ": " + sentence);
  }
}
