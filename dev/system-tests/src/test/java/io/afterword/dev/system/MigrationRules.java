package io.afterword.dev.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a migration may do while replicas of the former release go on beside it: add. Whatever they
 * could miss or be refused by has to say why it does not matter, in a comment before its statement
 * that begins with {@code safe beside vX.Y.Z:}, the former release.
 */
final class MigrationRules {
  private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
  private static final Pattern END = Pattern.compile(";\\s*(?:\\n|$)");
  private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\w+)");
  private static final Pattern TABLE =
      Pattern.compile("(?:alter table (?:only |if exists )*|create unique index .*? on )(\\w+)");

  /**
   * Tables of which a release reads whole rows. A column more is another result type, which each of
   * its connections refuses once: "cached plan must not change result type".
   */
  private static final Map<String, Set<String>> READ_WHOLE =
      Map.of("v0.1.0", Set.of("coverage", "decision", "webhook_delivery"));

  private static final Pattern GROWS = Pattern.compile("\\badd (?!constraint)");

  /** What is refused, by a pattern that its statement has. */
  private static final Map<String, Pattern> REFUSED = refused();

  private final String former;

  /**
   * @param former such as v0.1.0
   */
  MigrationRules(String former) {
    this.former = former;
  }

  /** What must not grow beside that release. */
  static Set<String> readWhole(String release) {
    return READ_WHOLE.getOrDefault(release, Set.of());
  }

  private static Map<String, Pattern> refused() {
    Map<String, Pattern> refused = new LinkedHashMap<>();
    refused.put("takes away", Pattern.compile("\\bdrop (?!not null)|\\btruncate\\b"));
    refused.put("renames", Pattern.compile("\\brename\\b"));
    refused.put("changes a type", Pattern.compile("alter (?:column )?\\w+ (?:set data )?type\\b"));
    refused.put("demands a value", Pattern.compile("set not null"));
    refused.put(
        "demands a value of new rows",
        Pattern.compile(
            "add (?!constraint)(?:column )?(?:if not exists )?\\w+ [^,]*?\\bnot null\\b"
                + "(?![^,]*\\bdefault\\b)(?<!default[^,]{0,80}not null)"));
    refused.put("refuses rows", Pattern.compile("add constraint|create unique index"));
    return refused;
  }

  /**
   * The faults of these migrations of one service, all since the former release.
   *
   * @param migrations text by file
   */
  List<String> faults(Map<String, String> migrations) {
    Set<String> made = new TreeSet<>();
    for (String text : migrations.values()) {
      CREATED.matcher(plain(text)).results().map(found -> found.group(1)).forEach(made::add);
    }
    List<String> faults = new ArrayList<>();
    migrations.forEach(
        (file, text) -> {
          for (String statement : END.split(text, -1)) {
            faults.addAll(faults(file, statement, made));
          }
        });
    return faults;
  }

  private List<String> faults(String file, String statement, Set<String> made) {
    String plain = plain(statement);
    Matcher table = TABLE.matcher(plain);
    String name = table.find() ? table.group(1) : "";
    boolean ofThisRelease = made.contains(name);
    if (ofThisRelease || statement.contains("-- safe beside " + former + ": ")) {
      return List.of();
    }
    List<String> faults = new ArrayList<>();
    REFUSED.forEach(
        (what, pattern) -> {
          if (pattern.matcher(plain).find()) {
            faults.add("%s %s: %s".formatted(file, what, plain));
          }
        });
    if (readWhole(former).contains(name) && GROWS.matcher(plain).find()) {
      faults.add("%s grows what is read whole: %s".formatted(file, plain));
    }
    return faults;
  }

  /** In small letters, without comments, on one line. */
  private static String plain(String sql) {
    return COMMENT
        .matcher(sql)
        .replaceAll(" ")
        .replaceAll("\\s+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
