package io.afterword.platform.access;

import io.afterword.platform.start.DatabaseStart;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * There is always somebody who can sign in. The password comes from the environment, which then
 * decides at every start, or is made and shown once by the first start.
 */
@ApplicationScoped
@IfBuildProperty(name = "afterword.access.home", stringValue = "true")
class BuiltInAdministrator {
  private static final Logger LOG = Logger.getLogger(BuiltInAdministrator.class);

  /** Any number that nothing else locks: replicas that start together take turns. */
  private static final long LOCK = 7_319_202_611L;

  private final AccessRegister register;
  private final Passwords passwords;
  private final Optional<String> configured;
  private final Clock clock;

  BuiltInAdministrator(
      AccessRegister register, Passwords passwords, AccessConfig config, Clock clock) {
    this.register = register;
    this.passwords = passwords;
    this.configured = config.adminPassword().filter(text -> !text.isBlank());
    this.clock = clock;
  }

  /** Before the service takes requests, so that whoever reads the log can sign in. */
  void atStart(@Observes DatabaseStart start) {
    try {
      VertxContextSupport.subscribeAndAwait(this::ensure);
    } catch (Throwable failure) {
      throw new IllegalStateException(
          "The built-in administrator cannot be looked up. Is the database running, and was it"
              + " brought up to date with the migrate argument?",
          failure);
    }
  }

  /** Creates the administrator, or gives it the configured password if it has another. */
  Uni<Void> ensure() {
    return register
        .inSession(session -> register.bySubject(session, AccessUser.ADMINISTRATOR))
        .chain(found -> found.isEmpty() ? create() : keepPassword(found.get(0)));
  }

  private Uni<Void> create() {
    String password = configured.orElseGet(BuiltInAdministrator::random);
    return passwords
        .hash(password)
        .chain(hash -> register.inTransaction(session -> createOnce(session, hash)))
        .invoke(created -> announce(created, password))
        .replaceWithVoid();
  }

  private Uni<Boolean> createOnce(Mutiny.Session session, String hash) {
    Instant now = clock.instant();
    return locked(session)
        .chain(() -> register.bySubject(session, AccessUser.ADMINISTRATOR))
        .chain(
            found ->
                found.isEmpty()
                    ? register.add(session, AccessUser.administrator(hash, now)).replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  private Uni<Void> keepPassword(AccessUser administrator) {
    if (configured.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String password = configured.get();
    return passwords
        .verify(password, administrator.passwordHash)
        .chain(
            same ->
                same
                    ? Uni.createFrom().voidItem()
                    : passwords
                        .hash(password)
                        .chain(hash -> register.inTransaction(s -> change(s, hash))));
  }

  private Uni<Void> change(Mutiny.Session session, String hash) {
    Instant now = clock.instant();
    return locked(session)
        .chain(() -> register.bySubject(session, AccessUser.ADMINISTRATOR))
        .map(List::iterator)
        .chain(
            found -> register.apply(session, found.next(), user -> user.changePassword(hash, now)))
        .invoke(() -> LOG.info("The built-in administrator has the password of the environment."));
  }

  private static Uni<?> locked(Mutiny.Session session) {
    return session
        .createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)", Integer.class)
        .setParameter("lock", LOCK)
        .getResultList();
  }

  private void announce(boolean created, String password) {
    if (created && configured.isEmpty()) {
      LOG.infof(
          "The built-in administrator was made. Sign in as \"%s\" with the password %s"
              + " - it is shown this once.",
          AccessUser.ADMINISTRATOR, password);
    }
  }

  /** 120 bits. */
  private static String random() {
    byte[] bits = new byte[15];
    new SecureRandom().nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
