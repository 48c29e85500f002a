package io.afterword.survey.survey;

import io.afterword.survey.check.Completeness;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.wording.Wording;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How far a survey's draft is worded in each language, in words. Pure. */
record LanguagesPage(String name, List<Line> lines) {

  private static final Pattern OF_QUESTION =
      Pattern.compile("/questions/(\\d+)/(text|labels|choice/options/(\\d+)/text)");

  /** One language. */
  record Line(
      String locale,
      String direction,
      String name,
      int worded,
      int texts,
      String tone,
      String asked,
      List<Missing> missing) {}

  /** A text that it lacks. */
  record Missing(String what, String pointer, String instead) {}

  static LanguagesPage of(Definition definition) {
    return new LanguagesPage(
        definition.name(), Completeness.of(definition).stream().map(LanguagesPage::line).toList());
  }

  private static Line line(Completeness.Line line) {
    return new Line(
        line.locale(),
        Wording.direction(line.locale()),
        name(line.locale()),
        line.worded(),
        line.texts(),
        line.missing().isEmpty() ? "good" : line.asked() ? "warn" : "bad",
        line.asked() ? "yes" : "no: its readers are asked in " + name(line.askedIn()),
        line.missing().stream().map(LanguagesPage::missing).toList());
  }

  private static Missing missing(Completeness.Missing missing) {
    return new Missing(
        what(missing.pointer()), missing.pointer(), instead(missing.pointer(), missing.standIn()));
  }

  private static String name(String locale) {
    return Locale.forLanguageTag(locale).getDisplayName(Locale.ENGLISH);
  }

  private static String what(String pointer) {
    Matcher question = OF_QUESTION.matcher(pointer);
    if (!question.matches()) {
      return pointer.equals("/subject") ? "subject of the mail" : "thank-you text";
    }
    String number = counted(question.group(1));
    if (question.group(3) != null) {
      return "option %s of question %s".formatted(counted(question.group(3)), number);
    }
    return (question.group(2).equals("labels") ? "words of the scale of question " : "question ")
        + number;
  }

  private static String counted(String index) {
    return String.valueOf(Integer.parseInt(index) + 1);
  }

  private static String instead(String pointer, @Nullable String standIn) {
    if (standIn != null) {
      return name(standIn);
    }
    return pointer.endsWith("/labels") ? "no words" : "the built-in words";
  }
}
