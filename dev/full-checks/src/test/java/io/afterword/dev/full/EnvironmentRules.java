package io.afterword.dev.full;

import static io.afterword.dev.full.Manifests.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a pod gets every environment variable that its service reads, from where it belongs. */
final class EnvironmentRules {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

  /** Migrations have their own container; the data source has Quarkus' own names. */
  private static final Predicate<String> LEFT_ALONE =
      Pattern.compile("AFTERWORD_MIGRATE_AT_START|AFTERWORD_DB_.*").asMatchPredicate();

  private static final Set<String> ALL_SERVICES =
      Set.of(
          "AFTERWORD_SESSION_KEY",
          "QUARKUS_DATASOURCE_JDBC_URL",
          "QUARKUS_DATASOURCE_REACTIVE_URL",
          "QUARKUS_DATASOURCE_USERNAME",
          "QUARKUS_DATASOURCE_PASSWORD");

  /** The relay's login, which only some have. */
  private static final Set<String> OPTIONAL_KEYS =
      Set.of("QUARKUS_MAILER_USERNAME", "QUARKUS_MAILER_PASSWORD");

  private EnvironmentRules() {}

  static List<String> faults(Manifests manifests) throws IOException {
    Set<String> keys = secretKeys();
    var faults = new ArrayList<String>();
    for (String service : Manifests.SERVICES) {
      JsonNode container = manifests.container(service);
      var given = new TreeSet<>(manifests.settings(service).keySet());
      each(container.path("env")).forEach(variable -> given.add(variable.path("name").asText()));
      for (String name : read(service)) {
        if (!given.contains(name)) {
          faults.add("Deployment/%s-service: %s is not set".formatted(service, name));
        }
      }
      each(container.path("env"))
          .map(variable -> variable.at("/valueFrom/secretKeyRef"))
          .filter(key -> !DatabaseRules.made(manifests, key.path("name").asText()))
          .map(key -> key.path("key").asText())
          .filter(key -> !keys.contains(key) && !OPTIONAL_KEYS.contains(key))
          .forEach(
              key ->
                  faults.add(
                      "Deployment/%s-service: the Secret has no key %s (.env.example)"
                          .formatted(service, key)));
      manifests.settings(service).keySet().stream()
          .filter(keys::contains)
          .forEach(
              key -> faults.add("ConfigMap/%s-service: %s is a secret".formatted(service, key)));
    }
    return faults;
  }

  /** A service's own configuration, without that of its tests. */
  static Properties properties(String service) throws IOException {
    var properties = new Properties();
    try (Reader reader =
        Files.newBufferedReader(
            Tool.CHECKOUT.resolve(
                service + "-service/src/main/resources/application.properties"))) {
      properties.load(reader);
    }
    properties.keySet().removeIf(key -> key.toString().startsWith("%test."));
    return properties;
  }

  private static Set<String> read(String service) throws IOException {
    var names = new TreeSet<>(ALL_SERVICES);
    for (Object value : properties(service).values()) {
      Matcher matcher = VARIABLE.matcher(value.toString());
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    names.removeIf(LEFT_ALONE);
    return names;
  }

  /** What .env.example leaves empty, to be made anew by everybody. */
  private static Set<String> secretKeys() throws IOException {
    return Files.readAllLines(Tool.CHECKOUT.resolve(".env.example")).stream()
        .filter(line -> line.matches("[A-Z_]+="))
        .map(line -> line.substring(0, line.length() - 1))
        .collect(Collectors.toSet());
  }
}
