package io.afterword.survey.respond;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Response", description = "Everything one respondent sent for one link.")
record ResponseView(
    @Schema(required = true, examples = "01937a61-0c55-7b12-a3d4-5e6f708192a3") UUID id,
    @Schema(required = true) UUID surveyId,
    @Schema(required = true, description = "Version it answers.", examples = "1") int version,
    @Schema(description = "Absent for links that ask nobody in particular.")
        @Nullable UUID invitationId,
    @Schema(required = true, description = "Where it came in.") Surface surface,
    @Schema(required = true, description = "In which locale it was answered.", examples = "en")
        String locale,
    @Schema(required = true, description = "Whether it counts.") ResponseState state,
    @Schema(required = true) Completeness completeness,
    @Schema(required = true, description = "Grows by one with each change.", examples = "1")
        int revision,
    @Schema(required = true, description = "The first post; an edit leaves it as it is.")
        Instant firstAnsweredAt,
    @Schema(required = true, description = "The last change.") Instant answeredAt,
    @Schema(required = true) List<Answer> answers,
    @Schema(
            type = SchemaType.OBJECT,
            implementation = Object.class,
            description = "Frozen with the invitation; of an anonymous one its declared segments.")
        @Nullable JsonNode context) {}
