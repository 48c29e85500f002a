package io.afterword.platform.migrate;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in one sentence why a service did not start: which setting is missing or wrong, and what
 * would be a good value. The log above it has the rest.
 */
final class StartFault {
  private static final Pattern UNSET_VARIABLE =
      Pattern.compile("SRCFG00011: Could not expand value (\\S+) in property (\\S+)");
  private static final Pattern MISSING =
      Pattern.compile("SRCFG00014: The config property (\\S+) is required");
  private static final Pattern EMPTY =
      Pattern.compile("SRCFG00040: The config property (\\S+) is defined as the empty String");
  private static final Pattern WRONG =
      Pattern.compile(
          "(?s)SRCFG00039: The config property (\\S+) with the config value \"(.*?)\" threw");

  /** Of a setting that a bean asks for by its name; the value is not in it. */
  private static final Pattern UNREAD =
      Pattern.compile("Failed to load config value of type .+? for: (\\S+)");

  private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (\\S+) in \\S+ does not map");

  private StartFault() {}

  static String sentence(Throwable failure) {
    Set<String> settings = new LinkedHashSet<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isOurs(cause)) {
        return String.valueOf(cause.getMessage());
      }
      settings(String.valueOf(cause.getMessage()), settings);
    }
    if (!settings.isEmpty()) {
      return String.join(" ", settings);
    }
    return MigrationFault.sentence(failure);
  }

  /** A check of Afterword's own has said it in words that need no help. */
  private static boolean isOurs(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return (cause instanceof IllegalStateException || cause instanceof IllegalArgumentException)
        && trace.length > 0
        && trace[0].getClassName().startsWith("io.afterword.");
  }

  /** One message may hold several. */
  private static void settings(String message, Set<String> sentences) {
    for (Matcher fault = UNSET_VARIABLE.matcher(message); fault.find(); ) {
      sentences.add(missing(fault.group(2), fault.group(1)));
    }
    for (Pattern pattern : new Pattern[] {MISSING, EMPTY}) {
      for (Matcher fault = pattern.matcher(message); fault.find(); ) {
        sentences.add(missing(fault.group(1), null));
      }
    }
    for (Matcher fault = WRONG.matcher(message); fault.find(); ) {
      sentences.add(
          "%s cannot be \"%s\". Set it to %s."
              .formatted(named(fault.group(1), null), fault.group(2), good(fault.group(1))));
    }
    for (Matcher fault = UNREAD.matcher(message); fault.find(); ) {
      sentences.add(
          "%s cannot be what it is. Set it to %s."
              .formatted(named(fault.group(1), null), good(fault.group(1))));
    }
    for (Matcher fault = UNKNOWN.matcher(message); fault.find(); ) {
      sentences.add("There is no setting %s.".formatted(fault.group(1)));
    }
  }

  private static String missing(String key, @Nullable String variable) {
    return "%s is not set. Set it to %s.".formatted(named(key, variable), good(key));
  }

  private static String named(String key, @Nullable String variable) {
    String environment =
        variable == null ? key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT) : variable;
    return "%s (%s)".formatted(key, environment);
  }

  private static String good(String key) {
    String name = key.substring(key.lastIndexOf('.') + 1);
    if (key.startsWith("afterword.feed.") && name.equals("secret")) {
      return "whsec_ and the output of: openssl rand -base64 32";
    }
    if (name.equals("secret") || name.endsWith("key")) {
      return "32 or more random characters, for example the output of: openssl rand -base64 48";
    }
    if (name.endsWith("url")) {
      return "an address such as https://afterword.example.com";
    }
    if (name.equals("zone")) {
      return "a time zone such as Europe/Oslo";
    }
    if (key.startsWith("afterword.quiet-hours.")) {
      return "a time of day such as 21:00";
    }
    if (name.equals("port")) {
      return "a port such as 587";
    }
    if (key.equals("afterword.delivery.unknown")) {
      return "HOLD or RETRY";
    }
    return "what docs/guides/configuration.md says of it; a duration is written as PT30S";
  }
}
