package io.afterword.platform.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an export held that was sent to its end. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ExportManifest", description = "What an export held that was sent to its end.")
public record Manifest(
    @Schema(required = true) UUID id,
    @Schema(required = true) ExportFormat format,
    @Schema(required = true, description = "Without heading and last line.", examples = "5000")
        long rows,
    @Schema(
            required = true,
            description = "SHA-256 of the whole CSV, or of all NDJSON lines before the last one.",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,
    @Schema(description = "Send it as after to get what came later; absent if there was no row.")
        @Nullable String cursor) {}
