package io.afterword.survey.survey;

import io.afterword.survey.definition.Definition;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "SurveyVersion", description = "What was frozen at a publication.")
record VersionView(
    @Schema(required = true) UUID surveyId,
    @Schema(required = true, examples = "1") int version,
    @Schema(required = true) Definition definition,
    @Schema(
            required = true,
            description = "Whether its scores are another series than those before.")
        boolean seriesBreak,
    @Schema(required = true, description = "Whether its answers were given in another tool.")
        boolean imported,
    @Schema(required = true) Instant publishedAt) {

  static VersionView of(PublishedVersion version) {
    return new VersionView(
        version.surveyId(),
        version.version(),
        version.definition(),
        version.seriesBreak(),
        version.isImported(),
        version.publishedAt());
  }
}
