package io.afterword.platform.access;

import io.afterword.platform.page.Visitor;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * The person of the session, as the pages show it; a program that reads a page is shown by its id.
 */
@ApplicationScoped
class SessionVisitor implements Visitor {
  private final SecurityIdentity identity;
  private final CurrentVertxRequest current;
  private final Csrf csrf;

  SessionVisitor(SecurityIdentity identity, CurrentVertxRequest current, Csrf csrf) {
    this.identity = identity;
    this.current = current;
    this.csrf = csrf;
  }

  @Override
  public @Nullable String name() {
    if (identity.isAnonymous()) {
      return null;
    }
    String name = Caller.name(identity);
    return name.isEmpty() ? identity.getPrincipal().getName() : name;
  }

  /** Also for a stranger: the sign-in form is bound to a cookie of its own. */
  @Override
  public String formToken() {
    return csrf.token(current.getCurrent());
  }
}
