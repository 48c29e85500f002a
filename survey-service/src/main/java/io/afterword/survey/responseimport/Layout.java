package io.afterword.survey.responseimport;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose export a file is: what its columns are called. Pure. */
@Schema(
    name = "ResponseImportLayout",
    description =
        "DELIGHTED: a Delighted export. GOOGLE_FORMS: the answers of a form, whose columns are its"
            + " questions. COLUMNS: any other file, and our own export.")
public enum Layout {
  DELIGHTED,
  GOOGLE_FORMS,
  COLUMNS;

  /** What a form's first column is called in the languages of those who made it. */
  private static final Set<String> TIMESTAMPS =
      Set.of(
          "timestamp",
          "tidsmerke",
          "zeitstempel",
          "horodateur",
          "marca temporal",
          "carimbo de data/hora",
          "タイムスタンプ",
          "时间戳记",
          "時間戳記",
          "طابع زمني");

  private static final Map<Target, Set<String>> DELIGHTED_NAMES =
      Map.of(
          Target.ID, Set.of("id", "response id", "survey response id"),
          Target.ANSWERED_AT,
              Set.of(
                  "created at",
                  "response created at",
                  "responded at",
                  "response date",
                  "survey response created at"));

  private static final Map<Target, Set<String>> COLUMN_NAMES =
      Map.of(
          Target.ID, Set.of("id", "response id", "responseid"),
          Target.ANSWERED_AT,
              Set.of(
                  "firstansweredat",
                  "answered at",
                  "answeredat",
                  "responded at",
                  "submitted at",
                  "created at",
                  "timestamp",
                  "date",
                  "time"),
          Target.LOCALE, Set.of("locale", "language", "lang"));

  private static final Set<String> SCORES =
      Set.of("rating", "score", "csat", "nps", "ces", "stars");

  private static final Set<String> COMMENTS =
      Set.of("comment", "comments", "feedback", "text", "verbatim");

  static Layout recognised(List<String> header) {
    List<String> names = header.stream().map(Layout::plain).toList();
    if (!names.isEmpty() && TIMESTAMPS.contains(names.get(0))) {
      return GOOGLE_FORMS;
    }
    boolean delighted =
        names.contains("score")
            && (names.contains("permalink")
                || names.contains("survey type")
                || names.stream().anyMatch(name -> name.startsWith("delighted ")));
    return delighted ? DELIGHTED : COLUMNS;
  }

  /** What columns with these names are, each at most once; those that nobody knows are left out. */
  List<Target> guess(List<String> header, Definition definition) {
    Map<Integer, Target> found = new LinkedHashMap<>();
    Set<Target> used = new HashSet<>();
    for (int at = 0; at < header.size(); at++) {
      String name = plain(header.get(at));
      Optional<Target> target =
          this == GOOGLE_FORMS && at == 0
              ? Optional.of(Target.ANSWERED_AT)
              : target(name, definition);
      if (target.isPresent() && used.add(target.get())) {
        found.put(at, target.get());
      }
    }
    List<Target> targets = new ArrayList<>();
    for (int at = 0; at < header.size(); at++) {
      targets.add(found.getOrDefault(at, Target.NOTHING));
    }
    return List.copyOf(targets);
  }

  private Optional<Target> target(String name, Definition definition) {
    return worded(name, definition)
        .or(() -> this == GOOGLE_FORMS ? Optional.empty() : named(name))
        .or(() -> this == GOOGLE_FORMS ? Optional.empty() : answer(name, definition))
        .or(() -> this == COLUMNS ? path(name, definition) : Optional.empty());
  }

  private Optional<Target> named(String name) {
    return (this == DELIGHTED ? DELIGHTED_NAMES : COLUMN_NAMES)
        .entrySet().stream()
            .filter(entry -> entry.getValue().contains(name))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  /** A column that is called as a question is worded, in any language. */
  private static Optional<Target> worded(String name, Definition definition) {
    return definition.questions().stream()
        .filter(
            question ->
                question.text().values().stream().anyMatch(text -> plain(text).equals(name)))
        .map(question -> Target.answer(question.id()))
        .findFirst();
  }

  private static Optional<Target> answer(String name, Definition definition) {
    if (SCORES.contains(name)) {
      return Optional.of(Target.answer(definition.scoredQuestion().id()));
    }
    if (COMMENTS.contains(name)) {
      return definition.questions().stream()
          .filter(question -> question.form() == QuestionForm.TEXT)
          .map(Question::id)
          .map(Target::answer)
          .findFirst();
    }
    return Optional.empty();
  }

  private static Optional<Target> path(String name, Definition definition) {
    return Target.all(definition).stream()
        .filter(path -> plain(path).equals(name))
        .map(Target::new)
        .findFirst();
  }

  static String plain(String name) {
    return String.join(" ", Arrays.asList(name.strip().replace('_', ' ').split("\\s+")))
        .toLowerCase(Locale.ROOT);
  }
}
