package io.afterword.survey.survey;

import io.afterword.platform.problem.Problem;
import io.afterword.survey.definition.Anonymity;
import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.StandardScale;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.template.Template;
import io.afterword.survey.wording.LocaleChain;
import io.afterword.survey.wording.Wording;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Either a template, with what is to be different, or a full definition. */
@Schema(
    name = "CreateSurvey",
    description =
        "Either a template (with name, locale, brand, subject and thanks as you like) or a full"
            + " definition: name, metric, defaultLocale and questions.",
    examples = "{\"template\": \"csat-1-5\", \"name\": \"Support satisfaction\"}")
record CreateSurveyRequest(
    @Schema(description = "Id of a built-in template.", examples = "csat-1-5")
        @Nullable String template,
    @Schema(
            description = "With a template: the survey's default locale, one of the built-in ones.",
            examples = "en")
        @Nullable String locale,
    @Schema(
            description = "With a template: one of its scales; the one that fits best when absent.",
            examples = "csat-faces-5")
        @Nullable String scale,
    @Schema(description = "What the team calls the survey.", examples = "Support satisfaction")
        @Nullable String name,
    @Schema(description = "Without a template: what the scored question measures.")
        @Nullable Metric metric,
    @Schema(description = "Locale for those whose language the survey does not have.")
        @Nullable String defaultLocale,
    @Schema(description = "Who asks.") @Nullable Brand brand,
    @Schema(description = "Without a template: the questions, in the order they are asked.")
        @Nullable List<Question> questions,
    @Schema(description = "Subject of the mail per locale; built-in where absent.")
        @Nullable Map<String, String> subject,
    @Schema(description = "Shown after answering, per locale; built-in where absent.")
        @Nullable Map<String, String> thanks,
    @Schema(
            description =
                "Keeps answers without whom they came from; absent for those that are not.")
        @Nullable Anonymity anonymous) {

  /** What the request asks for; not checked yet. */
  Definition definition() {
    return template == null ? full() : from(template);
  }

  /** Absent fields stay absent: the rules say which of them are needed. */
  @SuppressWarnings("NullAway")
  private Definition full() {
    if (scale != null) {
      throw Problem.of(
          SurveyProblem.SCALE_NOT_OFFERED,
          "A full definition has its scales in its questions; leave scale out.");
    }
    return new Definition(
        name, metric, defaultLocale, brand, questions, subject, thanks, anonymous);
  }

  private Definition from(String id) {
    if (metric != null || questions != null) {
      throw Problem.of(
          SurveyProblem.TEMPLATE_AND_DEFINITION,
          "A template brings its metric and questions; leave these out, or leave template out.");
    }
    Template chosen =
        Template.find(id)
            .orElseThrow(
                () ->
                    Problem.of(
                            SurveyProblem.UNKNOWN_TEMPLATE,
                            "Use one of " + String.join(", ", Template.ids()) + ".")
                        .at("/template", "UNKNOWN_TEMPLATE", "There is no template " + id + "."));
    Definition definition =
        chosen.define(
            name == null ? chosen.title() : name,
            builtIn(locale == null ? defaultLocale : locale),
            brand == null ? Brand.NONE : brand,
            scaleOf(chosen));
    return new Definition(
        definition.name(),
        definition.metric(),
        definition.defaultLocale(),
        definition.brand(),
        definition.questions(),
        subject == null ? Map.of() : subject,
        thanks == null ? Map.of() : thanks,
        anonymous);
  }

  private StandardScale scaleOf(Template chosen) {
    String wanted = scale == null ? chosen.scale().id() : scale;
    return chosen.scales().stream()
        .filter(offered -> offered.id().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> {
              String offered =
                  String.join(", ", chosen.scales().stream().map(StandardScale::id).toList());
              return Problem.of(
                      SurveyProblem.SCALE_NOT_OFFERED,
                      "The template %s has one of %s.".formatted(chosen.id(), offered))
                  .at("/scale", "SCALE_NOT_OFFERED", "Use one of " + offered + ".");
            });
  }

  private static String builtIn(@Nullable String wanted) {
    if (wanted == null) {
      return "en";
    }
    return LocaleChain.nearest(wanted, Wording.LOCALES)
        .orElseThrow(
            () ->
                Problem.of(
                    SurveyProblem.LOCALE_NOT_BUILT_IN,
                    "Templates are worded in %s; for another language send a full definition."
                        .formatted(String.join(", ", Wording.LOCALES))));
  }
}
