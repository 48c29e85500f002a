package io.afterword.platform.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person is here; each role is a set of scopes. */
enum Role {
  /** Everything, also what later releases add. */
  ADMIN(""),
  EDITOR(
      "surveys:read surveys:write responses:read responses:write policies:read policies:write decisions:read deliveries:read"
          + " deliveries:write scores:read scores:write status:read"),
  ANALYST("scores:read scores:write surveys:read responses:read decisions:read"),
  AGENT(Scopes.OWN_SCORES);

  /** Space-separated. */
  private final String listed;

  Role(String listed) {
    this.listed = listed;
  }

  Set<String> scopes() {
    if (this != ADMIN) {
      return Set.copyOf(Scopes.split(listed));
    }
    var all = new HashSet<>(Scopes.ALL);
    all.add(Scopes.OWN_SCORES);
    return all;
  }

  /** How the API writes it: {@code admin}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> of(String label) {
    return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Role::label).toList();
  }

  /**
   * All scopes of these roles together; a role that a newer home knows and we do not gives none.
   */
  static Set<String> scopesOf(Collection<String> labels) {
    var scopes = new HashSet<String>();
    for (String label : labels) {
      of(label).ifPresent(role -> scopes.addAll(role.scopes()));
    }
    return scopes;
  }
}
