package io.afterword.survey.responseimport;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a column says about a response. Pure.
 *
 * @param path as our own export names its columns, such as {@code answer.q1}; empty for a column
 *     that is left out
 */
record Target(String path) {
  static final Target NOTHING = new Target("");
  static final Target ID = new Target("id");
  static final Target ANSWERED_AT = new Target("firstAnsweredAt");
  static final Target LOCALE = new Target("locale");
  private static final String ANSWER = "answer.";

  /** What goes into the frozen context, under the names that it has there. */
  private static final List<String> CONTEXT =
      List.of("contactId", "channel", "team", "agent.id", "agent.name", "kind", "stage");

  static Target answer(String question) {
    return new Target(ANSWER + question);
  }

  /** All there are for a survey's questions. */
  static List<String> all(Definition definition) {
    List<String> paths = new ArrayList<>();
    paths.add(ANSWERED_AT.path);
    definition.questions().stream()
        .map(Question::id)
        .forEach(question -> paths.add(answer(question).path));
    paths.add(ID.path);
    paths.add(LOCALE.path);
    paths.addAll(CONTEXT);
    return paths;
  }

  /** What a person says a column is. */
  static Optional<Target> of(String path, Definition definition) {
    String wanted = path.strip();
    return wanted.isEmpty() || all(definition).contains(wanted)
        ? Optional.of(new Target(wanted))
        : Optional.empty();
  }

  boolean isAnswer() {
    return path.startsWith(ANSWER);
  }

  boolean isContext() {
    return CONTEXT.contains(path);
  }

  String question() {
    return path.substring(ANSWER.length());
  }
}
