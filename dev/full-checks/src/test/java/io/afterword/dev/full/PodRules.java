package io.afterword.dev.full;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** How a pod lives, is asked, ends, and what it may do. */
final class PodRules {
  private static final Map<String, String> PROBES =
      Map.of(
          "startupProbe", "/q/health/started",
          "livenessProbe", "/q/health/live",
          "readinessProbe", "/q/health/ready");

  /** Beside requests and mails: the feed's batch under way and a job under way, 5 s each. */
  private static final int REST_OF_THE_STOP = 10;

  private PodRules() {}

  static List<String> faults(Manifests manifests) throws Exception {
    var faults = new ArrayList<String>();
    for (String service : Manifests.SERVICES) {
      JsonNode pod = manifests.pod(service);
      var found = new ArrayList<String>();
      mayDoLittle(pod, found);
      isAsked(manifests.container(service), found);
      migratesFirst(pod, manifests.container(service), found);
      endsInTime(
          pod,
          EnvironmentRules.properties(service),
          manifests.settings(service).getOrDefault("AFTERWORD_DELIVERY_GRACE", "PT0S"),
          found);
      found.forEach(fault -> faults.add("Deployment/%s-service: %s".formatted(service, fault)));
      manifests
          .find("ServiceAccount", service + "-service")
          .filter(account -> account.path("automountServiceAccountToken").asBoolean(true))
          .ifPresent(account -> faults.add(Manifests.title(account) + " hands out a token"));
    }
    return faults;
  }

  private static void mayDoLittle(JsonNode pod, List<String> faults) {
    expect(pod, "/spec/automountServiceAccountToken", "false", faults);
    expect(pod, "/spec/enableServiceLinks", "false", faults);
    expect(pod, "/spec/securityContext/runAsNonRoot", "true", faults);
    expect(pod, "/spec/securityContext/seccompProfile/type", "RuntimeDefault", faults);
    for (String group : List.of("initContainers", "containers")) {
      Manifests.each(pod.at("/spec/" + group))
          .forEach(
              container -> {
                expect(container, "/securityContext/allowPrivilegeEscalation", "false", faults);
                expect(container, "/securityContext/readOnlyRootFilesystem", "true", faults);
                expect(container, "/securityContext/capabilities/drop/0", "ALL", faults);
                for (String amount : List.of("requests/cpu", "requests/memory", "limits/memory")) {
                  if (container.at("/resources/" + amount).isMissingNode()) {
                    faults.add("resources/%s is not set".formatted(amount));
                  }
                }
                if (Manifests.each(container.path("volumeMounts"))
                    .noneMatch(mount -> mount.path("mountPath").asText().equals("/tmp"))) {
                  faults.add("nothing is mounted at /tmp, and the root is read-only");
                }
              });
    }
  }

  private static void isAsked(JsonNode container, List<String> faults) {
    PROBES.forEach(
        (probe, path) -> {
          if (container.at("/" + probe + "/httpGet/port").isMissingNode()) {
            faults.add(probe + " asks no port");
          }
          expect(container, "/" + probe + "/httpGet/path", path, faults);
        });
  }

  private static void migratesFirst(JsonNode pod, JsonNode container, List<String> faults) {
    JsonNode migration = pod.at("/spec/initContainers/0");
    expect(migration, "/args/0", "migrate", faults);
    for (String same : List.of("image", "env", "envFrom")) {
      if (!migration.path(same).equals(container.path(same))) {
        faults.add("the migration has another %s than the service".formatted(same));
      }
    }
  }

  private static void endsInTime(
      JsonNode pod, Properties properties, String drain, List<String> faults) {
    int preStop = pod.at("/spec/containers/0/lifecycle/preStop/exec/command/1").asInt();
    if (preStop < 1) {
      faults.add("without a preStop pause requests still arrive while it stops");
    }
    int requests =
        Integer.parseInt(properties.getProperty("quarkus.shutdown.timeout").replace("s", ""));
    long needed = preStop + requests + REST_OF_THE_STOP + Duration.parse(drain).toSeconds();
    int given = pod.at("/spec/terminationGracePeriodSeconds").asInt(30);
    if (given <= needed) {
      faults.add("needs %d s to stop, and has %d s".formatted(needed, given));
    }
  }

  private static void expect(JsonNode node, String pointer, String value, List<String> faults) {
    String found = node.at(pointer).asText();
    if (!found.equals(value)) {
      faults.add("%s is \"%s\", not %s".formatted(pointer, found, value));
    }
  }
}
