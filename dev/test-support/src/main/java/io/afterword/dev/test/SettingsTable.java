package io.afterword.dev.test;

import io.afterword.dev.test.Settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of a service's settings, made from its typed configuration and its properties: a key is
 * there because code reads it, and its meaning is the Javadoc of its mapping or the comment above
 * it in the properties.
 */
public final class SettingsTable {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

  private final Map<String, Property> properties = new LinkedHashMap<>();
  private final Map<String, Setting> settings;

  /**
   * A line of the properties.
   *
   * @param comment right above it, or above the lines that it stands in one block with
   */
  private record Property(String value, String comment) {}

  private SettingsTable(Map<String, Setting> settings) {
    this.settings = settings;
  }

  /** Of the service in whose module the test runs. */
  public static List<String> ofThisService() {
    Path platform = Path.of("..", "platform", "src", "main");
    SettingsTable table =
        new SettingsTable(
            Settings.in(List.of(platform.resolve("java"), Path.of("src", "main", "java"))));
    table.read(platform.resolve("resources/META-INF/microprofile-config.properties"));
    table.read(Path.of("src", "main", "resources", "application.properties"));
    return table.lines();
  }

  private void read(Path file) {
    try {
      List<String> comment = new ArrayList<>();
      boolean used = false;
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("#")) {
          if (used) {
            comment.clear();
            used = false;
          }
          if (line.startsWith("# ---")) { // a heading
            comment.clear();
          } else {
            comment.add(line.substring(1).strip());
          }
        } else if (line.isBlank()) {
          comment.clear();
        } else if (!line.startsWith("%")) {
          int equals = line.indexOf('=');
          properties.put(
              line.substring(0, equals).replace("\"", ""),
              new Property(line.substring(equals + 1), String.join(" ", comment)));
          used = true;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines() {
    Map<String, String> rows = new TreeMap<>();
    settings.values().forEach(setting -> add(setting, rows));
    properties.forEach(
        (key, property) -> {
          if (!key.startsWith("afterword.") && VARIABLE.matcher(property.value()).find()) {
            rows.put(key, row(key, new Setting(key, "", null, property.comment())));
          }
        });
    List<String> lines = new ArrayList<>();
    lines.add("| key | environment | default | what it says |");
    lines.add("|---|---|---|---|");
    lines.addAll(rows.values());
    return lines;
  }

  /** A map's keys are those that the service itself has set. */
  private void add(Setting setting, Map<String, String> rows) {
    if (!setting.key().contains("*")) {
      rows.put(setting.key(), row(setting.key(), setting));
      return;
    }
    Pattern pattern = Pattern.compile(Pattern.quote(setting.key()).replace("*", "\\E[^.]+\\Q"));
    properties.keySet().stream()
        .filter(key -> pattern.matcher(key).matches())
        .forEach(key -> rows.put(key, row(key, setting)));
  }

  private String row(String key, Setting setting) {
    Property property = properties.get(key);
    String value = property == null ? "" : property.value();
    String variables =
        VARIABLE
            .matcher(value)
            .results()
            .map(variable -> "`" + variable.group(1) + "`")
            .collect(Collectors.joining(", "));
    String meaning = setting.meaning();
    if (meaning == null || meaning.isEmpty()) {
      meaning = property == null ? "" : property.comment();
    }
    if (meaning.isEmpty()) {
      throw new AssertionError(
          key
              + " is read and nothing says what it means: in its mapping's Javadoc or above it in"
              + " the properties");
    }
    return "| `%s` | %s | %s | %s |"
        .formatted(
            key,
            variables.isEmpty() ? "`" + variableOf(key) + "`" : variables,
            fallback(setting, property),
            meaning.replace("|", "\\|"));
  }

  /** What holds when nothing is set; a variable without a default of its own has to be. */
  private static String fallback(Setting setting, @Nullable Property property) {
    String type = setting.type();
    boolean optional = type.isEmpty() || type.startsWith("Optional<") || type.startsWith("Set<");
    String value = property == null ? setting.fallback() : property.value();
    if (value == null) {
      return optional ? "none" : "**required**";
    }
    if (VARIABLE.matcher(value).results().anyMatch(variable -> variable.group(2) == null)) {
      return "**required**";
    }
    String plain = VARIABLE.matcher(value).replaceAll("$2");
    return plain.isEmpty() ? "none" : "`" + plain + "`";
  }

  /** As MicroProfile Config derives it. */
  private static String variableOf(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
