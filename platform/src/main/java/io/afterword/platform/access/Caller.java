package io.afterword.platform.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as the rest of a service sees it: a security identity whose roles are scopes, whose
 * principal is an id ({@code key:…}, {@code user:…}, {@code service:…}) and never a name or an
 * address, so that logs and the audit may hold it.
 */
public final class Caller {
  private static final String NAME = "afterword.name";
  private static final String AGENT = "afterword.agent";
  private static final String SUBJECT = "afterword.subject";
  private static final String SESSION = "afterword.session";

  private Caller() {}

  static SecurityIdentity key(UUID id, String name, Set<String> scopes) {
    return identity("key:" + id, scopes).addAttribute(NAME, name).build();
  }

  static SecurityIdentity service(String name, Set<String> scopes) {
    return identity("service:" + name, scopes).addAttribute(NAME, name).build();
  }

  static SecurityIdentity person(KnownUser user, UUID session) {
    var identity =
        identity("user:" + user.id(), Role.scopesOf(user.roles()))
            .addAttribute(NAME, user.name())
            .addAttribute(SUBJECT, user.subject())
            .addAttribute(SESSION, session);
    if (user.agentId() != null) {
      identity.addAttribute(AGENT, user.agentId());
    }
    return identity.build();
  }

  /** The name to show; empty for nobody. */
  public static String name(SecurityIdentity identity) {
    String name = identity.getAttribute(NAME);
    return name == null ? "" : name;
  }

  /**
   * The id under which interactions know the signed-in person as an agent: the one given to the
   * user, else the e-mail address that the person signs in with. Null for keys and services.
   */
  public static @Nullable String agentId(SecurityIdentity identity) {
    String agent = identity.getAttribute(AGENT);
    if (agent != null) {
      return agent;
    }
    String subject = identity.getAttribute(SUBJECT);
    return subject != null && subject.contains("@") ? subject : null;
  }

  /** Whether a person has signed in with a browser. */
  public static boolean isPerson(SecurityIdentity identity) {
    return sessionId(identity) != null;
  }

  static @Nullable UUID sessionId(SecurityIdentity identity) {
    return identity.getAttribute(SESSION);
  }

  private static QuarkusSecurityIdentity.Builder identity(String principal, Set<String> scopes) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(principal))
        .addRoles(scopes);
  }
}
