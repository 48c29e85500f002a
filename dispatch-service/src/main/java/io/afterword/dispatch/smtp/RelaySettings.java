package io.afterword.dispatch.smtp;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/**
 * How the relay is reached, from Quarkus' own keys, so that an operator configures one relay once.
 *
 * @param trusted PEM files of the authorities to trust instead of those that Java trusts
 * @param poolSize connections, and so mails under way, at once
 * @param idleTimeout a connection that says nothing for so long is closed
 * @param signing how mails are signed; unsigned without, when the relay signs
 */
record RelaySettings(
    String host,
    int port,
    Optional<String> username,
    Optional<String> password,
    boolean tls,
    StartTLSOptions startTls,
    List<String> trusted,
    int poolSize,
    Duration idleTimeout,
    Optional<DkimSettings> signing) {

  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  /** Half a login would be found out by the first mail, and by nobody who looks at the start. */
  RelaySettings {
    if (username.isPresent() != password.isPresent()) {
      throw new IllegalStateException(
          "The relay's login needs both quarkus.mailer.username (QUARKUS_MAILER_USERNAME) and"
              + " quarkus.mailer.password (QUARKUS_MAILER_PASSWORD); only the "
              + (username.isPresent() ? "username" : "password")
              + " is set. Set both, or neither for a relay without a login.");
    }
    if (tls && startTls == StartTLSOptions.REQUIRED) {
      throw new IllegalStateException(
          "quarkus.mailer.tls (QUARKUS_MAILER_TLS) is TLS from the first byte, which leaves nothing"
              + " to start: set quarkus.mailer.start-tls (QUARKUS_MAILER_START_TLS) to DISABLED, or"
              + " quarkus.mailer.tls to false.");
    }
    if (poolSize < 1) {
      throw new IllegalStateException(
          "quarkus.mailer.max-pool-size (QUARKUS_MAILER_MAX_POOL_SIZE) cannot be %d: no mail would"
                  .formatted(poolSize)
              + " ever leave. Set it to 1 or more, such as 10.");
    }
  }

  static RelaySettings of(Config config) {
    refuseMock(
        config.getOptionalValue("quarkus.mailer.mock", Boolean.class).orElse(false),
        ConfigUtils.isProfileActive("prod"));
    return new RelaySettings(
        config.getOptionalValue("quarkus.mailer.host", String.class).orElse("localhost"),
        config.getOptionalValue("quarkus.mailer.port", Integer.class).orElse(25),
        config.getOptionalValue("quarkus.mailer.username", String.class),
        config.getOptionalValue("quarkus.mailer.password", String.class),
        config.getOptionalValue("quarkus.mailer.tls", Boolean.class).orElse(false),
        startTls(
            config.getOptionalValue("quarkus.mailer.start-tls", String.class).orElse("OPTIONAL")),
        config
            .getOptionalValues("quarkus.mailer.trust-store.paths", String.class)
            .orElse(List.of()),
        config.getOptionalValue("quarkus.mailer.max-pool-size", Integer.class).orElse(10),
        config
            .getOptionalValue("afterword.mail.idle-timeout", Duration.class)
            .orElse(Duration.ofMinutes(2)),
        DkimSettings.of(config));
  }

  static void refuseMock(boolean mock, boolean production) {
    if (mock && production) {
      throw new IllegalStateException(
          "quarkus.mailer.mock (QUARKUS_MAILER_MOCK) is true in production: no mail would ever"
              + " leave. Set it to false.");
    }
  }

  static StartTLSOptions startTls(String text) {
    return Arrays.stream(StartTLSOptions.values())
        .filter(option -> option.name().equals(text.strip().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "quarkus.mailer.start-tls (QUARKUS_MAILER_START_TLS) cannot be \"%s\". Set it to"
                            .formatted(text)
                        + " REQUIRED, OPTIONAL or DISABLED."));
  }

  /** From the first byte to the last word about one mail. */
  Duration limit() {
    return idleTimeout.multipliedBy(2);
  }

  MailConfig toMailConfig() {
    var mail = new MailConfig(host, port);
    mail.setSsl(tls).setStarttls(startTls).setMaxPoolSize(poolSize);
    // The host name is verified as long as no algorithm is named: the client takes HTTPS by itself,
    // and switches the check off where HTTPS is set.
    if (!trusted.isEmpty()) {
      var authorities = new PemTrustOptions();
      trusted.forEach(authorities::addCertPath);
      mail.setTrustOptions(authorities);
    }
    username.ifPresent(mail::setUsername);
    password.ifPresent(mail::setPassword);
    // With credentials a relay that offers no login is the wrong relay; without, none is tried.
    mail.setLogin(username.isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED);
    mail.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    mail.setIdleTimeout(Math.toIntExact(idleTimeout.toMillis()));
    mail.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    // A resting connection leaves the pool before the idle timeout would cut it under a new mail.
    mail.setKeepAliveTimeout(Math.toIntExact(idleTimeout.toMillis() / 2));
    mail.setKeepAliveTimeoutUnit(TimeUnit.MILLISECONDS);
    signing.ifPresent(dkim -> mail.setEnableDKIM(true).setDKIMSignOption(dkim.toOptions()));
    return mail;
  }
}
