package io.afterword.survey.link;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Size;

@ConfigMapping(prefix = "afterword.link")
interface LinkConfig {

  /**
   * The keys of all links are derived from it. It is the same for every replica and is kept: with
   * another one, links that were sent can no longer be reproduced for a reminder.
   */
  @Size(min = 32, message = "must have at least 32 characters, for example of openssl rand -hex 32")
  String secret();
}
