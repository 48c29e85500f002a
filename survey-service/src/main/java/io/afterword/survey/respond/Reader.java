package io.afterword.survey.respond;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page.
 *
 * @param key from the address; any text
 * @param lang the language they chose on the page
 * @param acceptLanguage the languages their browser asks for
 * @param asJson whether a program asks, which is told about problems as JSON
 * @param address where the request came from; looked at, not kept
 */
record Reader(
    String key,
    @Nullable String lang,
    @Nullable String acceptLanguage,
    boolean asJson,
    @Nullable String address) {

  /**
   * @param lang chosen on the page
   */
  static Reader of(String key, @Nullable String lang, HttpServerRequest request) {
    return new Reader(
        key,
        lang,
        request.getHeader(HttpHeaders.ACCEPT_LANGUAGE),
        asksForJson(request.getHeader(HttpHeaders.ACCEPT)),
        address(request.getHeader("X-Forwarded-For"), request));
  }

  /** The same, told everything by a page. */
  Reader asPerson() {
    return new Reader(key, lang, acceptLanguage, false, address);
  }

  /**
   * The address of whoever is behind the proxies: the first that they name, else the connection's.
   * Anybody can name another one; a scanner that does so is only not known by its network.
   */
  private static @Nullable String address(
      @Nullable String forwardedFor, HttpServerRequest request) {
    if (forwardedFor != null && !forwardedFor.isBlank()) {
      return forwardedFor.split(",", 2)[0].strip();
    }
    return request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
  }

  private static boolean asksForJson(@Nullable String accept) {
    String types = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
    return types.contains("json") && !types.contains("text/html");
  }
}
