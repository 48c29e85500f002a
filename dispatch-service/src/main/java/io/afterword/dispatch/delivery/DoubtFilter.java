package io.afterword.dispatch.delivery;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which deliveries in doubt are meant; whatever is left out matches all. */
@Schema(
    name = "DoubtFilter",
    description =
        "Deliveries in state UNKNOWN that nobody has let be; what is left out matches all.")
record DoubtFilter(
    @Nullable UUID surveyId,
    @Nullable UUID policyId,
    @Schema(description = "Only mails that may have gone out at this time or later.")
        @Nullable Instant from,
    @Schema(description = "Only mails that may have gone out before this time.")
        @Nullable Instant until) {
  static final DoubtFilter ALL = new DoubtFilter(null, null, null, null);
}
