package io.afterword.scoring.driver;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.score.Scores;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a question for drivers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    requiredProperties = {
      "zone",
      "from",
      "to",
      "metric",
      "surveys",
      "filter",
      "rowsAre",
      "status",
      "rowsFrom",
      "rows",
      "drivers",
      "leftOut",
      "note",
      "warnings"
    })
public record Drivers(
    @Schema(examples = "Europe/Oslo") String zone,
    LocalDate from,
    LocalDate to,
    Metric metric,
    List<Scores.CountedSurvey> surveys,
    Map<String, String> filter,
    @Schema(
            description =
                "ANSWERS: facts and other ratings of the same response. CONTACTS: the newest rating"
                    + " of each contact against the mean of that contact's CSAT and CES ratings and"
                    + " facts in the period.")
        RowKind rowsAre,
    @Schema(
            description =
                "NO_DATA: no row has all drivers. UNDEFINED: nothing varies. LOW_N: fewer than 30"
                    + " rows.")
        ScoreStatus status,
    @Schema(
            description =
                "The first day of the rows that were looked at: after from where the newest days have"
                    + " enough of them")
        LocalDate rowsFrom,
    @Schema(description = "Rows that have a value for every driver", examples = "804") long rows,
    @Schema(
            nullable = true,
            description =
                "Share of the differences between ratings that the drivers account for together, 0"
                    + " to 1",
            examples = "0.49")
        @Nullable Double explained,
    @Schema(description = "The most important first") List<Driver> drivers,
    @Schema(description = "What was asked for and could not be used") List<LeftOut> leftOut,
    @Schema(examples = NOTE) String note,
    Set<Warning> warnings) {

  static final String NOTE =
      "Importance says what goes together with the rating, not what causes it.";

  /** What a row of the analysis is. */
  @Schema(name = "DriverRows")
  public enum RowKind {
    ANSWERS,
    CONTACTS
  }

  /** One driver and its part. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(requiredProperties = {"name", "correlation", "importance", "share"})
  public record Driver(
      @Schema(examples = "firstResponseSeconds") String name,
      @Schema(
              description = "With the rating alone, where better is higher; -1 to 1",
              examples = "-0.39")
          double correlation,
      @Schema(
              description =
                  "Standardised weight beside the others; absent where a driver is a combination of"
                      + " others",
              examples = "-0.21")
          @Nullable Double weight,
      @Schema(
              description = "Its part of what is explained, over all orders of the drivers",
              examples = "0.14")
          double importance,
      @Schema(description = "The same in percent of what is explained", examples = "28.6")
          double share) {}

  /** A driver that was left out. */
  @Schema(
      name = "DriverLeftOut",
      requiredProperties = {"name", "reason"})
  public record LeftOut(String name, Reason reason) {}

  /** Why a driver was left out. */
  @Schema(name = "DriverLeftOutReason")
  public enum Reason {
    /** No row has a value for it. */
    NO_DATA,
    /** It has the same value in every complete row. */
    CONSTANT
  }
}
