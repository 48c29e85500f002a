package io.afterword.survey.survey;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "SurveyVersionLine", description = "A published version, without what it says.")
record VersionLine(
    @Schema(required = true, examples = "2") int version,
    @Schema(
            required = true,
            description = "Whether its scores are another series than those before.")
        boolean seriesBreak,
    @Schema(required = true, description = "Whether its answers were given in another tool.")
        boolean imported,
    @Schema(required = true) Instant publishedAt) {}
