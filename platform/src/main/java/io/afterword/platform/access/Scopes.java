package io.afterword.platform.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a caller may be allowed to do. Resources name one in {@code @RolesAllowed}; they are written
 * out there, since an annotation cannot be computed.
 */
public final class Scopes {
  /** Everything that a key may be given. */
  static final Set<String> ALL =
      Set.of(
          "surveys:read",
          "surveys:write",
          "links:write",
          "responses:read",
          "responses:write",
          "interactions:write",
          "policies:read",
          "policies:write",
          "decisions:read",
          "deliveries:read",
          "deliveries:write",
          "bounces:write",
          "contacts:read",
          "contacts:write",
          "scores:read",
          "scores:write",
          "access:admin",
          "webhooks:admin",
          "status:read",
          "audit:read");

  /** For people only: what concerns the signed-in agent. */
  static final String OWN_SCORES = "scores:own";

  private Scopes() {}

  static boolean isKnown(String scope) {
    return ALL.contains(scope);
  }

  static List<String> sorted() {
    return List.copyOf(new TreeSet<>(ALL));
  }

  /** As stored: space-separated and sorted. */
  static String joined(Collection<String> names) {
    return String.join(" ", new TreeSet<>(names));
  }

  static List<String> split(String stored) {
    return stored.isEmpty() ? List.of() : Arrays.asList(stored.split(" "));
  }
}
