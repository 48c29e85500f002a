package io.afterword.platform.page;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What every answer tells the browser not to do. An answer that says something of its own, such as
 * the respondent page with its nonce, keeps its word: only what is missing is added, right before
 * the head is written.
 */
@ApplicationScoped
class SecurityHeaders {
  /** Before everything that may answer. */
  private static final int FIRST = 1_000;

  static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");

  /**
   * Scripts and styles are files of this origin, nothing inline; images may also be data: addresses
   * that our own templates write.
   */
  static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** None of the browser's sensors and devices is of use to us. */
  static final String PERMISSIONS =
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

  private static final CharSequence FRAMES = HttpHeaders.createOptimized("X-Frame-Options");
  private static final CharSequence SNIFFING =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence DEVICES = HttpHeaders.createOptimized("Permissions-Policy");

  void guard(@Observes Filters filters) {
    filters.register(
        request -> {
          request.addHeadersEndHandler(ignored -> complete(request));
          request.next();
        },
        FIRST);
  }

  private static void complete(RoutingContext request) {
    MultiMap headers = request.response().headers();
    String own = headers.get(CSP);
    boolean framingDecided = own != null && !deniesFrames(own);
    if (!framingDecided) {
      putIfMissing(headers, FRAMES, "DENY");
    }
    if (!isDevelopersTool(request)) {
      putIfMissing(headers, CSP, POLICY);
    }
    putIfMissing(headers, SNIFFING, "nosniff");
    putIfMissing(headers, REFERRER, "same-origin");
    putIfMissing(headers, DEVICES, PERMISSIONS);
    if (isHtml(headers)) {
      // Pages are made for one person and one moment: nothing of them stays behind after sign-out.
      putIfMissing(headers, HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  private static boolean deniesFrames(String policy) {
    return policy.contains("frame-ancestors 'none'");
  }

  /** The dev mode's own pages live on inline scripts. */
  private static boolean isDevelopersTool(RoutingContext request) {
    return LaunchMode.current() == LaunchMode.DEVELOPMENT
        && request.normalizedPath().startsWith("/q/");
  }

  private static boolean isHtml(MultiMap headers) {
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith("text/html");
  }

  private static void putIfMissing(MultiMap headers, CharSequence name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
