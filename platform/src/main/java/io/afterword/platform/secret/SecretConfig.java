package io.afterword.platform.secret;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

@ConfigMapping(prefix = "afterword.access")
public interface SecretConfig {
  /** The secret that the three services share; sessions and form tokens are made from it. */
  Optional<String> sessionKey();
}
