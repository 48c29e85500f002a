package io.afterword.survey.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.survey.honesty.Signal;
import io.afterword.survey.respond.Answer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "QuarantinedResponse",
    description = "A response that does not count until a person says that a person sent it.")
record QuarantinedView(
    @Schema(required = true, examples = "01937a61-0c55-7b12-a3d4-5e6f708192a3") UUID id,
    @Schema(required = true, examples = "01937a5e-6b1c-7c3e-9d55-0f6a3b8c2d10") UUID surveyId,
    @Schema(required = true, description = "Version it answers.", examples = "1") int version,
    @Schema(required = true, description = "What speaks for a machine.") List<Signal> signals,
    @Schema(description = "Where its mail went, if known.", examples = "example.org")
        @Nullable String recipientDomain,
    @Schema(required = true) Instant answeredAt,
    @Schema(required = true) List<Answer> answers,
    @Schema(description = "The answers that counted before these came, if there were any.")
        @Nullable List<Answer> before) {}
