package io.afterword.survey.respond;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page.
 *
 * @param key from the address; any text
 * @param lang the language they chose on the page
 * @param acceptLanguage the languages their browser asks for
 * @param asJson whether a program asks, which is told about problems as JSON
 */
record Reader(String key, @Nullable String lang, @Nullable String acceptLanguage, boolean asJson) {

  static boolean asksForJson(@Nullable String accept) {
    String types = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
    return types.contains("json") && !types.contains("text/html");
  }
}
