package io.afterword.platform.secret;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

@ConfigMapping(prefix = "afterword.access")
public interface SecretConfig {
  /**
   * The secret that the three services share: 32 or more random characters. Sessions and form
   * tokens are made from it; a new one signs everybody out. Required in production.
   */
  Optional<String> sessionKey();
}
