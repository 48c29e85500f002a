package io.afterword.survey.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pictures among the letters: hearts, thumbs, faces and their like. */
final class Icons {

  private static final Pattern PICTURE =
      Pattern.compile(
          "[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{2B00}-\\x{2BFF}\\x{2190}-\\x{21FF}]");

  private Icons() {}

  static Optional<String> first(String text) {
    Matcher matcher = PICTURE.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
