package io.afterword.platform.page;

import io.quarkus.arc.Arc;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;

/** Puts the token into a page's own forms. */
@TemplateExtension(namespace = "csrf")
class FormToken {
  /** The name of the hidden field. */
  private static final String FIELD = "csrf";

  private FormToken() {}

  /** In a template: {@code {csrf:token}}. */
  static String token() {
    return Arc.container().instance(Visitor.class).get().formToken();
  }

  /** In a template: {@code {csrf:field}}, the whole hidden input. */
  static RawString field() {
    return new RawString(
        "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(FIELD, escape(token())));
  }

  /** Tokens are base64url; this keeps the page whole if that ever changes. */
  private static String escape(String token) {
    return token.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
