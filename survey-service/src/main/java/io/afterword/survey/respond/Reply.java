package io.afterword.survey.respond;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;

/**
 * What goes back to whoever opens the page or sends its form.
 *
 * @param body in UTF-8; empty for a reply that only leads elsewhere
 */
record Reply(int status, MultiMap headers, Buffer body) {

  private static final CharSequence HTML =
      HttpHeaders.createOptimized(MediaType.TEXT_HTML + ";charset=UTF-8");
  private static final CharSequence JSON = HttpHeaders.createOptimized(MediaType.APPLICATION_JSON);
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  static Reply html(int status, Buffer html) {
    return of(status, html).with(HttpHeaders.CONTENT_TYPE, HTML);
  }

  static Reply json(int status, Buffer json) {
    return of(status, json).with(HttpHeaders.CONTENT_TYPE, JSON);
  }

  static Reply leadTo(String address) {
    return of(303, Buffer.buffer()).with(HttpHeaders.LOCATION, address);
  }

  /** What is shown is one person's, at one moment. */
  private static Reply of(int status, Buffer body) {
    return new Reply(status, HttpHeaders.headers(), body).with(HttpHeaders.CACHE_CONTROL, NO_STORE);
  }

  Reply with(CharSequence name, CharSequence value) {
    headers.set(name, value);
    return this;
  }

  void to(HttpServerResponse response) {
    response.setStatusCode(status);
    headers.forEach((name, value) -> response.putHeader(name, value));
    response.end(body);
  }
}
