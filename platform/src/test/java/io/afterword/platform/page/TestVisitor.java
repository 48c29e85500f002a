package io.afterword.platform.page;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** A session for every identity of a test, named after it. */
@Mock
@ApplicationScoped
class TestVisitor implements Visitor {
  static final String TOKEN = "the\"token";

  private final SecurityIdentity identity;

  TestVisitor(SecurityIdentity identity) {
    this.identity = identity;
  }

  @Override
  public @Nullable String name() {
    return identity.isAnonymous() ? null : identity.getPrincipal().getName();
  }

  @Override
  public String formToken() {
    return identity.isAnonymous() ? "" : TOKEN;
  }
}
