package io.afterword.survey.template;

import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.wording.Wording;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Template", description = "A survey that can be used as it is.")
record TemplateView(
    @Schema(description = "What to send as template.", examples = "csat-1-5", required = true)
        String id,
    @Schema(examples = "Satisfaction, 1 to 5", required = true) String title,
    @Schema(description = "When it is the right one.", required = true) String purpose,
    @Schema(required = true) Metric metric,
    @Schema(description = "When a survey from it is best sent.", required = true) Template.Fit fit,
    @Schema(required = true) Scale scale,
    @Schema(description = "Locales in which it is worded.", required = true) List<String> locales,
    @Schema(
            description = "The scored question in English.",
            examples = "How satisfied were you with your recent experience with us?",
            required = true)
        String question) {

  static TemplateView of(Template template) {
    return new TemplateView(
        template.id(),
        template.title(),
        template.purpose(),
        template.metric(),
        template.fit(),
        template.scale(),
        Wording.LOCALES,
        Wording.of("en").get(template.metric().name().toLowerCase(Locale.ROOT) + ".question"));
  }
}
