package io.afterword.platform.page;

import io.quarkus.arc.DefaultBean;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** A visitor without a session, such as a program that reads a page with its key. */
@ApplicationScoped
@DefaultBean
class IdentityVisitor implements Visitor {
  private final SecurityIdentity identity;

  IdentityVisitor(SecurityIdentity identity) {
    this.identity = identity;
  }

  @Override
  public @Nullable String name() {
    return identity.isAnonymous() ? null : identity.getPrincipal().getName();
  }

  @Override
  public String formToken() {
    return "";
  }
}
