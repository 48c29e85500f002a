package io.afterword.platform.problem;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;

/** Tells a person's browser from a program. */
public final class Browser {
  private Browser() {}

  /** Whether HTML is what the client likes best; a program that accepts anything gets JSON. */
  public static boolean asks(RoutingContext request) {
    for (MIMEHeader type : request.parsedHeaders().accept()) {
      // Both parts are null for anything at all.
      String subtype = type.subComponent() == null ? "*" : type.subComponent();
      if (subtype.equals("html") || subtype.contains("xhtml")) {
        return true;
      }
      if (subtype.endsWith("json") || subtype.equals("*")) {
        return false;
      }
    }
    return false;
  }
}
