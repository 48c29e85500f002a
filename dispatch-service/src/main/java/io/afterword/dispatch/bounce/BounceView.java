package io.afterword.dispatch.bounce;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a mail to the return path was taken for. */
@Schema(name = "BounceReport")
record BounceView(
    Kind kind,
    @Schema(description = "The delivery that it is about, if it is about one.")
        @Nullable UUID deliveryId,
    @Schema(description = "Whether it told something new; the same report again does not.")
        boolean changed) {

  /** What it reports. */
  @Schema(
      name = "BounceReportKind",
      description =
          "RETURNED: the mail did not arrive. DELAYED: some server goes on trying. DELIVERED: it"
              + " arrived. COMPLAINT: its recipient called it spam and is asked no more. OTHER: no"
              + " report, or not about a mail of ours; nothing is done and nobody is answered.")
  enum Kind {
    RETURNED,
    DELAYED,
    DELIVERED,
    COMPLAINT,
    OTHER
  }
}
