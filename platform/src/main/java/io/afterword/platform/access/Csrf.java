package io.afterword.platform.access;

import io.afterword.platform.secret.SessionSecret;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The token that every form and every script's call carries as proof that it comes from a page of
 * ours: bound to the session, or to a cookie of its own as long as nobody is signed in.
 */
@ApplicationScoped
public class Csrf {
  /** The hidden field of a form. */
  public static final String FIELD = "csrf";

  /** The header of a script's call. */
  public static final String HEADER = "X-CSRF-Token";

  private static final String ISSUED = Csrf.class.getName();

  private final FormSeal seal;
  private final SessionCookie cookie;
  private final Clock clock;

  Csrf(SessionSecret secret, SessionCookie cookie, Clock clock) {
    this.seal = new FormSeal(secret.keyFor("csrf"));
    this.cookie = cookie;
    this.clock = clock;
  }

  /** The token for the pages of this request; sets the visitor's cookie where one is needed. */
  public String token(RoutingContext request) {
    String token = request.get(ISSUED);
    if (token == null) {
      UUID session = session(request);
      String visitor = session == null ? cookie.visitor(request) : null;
      String boundTo =
          session != null
              ? session.toString()
              : visitor != null ? visitor : cookie.newVisitor(request);
      token = seal.issue(boundTo, clock.instant());
      request.put(ISSUED, token);
    }
    return token;
  }

  boolean accepts(@Nullable String token, RoutingContext request) {
    UUID session = session(request);
    String boundTo = session != null ? session.toString() : cookie.visitor(request);
    return boundTo != null && seal.verify(token, boundTo, clock.instant(), Session.LASTS);
  }

  /**
   * Whether a browser could have been led to send this request with rights that it has by cookie.
   */
  static boolean isOpenToForgery(RoutingContext request) {
    return identity(request)
        .map(identity -> identity.isAnonymous() || Caller.isPerson(identity))
        .orElse(true);
  }

  private static @Nullable UUID session(RoutingContext request) {
    return identity(request).map(Caller::sessionId).orElse(null);
  }

  private static Optional<SecurityIdentity> identity(RoutingContext request) {
    return request.user() instanceof QuarkusHttpUser user
        ? Optional.of(user.getSecurityIdentity())
        : Optional.empty();
  }
}
