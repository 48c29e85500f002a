package io.afterword.dispatch.contactimport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a column says about a person. Pure.
 *
 * @param path such as {@code company.name}; empty for a column that is left out
 */
record Target(String path) {
  static final Target NOTHING = new Target("");
  static final String ATTRIBUTES = "attributes.";
  private static final int LONGEST_NAME = 255;

  /** The fields there are, with what files call them. */
  private enum Field {
    ID("id", "id", "customer id", "contact id", "external id", "user id"),
    EMAIL("email", "email", "e-mail", "email address", "e-mail address", "mail", "e-post"),
    PHONE("phone", "phone", "phone number", "mobile", "telephone"),
    NAME("name", "name", "full name", "contact name", "navn"),
    LOCALE("locale", "locale", "language", "lang"),
    TIME_ZONE("timeZone", "timezone", "time zone", "zone", "tz"),
    COMPANY_ID("company.id", "company id", "company.id", "organization id"),
    COMPANY_NAME("company.name", "company", "company name", "company.name", "organization"),
    CONSENT_BASIS("consent.basis", "consent", "consent basis", "consent.basis"),
    CONSENT_SOURCE("consent.source", "consent source", "consent.source"),
    CONSENT_AT("consent.at", "consent date", "consent at", "consent.at");

    private final String path;
    private final String spellings;

    Field(String path, String... spellings) {
      this.path = path;
      this.spellings = "|" + String.join("|", spellings) + "|";
    }
  }

  static List<String> fields() {
    return Arrays.stream(Field.values()).map(field -> field.path).toList();
  }

  /** What a person says a column is. */
  static Optional<Target> of(String path) {
    String wanted = path.strip();
    boolean attribute =
        wanted.startsWith(ATTRIBUTES)
            && wanted.length() > ATTRIBUTES.length()
            && wanted.length() <= ATTRIBUTES.length() + LONGEST_NAME;
    return wanted.isEmpty() || attribute || fields().contains(wanted)
        ? Optional.of(new Target(wanted))
        : Optional.empty();
  }

  /** What columns with these names are, each field once; names that nobody knows are left out. */
  static List<Target> guess(List<String> header) {
    Set<String> used = new HashSet<>();
    List<Target> targets = new ArrayList<>();
    for (String name : header) {
      String plain = name.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
      targets.add(
          Arrays.stream(Field.values())
              .filter(field -> field.spellings.contains("|" + plain + "|") && used.add(field.path))
              .findFirst()
              .map(field -> new Target(field.path))
              .orElse(NOTHING));
    }
    return List.copyOf(targets);
  }

  boolean isSign() {
    return path.equals(Field.ID.path)
        || path.equals(Field.EMAIL.path)
        || path.equals(Field.PHONE.path);
  }

  boolean isAttribute() {
    return path.startsWith(ATTRIBUTES);
  }

  String attribute() {
    return path.substring(ATTRIBUTES.length());
  }
}
