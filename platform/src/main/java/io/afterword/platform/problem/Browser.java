package io.afterword.platform.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a person's browser from a program. */
public final class Browser {
  private static final int MAX_LENGTH = 1000;

  private Browser() {}

  /** Whether HTML is what the client likes best; a program that accepts anything gets JSON. */
  public static boolean asks(RoutingContext request) {
    return prefersHtml(request.request().getHeader(HttpHeaders.ACCEPT));
  }

  /** Of equally liked types the first counts; a header beyond reason is no browser's. */
  static boolean prefersHtml(@Nullable String accept) {
    if (accept == null || accept.length() > MAX_LENGTH) {
      return false;
    }
    String liked = "";
    double best = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      double weight = weight(parts);
      if (weight > best) {
        best = weight;
        liked = parts[0].strip();
      }
    }
    return liked.equals("text/html") || liked.equals("application/xhtml+xml");
  }

  private static double weight(String[] parts) {
    for (String part : parts) {
      String parameter = part.strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException nonsense) {
          return 0;
        }
      }
    }
    return 1;
  }
}
