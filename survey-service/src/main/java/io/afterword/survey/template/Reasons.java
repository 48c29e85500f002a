package io.afterword.survey.template;

import io.afterword.survey.definition.Choice;
import io.afterword.survey.definition.Option;
import java.util.List;
import java.util.stream.Stream;

/** What may be behind a rating that is not a good one; asked of nobody else. */
enum Reasons {
  NONE(),
  SUPPORT("too-slow", "not-solved", "repeated", "unclear", "unfriendly"),
  GOODS("quality", "price", "hard-to-find", "too-slow", "technical");

  private static final String OTHER = "other";

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of texts
  private final List<String> ids;

  Reasons(String... ids) {
    this.ids = List.of(ids);
  }

  boolean areAsked() {
    return !ids.isEmpty();
  }

  /** In random order, "something else" last. */
  Choice choice() {
    return new Choice(
        Stream.concat(ids.stream(), Stream.of(OTHER))
            .map(id -> new Option(id, Template.inAllLocales("reason." + id), id.equals(OTHER)))
            .toList(),
        true);
  }
}
