package io.afterword.survey.link;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "afterword.link")
interface LinkConfig {

  /**
   * The keys of all links are derived from it. It is the same for every replica and is kept: with
   * another one, links that were sent can no longer be reproduced for a reminder. At least 32
   * characters, for example of {@code openssl rand -hex 32}.
   */
  String secret();
}
