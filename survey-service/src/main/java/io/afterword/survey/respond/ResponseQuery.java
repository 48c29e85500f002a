package io.afterword.survey.respond;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a caller asks for; public, since generated code reads it. */
public record ResponseQuery(
    @QueryParam("survey")
        @Parameter(
            required = true,
            description = "Id of the survey.",
            example = "01937a5e-6b1c-7c3e-9d55-0f6a3b8c2d10")
        @Nullable String survey,
    @QueryParam("version") @Min(1) @Parameter(description = "One version only.", example = "1")
        @Nullable Integer version,
    @QueryParam("from")
        @Parameter(description = "First answered then or later.", example = "2026-11-01T00:00:00Z")
        @Nullable Instant from,
    @QueryParam("to")
        @Parameter(description = "First answered before.", example = "2026-12-01T00:00:00Z")
        @Nullable Instant to,
    @QueryParam("contact")
        @Size(max = 200)
        @Parameter(
            description = "Id of the contact that was asked.",
            example = "01937a5f-90ab-7d21-8c33-4d5e6f708192")
        @Nullable String contact,
    @QueryParam("minRating")
        @Min(0)
        @Max(10)
        @Parameter(description = "Lowest rating of the scored question.", example = "1")
        @Nullable Integer minRating,
    @QueryParam("maxRating")
        @Min(0)
        @Max(10)
        @Parameter(description = "Highest rating of the scored question.", example = "2")
        @Nullable Integer maxRating,
    @QueryParam("text")
        @Size(min = 1, max = 200)
        @Parameter(description = "In any text, whatever its case.", example = "slow")
        @Nullable String text,
    @QueryParam("state") @Parameter(description = "Whether it counts.")
        @Nullable ResponseState state) {}
