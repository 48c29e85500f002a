package io.afterword.platform.access;

import io.afterword.platform.secret.SessionSecret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The session's cookie, and the one that form tokens are bound to as long as nobody is signed in.
 * Under https both have the {@code __Host-} prefix: browsers then take them from this very host
 * only, encrypted and for all of its paths.
 */
@ApplicationScoped
class SessionCookie {
  private static final String PREFIX = "__Host-";

  private final SessionSeal seal;
  private final Clock clock;
  private final boolean https;
  private final SecureRandom random = new SecureRandom();

  SessionCookie(
      SessionSecret secret,
      Clock clock,
      @ConfigProperty(name = "afterword.public-url") String publicUrl) {
    this.seal = new SessionSeal(secret.keyFor("session"));
    this.clock = clock;
    this.https = publicUrl.startsWith("https:");
  }

  /** Begins a session of a person who has just proved to be one. */
  void begin(RoutingContext request, UUID userId) {
    Instant now = clock.instant();
    var session = new Session(new UUID(random.nextLong(), random.nextLong()), userId, now);
    request
        .response()
        .addCookie(cookie(sessionName(), seal.seal(session)).setMaxAge(Session.LASTS.toSeconds()));
  }

  void end(RoutingContext request) {
    request.response().addCookie(cookie(sessionName(), "").setMaxAge(0));
  }

  /** The session of the request, if it has one that is ours and not over. */
  Optional<Session> read(RoutingContext request) {
    Instant now = clock.instant();
    return value(request, sessionName())
        .flatMap(seal::open)
        .filter(session -> !session.isOver(now));
  }

  /** What binds the forms of a browser that is not signed in; null if it has nothing yet. */
  @Nullable String visitor(RoutingContext request) {
    return value(request, visitorName()).filter(text -> text.length() == 22).orElse(null);
  }

  /** Gives the browser something to bind its forms to. */
  String newVisitor(RoutingContext request) {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    request.response().addCookie(cookie(visitorName(), text));
    return text;
  }

  private Cookie cookie(String name, String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(https)
        .setSameSite(CookieSameSite.LAX);
  }

  private static Optional<String> value(RoutingContext request, String name) {
    return Optional.ofNullable(request.request().getCookie(name)).map(Cookie::getValue);
  }

  private String sessionName() {
    return https ? PREFIX + "afterword" : "afterword";
  }

  private String visitorName() {
    return https ? PREFIX + "afterword-visitor" : "afterword-visitor";
  }
}
