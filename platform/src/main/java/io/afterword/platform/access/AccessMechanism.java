package io.afterword.platform.access;

import io.afterword.platform.secret.Hash;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;

/**
 * Finds out who asks: {@code Authorization: Bearer} with an API key or a sibling's key, else the
 * session's cookie. A wrong key is refused; a session that is over is nobody, since public pages
 * must open for people who once signed in.
 */
@ApplicationScoped
class AccessMechanism implements HttpAuthenticationMechanism {
  static final String CHALLENGE_HEADER = "WWW-Authenticate";
  static final String CHALLENGE = "Bearer realm=\"afterword\"";
  private static final String SCHEME = "bearer ";

  private final AccessConfig config;
  private final AccessDirectory directory;
  private final SessionCookie cookie;
  private final Clock clock;

  AccessMechanism(
      AccessConfig config, AccessDirectory directory, SessionCookie cookie, Clock clock) {
    this.config = config;
    this.directory = directory;
    this.cookie = cookie;
    this.clock = clock;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identityProviders) {
    String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return person(request);
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return refused("Only the Bearer scheme is known here.");
    }
    return bearer(authorization.substring(SCHEME.length()).strip());
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom().item(new ChallengeData(401, CHALLENGE_HEADER, CHALLENGE));
  }

  private Uni<SecurityIdentity> bearer(String text) {
    byte[] hash = Hash.sha256(text);
    Optional<SecurityIdentity> sibling = sibling(hash);
    if (sibling.isPresent()) {
      return Uni.createFrom().item(sibling.get());
    }
    if (!KeyText.isOne(text)) {
      return refused("This is no API key; ours begin with aw_ and have 46 characters.");
    }
    return directory
        .key(hash)
        .chain(
            found -> {
              if (found.isEmpty()) {
                return refused("This API key is not known; it may have been revoked.");
              }
              KnownKey key = found.get();
              return key.isExpired(clock.instant())
                  ? refused("This API key has expired.")
                  : Uni.createFrom().item(Caller.key(key.id(), key.name(), key.scopes()));
            });
  }

  /** All are compared, and hashes only, so that the time taken tells nothing about the keys. */
  private Optional<SecurityIdentity> sibling(byte[] hash) {
    SecurityIdentity found = null;
    for (var service : config.services().entrySet()) {
      String key = service.getValue().key().orElse("").strip();
      if (!key.isEmpty() && MessageDigest.isEqual(Hash.sha256(key), hash)) {
        found = Caller.service(service.getKey(), service.getValue().scopes());
      }
    }
    return Optional.ofNullable(found);
  }

  private Uni<SecurityIdentity> person(RoutingContext request) {
    return cookie
        .read(request)
        .map(
            session ->
                directory
                    .user(session.userId())
                    .map(found -> found.filter(user -> user.accepts(session)))
                    .map(found -> found.map(user -> Caller.person(user, session.id())))
                    .map(found -> found.orElse(null)))
        .orElseGet(() -> Uni.createFrom().nullItem());
  }

  private static Uni<SecurityIdentity> refused(String why) {
    return Uni.createFrom().failure(new AuthenticationFailedException(why));
  }
}
