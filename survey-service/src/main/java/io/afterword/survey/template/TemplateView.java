package io.afterword.survey.template;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.definition.StandardScale;
import io.afterword.survey.wording.Wording;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Template", description = "A survey that can be used as it is.")
record TemplateView(
    @Schema(description = "What to send as template.", examples = "csat-1-5", required = true)
        String id,
    @Schema(examples = "Satisfaction, 1 to 5", required = true) String title,
    @Schema(description = "When it is the right one.", required = true) String purpose,
    @Schema(required = true) Metric metric,
    @Schema(required = true, description = "Triggers of a policy that it fits.")
        List<Trigger> triggers,
    @Schema(
            required = true,
            description = "Kinds of interactions that it fits; empty where none leads to asking.")
        List<InteractionKind> kinds,
    @Schema(required = true, description = "The scale it has unless another is asked for.")
        Scale scale,
    @Schema(
            required = true,
            description = "Ids of all scales it can have.",
            examples = "[\"csat-1-5\", \"csat-faces-5\"]")
        List<String> scales,
    @Schema(
            required = true,
            description =
                "Forms of the questions after the scored one; those with options are for"
                    + " ratings that are not good.")
        List<QuestionForm> followUps,
    @Schema(description = "Locales in which it is worded.", required = true) List<String> locales,
    @Schema(
            description = "The scored question or statement in English.",
            examples = "How satisfied were you with your recent experience with us?",
            required = true)
        String question) {

  static TemplateView of(Template template) {
    return new TemplateView(
        template.id(),
        template.title(),
        template.purpose(),
        template.metric(),
        template.triggers(),
        template.kinds(),
        template.scale(),
        template.scales().stream().map(StandardScale::id).toList(),
        template.define(template.title(), "en", Brand.NONE).questions().stream()
            .filter(question -> !question.scored())
            .map(Question::form)
            .toList(),
        Wording.LOCALES,
        template.question("en"));
  }
}
