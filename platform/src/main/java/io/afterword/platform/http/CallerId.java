package io.afterword.platform.http;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The id of whoever this work is done for, for the audit and for what belongs to a caller. */
@ApplicationScoped
public class CallerId {
  /** Jobs and received events: nobody asked. */
  public static final String SYSTEM = "system";

  /** A request without credentials. */
  public static final String ANYONE = "anyone";

  private final CurrentIdentityAssociation identity;

  CallerId(CurrentIdentityAssociation identity) {
    this.identity = identity;
  }

  /** {@code key:ID}, {@code user:ID}, {@code service:NAME}, {@link #ANYONE} or {@link #SYSTEM}. */
  public Uni<String> get() {
    if (!Arc.container().requestContext().isActive()) {
      return Uni.createFrom().item(SYSTEM);
    }
    return identity
        .getDeferredIdentity()
        .map(caller -> caller.isAnonymous() ? ANYONE : caller.getPrincipal().getName());
  }
}
