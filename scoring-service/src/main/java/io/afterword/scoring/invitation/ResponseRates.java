package io.afterword.scoring.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a question for response rates. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"zone", "from", "to", "survey", "formulas", "total", "groups"})
public record ResponseRates(
    @Schema(examples = "Europe/Oslo") String zone,
    LocalDate from,
    LocalDate to,
    UUID survey,
    @Schema(examples = "channel") @Nullable String groupBy,
    @Schema(description = "How the rates are computed") Formulas formulas,
    Rate total,
    List<RateGroup> groups) {

  /** Printed with every rate, since "response rate" has many meanings. */
  @Schema(requiredProperties = {"responseRate", "rr2"})
  public record Formulas(
      @Schema(examples = ResponseRate.RR6_FORMULA) String responseRate,
      @Schema(examples = ResponseRate.RR2_FORMULA) String rr2) {
    static final Formulas USED = new Formulas(ResponseRate.RR6_FORMULA, ResponseRate.RR2_FORMULA);
  }

  /** One member of the segment. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"name", "rate"})
  public record RateGroup(
      @Nullable String value,
      String name,
      Rate rate,
      @Schema(
              description =
                  "Its response rate minus that of all other groups together, in points; who"
                      + " answers differently is heard differently",
              examples = "-12.4")
          @Nullable Double difference,
      @Schema(
              description = "Of that difference, corrected for the number of groups",
              examples = "0.003")
          @Nullable Double adjustedPValue) {}

  /** Why there is no rate. */
  public enum NoRate {
    /** Nothing was sent in the period. */
    NOTHING_SENT,
    /** There are answers but nobody was invited: links, widgets and signatures have no frame. */
    NO_FRAME,
    /** All that was sent bounced. */
    NOTHING_DELIVERED
  }

  /** What became of the invitations first sent in the period. */
  @Schema(
      requiredProperties = {
        "sent",
        "delivered",
        "answered",
        "refused",
        "expired",
        "open",
        "bounced",
        "warnings"
      })
  public record Rate(
      @Schema(examples = "1000") long sent,
      @Schema(examples = "960") long delivered,
      @Schema(examples = "205") long answered,
      @Schema(description = "Cancelled after the first send") long refused,
      @Schema(description = "No answer before the expiry") long expired,
      @Schema(description = "An answer can still come") long open,
      @Schema(examples = "40") long bounced,
      @Schema(nullable = true, description = "RR6 in percent", examples = "21.354166666666668")
          @Nullable Double responseRate,
      @Schema(nullable = true, description = "RR2 in percent", examples = "20.5")
          @Nullable Double rr2,
      @Schema(nullable = true, description = "Of the response rate, in percent")
          @Nullable Interval interval,
      @Schema(nullable = true, description = "Why there is no rate") @Nullable NoRate reason,
      Set<Warning> warnings) {

    static Rate of(ResponseRate rate, boolean answersWithoutInvitation) {
      Set<Warning> warnings = rate.warnings();
      NoRate reason = reason(rate, answersWithoutInvitation);
      if (reason != NoRate.NO_FRAME) {
        warnings.remove(Warning.NO_FRAME);
      }
      return new Rate(
          rate.sent(),
          rate.delivered(),
          rate.answered(),
          rate.refused(),
          rate.expired(),
          rate.open(),
          rate.bounced(),
          rate.rr6(),
          rate.rr2(),
          rate.rr6Interval(Confidence.DEFAULT),
          reason,
          warnings);
    }

    private static @Nullable NoRate reason(ResponseRate rate, boolean answersWithoutInvitation) {
      if (rate.delivered() > 0) {
        return null;
      }
      if (rate.sent() > 0) {
        return NoRate.NOTHING_DELIVERED;
      }
      return answersWithoutInvitation ? NoRate.NO_FRAME : NoRate.NOTHING_SENT;
    }
  }
}
