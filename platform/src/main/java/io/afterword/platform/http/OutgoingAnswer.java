package io.afterword.platform.http;

import java.util.Map;

/**
 * What somebody else's server answered.
 *
 * @param headers by lower-case name, the first value of each
 * @param body at most 64 kB of it, as UTF-8
 * @param cut whether there was more of the body
 */
public record OutgoingAnswer(int status, Map<String, String> headers, String body, boolean cut) {
  public OutgoingAnswer {
    headers = Map.copyOf(headers);
  }

  public boolean accepted() {
    return status >= 200 && status < 300;
  }
}
