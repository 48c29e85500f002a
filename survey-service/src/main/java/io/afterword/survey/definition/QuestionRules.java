package io.afterword.survey.definition;

import io.afterword.survey.definition.DefinitionFault.Kind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes one question sound: it has the parts of its form, and no others. */
final class QuestionRules {

  static final int LONGEST_TEXT = 500;
  static final int LONGEST_LABEL = 60;
  static final int LONGEST_OPTION = 150;

  /** More than this is a list to search in, not a choice. */
  static final int MOST_OPTIONS = 30;

  /** The digits that every JSON reader keeps exactly, also those that read numbers as doubles. */
  static final long LARGEST_NUMBER = 999_999_999_999L;

  static final int MOST_DECIMALS = 3;

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** Fields of the page's form that belong to no question of that name. */
  private static final Set<String> RESERVED =
      Set.of("rating", "comment", "lang", "completeness", "csrf", "asked");

  private final Definition definition;
  private final Faults faults;
  private final TextRules texts;

  QuestionRules(Definition definition, Faults faults) {
    this.definition = definition;
    this.faults = faults;
    this.texts = new TextRules(faults);
  }

  void check(String at, Question question) {
    id(at, question);
    QuestionForm form = question.form();
    if (!faults.required(at + "/form", form)) {
      return;
    }
    if (form.hasScale()) {
      scale(at, question);
    } else {
      noScale(at, question);
    }
    if (form.hasOptions()) {
      options(at + "/choice", question.choice());
    } else if (question.choice() != null) {
      faults.add(at + "/choice", Kind.PART_NOT_ALLOWED, "Only a choice has options.");
    }
    if (form == QuestionForm.NUMBER) {
      range(at + "/range", question.range());
    } else if (question.range() != null) {
      faults.add(at + "/range", Kind.PART_NOT_ALLOWED, "Only a NUMBER has a range.");
    }
    texts.texts(at + "/text", question.text(), definition.defaultLocale(), LONGEST_TEXT);
  }

  private void id(String at, Question question) {
    String id = question.id();
    if (!faults.required(at + "/id", id) || id == null) {
      return;
    }
    if (!ID.matcher(id).matches()) {
      faults.add(
          at + "/id", Kind.NOT_AN_ID, "An id is small letters, digits and hyphens, such as q1.");
    } else if (RESERVED.contains(id)) {
      faults.add(at + "/id", Kind.RESERVED_ID, "The page's form uses %s itself.".formatted(id));
    }
  }

  private void scale(String at, Question question) {
    Scale scale = question.scale();
    if (scale == null) {
      faults.add(
          at + "/scale", Kind.SCALE_MISSING, "A %s needs a scale.".formatted(question.form()));
      return;
    }
    Metric metric = question.scored() ? definition.metric() : null;
    boolean sound = new ScaleRules(at + "/scale", scale, faults).check(metric);
    labels(at + "/labels", question.labels(), scale);
    if (sound && scale.look().needsWords()) {
      wordsForAll(at + "/labels", question.labels(), scale);
    }
  }

  private void noScale(String at, Question question) {
    if (question.scale() != null) {
      faults.add(
          at + "/scale",
          Kind.SCALE_NOT_ALLOWED,
          "A %s has no scale; leave it out.".formatted(question.form()));
    }
    if (!question.labels().isEmpty()) {
      faults.add(
          at + "/labels",
          Kind.SCALE_NOT_ALLOWED,
          "A %s has no labels; leave them out.".formatted(question.form()));
    }
    if (question.scored()) {
      faults.add(
          at + "/scored",
          Kind.NOT_ONE_SCORED_QUESTION,
          "Only a RATING or a STATEMENT can be scored.");
    }
  }

  private void labels(String at, Map<String, Map<String, String>> labels, Scale scale) {
    if (!texts.fewEnough(at, labels)) {
      return;
    }
    labels.forEach(
        (locale, words) -> {
          String here = texts.localeAt(at, locale);
          if (faults.required(here, words)) {
            words.forEach(
                (rating, word) ->
                    label(here + "/" + TextRules.escape(rating), rating, word, scale));
          }
        });
  }

  private void label(String at, String rating, String word, Scale scale) {
    texts.shownLine(at, word, LONGEST_LABEL);
    if (!scale.names(rating)) {
      faults.add(
          at,
          Kind.RATING_OUT_OF_SCALE,
          "A label belongs to a rating from %d to %d.".formatted(scale.min(), scale.max()));
    }
  }

  private void wordsForAll(String at, Map<String, Map<String, String>> labels, Scale scale) {
    String locale = definition.defaultLocale();
    if (locale == null) {
      return;
    }
    @Nullable Map<String, String> words = labels.get(locale);
    if (words == null
        || scale.points().stream().anyMatch(point -> !words.containsKey(String.valueOf(point)))) {
      faults.add(
          at,
          Kind.LABELS_MISSING,
          "%s are not understood without words; label every point in %s."
              .formatted(scale.look(), locale));
    }
  }

  private void options(String at, @Nullable Choice choice) {
    if (!faults.required(at, choice) || choice == null) {
      return;
    }
    int count = choice.options().size();
    if (count < 2 || count > MOST_OPTIONS) {
      faults.add(
          at + "/options",
          Kind.OPTION_COUNT,
          "A choice has 2 to %d options, here it is %d.".formatted(MOST_OPTIONS, count));
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Option option = choice.options().get(i);
      String here = at + "/options/" + i;
      if (faults.required(here, option)) {
        option(here, option, ids);
      }
    }
  }

  private void option(String at, Option option, Set<String> ids) {
    String id = option.id();
    if (faults.required(at + "/id", id) && id != null) {
      if (!ID.matcher(id).matches()) {
        faults.add(
            at + "/id", Kind.NOT_AN_ID, "An id is small letters, digits and hyphens: too-slow.");
      }
      if (!ids.add(id)) {
        faults.add(at + "/id", Kind.DUPLICATE_ID, "Two options are called %s.".formatted(id));
      }
    }
    texts.texts(at + "/text", option.text(), definition.defaultLocale(), LONGEST_OPTION);
  }

  private void range(String at, @Nullable NumberRange range) {
    if (!faults.required(at, range) || range == null) {
      return;
    }
    if (range.min() >= range.max()) {
      faults.add(at + "/max", Kind.NUMBER_RANGE, "max must be above min.");
    }
    if (range.min() < -LARGEST_NUMBER || range.max() > LARGEST_NUMBER) {
      faults.add(
          at, Kind.NUMBER_RANGE, "Numbers lie between -%1$d and %1$d.".formatted(LARGEST_NUMBER));
    }
    if (range.decimals() < 0 || range.decimals() > MOST_DECIMALS) {
      faults.add(at + "/decimals", Kind.NUMBER_RANGE, "0 to %d decimals.".formatted(MOST_DECIMALS));
    }
  }
}
