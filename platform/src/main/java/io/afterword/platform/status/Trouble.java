package io.afterword.platform.status;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that keeps the service from its work at this moment.
 *
 * @param what in plain words
 * @param since when it began, as far as this replica knows
 */
@Schema(name = "Trouble", description = "Something that keeps the service from its work.")
public record Trouble(
    @Schema(
            description = "In plain words.",
            examples = "Interactions cannot be stored: the database's disk is full.")
        String what,
    @Schema(description = "When it began.") Instant since) {}
