package io.afterword.survey.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.platform.feed.OutboxEvent;
import io.afterword.survey.definition.Choice;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Option;
import io.afterword.survey.definition.Polarity;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.definition.Scale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the siblings learn of a survey: enough to ask with it and to score it, no wording. */
final class SurveyEvents {

  private SurveyEvents() {}

  record PublishedData(
      UUID surveyId,
      int version,
      String name,
      Metric metric,
      List<QuestionData> questions,
      List<String> locales,
      boolean seriesBreak,
      boolean anonymous,
      boolean imported,
      Instant publishedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record QuestionData(
      String id,
      int position,
      QuestionForm form,
      boolean scored,
      @Nullable ScaleData scale,
      @Nullable List<String> options) {}

  record ScaleData(
      String id,
      int min,
      int max,
      Polarity polarity,
      List<Integer> satisfied,
      List<Integer> dissatisfied) {}

  record ArchivedData(UUID surveyId, int version, Instant archivedAt) {}

  static OutboxEvent published(PublishedVersion version, int revision) {
    Definition definition = version.definition();
    return OutboxEvent.of(
        "survey.published",
        version.surveyId().toString(),
        revision,
        new PublishedData(
            version.surveyId(),
            version.version(),
            definition.name(),
            definition.metric(),
            questions(definition),
            definition.locales(),
            version.seriesBreak(),
            definition.isAnonymous(),
            version.isImported(),
            version.publishedAt()));
  }

  static OutboxEvent archived(UUID surveyId, int version, int revision, Instant archivedAt) {
    return OutboxEvent.of(
        "survey.archived",
        surveyId.toString(),
        revision,
        new ArchivedData(surveyId, version, archivedAt));
  }

  private static List<QuestionData> questions(Definition definition) {
    List<QuestionData> questions = new ArrayList<>();
    for (int position = 0; position < definition.questions().size(); position++) {
      Question question = definition.questions().get(position);
      questions.add(
          new QuestionData(
              question.id(),
              position,
              question.form(),
              question.scored(),
              scale(question.scale()),
              options(question.choice())));
    }
    return questions;
  }

  private static @Nullable List<String> options(@Nullable Choice choice) {
    return choice == null ? null : choice.options().stream().map(Option::id).toList();
  }

  private static @Nullable ScaleData scale(@Nullable Scale scale) {
    return scale == null
        ? null
        : new ScaleData(
            scale.id(),
            scale.min(),
            scale.max(),
            scale.polarity(),
            scale.satisfied(),
            scale.dissatisfied());
  }
}
