package io.afterword.scoring.annotation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What happened, when, and whom it concerns. */
public record AnnotationRequest(
    @NotNull
        @Schema(
            description = "The first local day on which the change was in force",
            examples = "2026-11-03")
        LocalDate day,
    @NotBlank @Size(max = 120) @Schema(examples = "Release 4.2: new checkout") String title,
    @Size(max = 2000) @Schema(examples = "All shops at once") @Nullable String note,
    @Schema(description = "Only this survey; absent: all of them") @Nullable UUID survey,
    @Schema(
            description = "Only answers with these members, by segment",
            examples = "{\"channel\":\"EMAIL\"}")
        @Nullable Map<String, String> filter) {}
