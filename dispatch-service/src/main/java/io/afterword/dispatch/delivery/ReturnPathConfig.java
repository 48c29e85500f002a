package io.afterword.dispatch.delivery;

import io.afterword.dispatch.mail.ReturnPaths;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The return path's settings, checked. */
@ApplicationScoped
class ReturnPathConfig {
  private static final Logger LOG = Logger.getLogger(ReturnPathConfig.class);

  private final Optional<String> address;
  private final ReturnPaths returnPaths;

  /**
   * The secret is that of the unsubscribe links, which is checked there; both are parted by their
   * purpose.
   */
  ReturnPathConfig(
      @ConfigProperty(name = "afterword.bounce.address") Optional<String> address,
      @ConfigProperty(name = "afterword.unsubscribe.secret") Optional<String> secret) {
    this.address = address;
    this.returnPaths = new ReturnPaths(address, secret.orElse(""));
  }

  /** Builds the bean, so that an address that cannot be used stops the start. */
  void checkAtStart(@Observes StartupEvent event) {
    LOG.infof("Mails that come back go to %s", address.orElse("the sender"));
  }

  @Produces
  @Singleton
  ReturnPaths returnPaths() {
    return returnPaths;
  }
}
