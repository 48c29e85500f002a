package io.afterword.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

@ConfigMapping(prefix = "afterword.access")
public interface AccessConfig {

  /** Whether keys and users are created here; fixed at build time, since it decides on paths. */
  @WithDefault("false")
  boolean home();

  /** The built-in administrator's password; without one the first start makes it. */
  Optional<String> adminPassword();

  /** What the siblings send as bearer key, by the sender's name. */
  Map<String, ServiceKey> services();

  interface ServiceKey {
    /** The bearer key that this sibling sends, 16 or more characters. Required in production. */
    Optional<String> key();

    /** What this sibling may do here; fixed by the service, not to be set. */
    Set<String> scopes();
  }
}
