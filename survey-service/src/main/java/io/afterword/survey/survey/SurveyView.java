package io.afterword.survey.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Survey", description = "A survey: its draft, and which version is published.")
record SurveyView(
    @Schema(required = true, examples = "01937a5e-6b1c-7c3e-9d55-0f6a3b8c2d10") UUID id,
    @Schema(required = true, examples = "Support satisfaction") String name,
    @Schema(required = true) Metric metric,
    @Schema(required = true) SurveyState state,
    @Schema(description = "Newest published version; absent before the first.", examples = "1")
        @Nullable Integer version,
    @Schema(
            required = true,
            description = "Locales in which every question is worded, the default first.")
        List<String> locales,
    @Schema(required = true, description = "The draft; send it back changed with PUT.")
        Definition definition,
    @Schema(required = true) Instant createdAt,
    @Schema(required = true) Instant changedAt,
    @Nullable Instant archivedAt) {

  static SurveyView of(Survey survey) {
    Definition definition = survey.definition();
    return new SurveyView(
        survey.id(),
        definition.name(),
        definition.metric(),
        survey.state(),
        survey.publishedVersion(),
        definition.locales(),
        definition,
        survey.createdAt(),
        survey.changedAt(),
        survey.archivedAt());
  }
}
