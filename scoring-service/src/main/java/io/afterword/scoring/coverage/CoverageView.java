package io.afterword.scoring.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.segment.Member;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to the question who was asked and who never was. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Coverage",
    description = "Who was asked and who never was, by the day of the decision.",
    requiredProperties = {"zone", "from", "to", "survey", "formula", "total", "groups"})
public record CoverageView(
    @Schema(examples = "Europe/Oslo") String zone,
    LocalDate from,
    LocalDate to,
    UUID survey,
    @Schema(examples = "channel") @Nullable String groupBy,
    @Schema(description = "How the share is computed", examples = Coverage.FORMULA) String formula,
    Figures total,
    List<Group> groups) {

  /** What there was to ask about, and what came of it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "CoverageFigures",
      description = "What there was to ask about, and what came of it.",
      requiredProperties = {
        "occasions",
        "asked",
        "neverAsked",
        "withdrawn",
        "missed",
        "spared",
        "outside",
        "reasons"
      })
  public record Figures(
      @Schema(description = "What the policies of the survey are about", examples = "1200")
          long occasions,
      @Schema(examples = "900") long asked,
      @Schema(description = "Withdrawn, missed and spared", examples = "300") long neverAsked,
      @Schema(description = "Decided to be asked, and taken back before anything was sent")
          long withdrawn,
      @Schema(description = "Something stood in the way: a cool-down, no address, an opt-out")
          long missed,
      @Schema(description = "Left out on purpose: not the n-th, not in the sample") long spared,
      @Schema(description = "Decisions about what the policies are not about; in no share")
          long outside,
      @Schema(
              nullable = true,
              description = "Asked of all occasions, in percent; null without any",
              examples = "75")
          @Nullable Double coverage,
      @Schema(description = "Why nobody was asked, the most frequent first") List<Reason> reasons) {

    static Figures of(Coverage coverage) {
      return new Figures(
          coverage.occasions(),
          coverage.asked(),
          coverage.neverAsked(),
          coverage.withdrawn(),
          coverage.missed(),
          coverage.spared(),
          coverage.outside(),
          coverage.share(),
          coverage.byReason().stream().map(each -> new Reason(each.reason(), each.n())).toList());
    }
  }

  @Schema(
      name = "CoverageReason",
      description = "A reason of the ledger and how often it held.",
      requiredProperties = {"reason", "n"})
  public record Reason(@Schema(examples = "COOL_DOWN_FLOOR") String reason, long n) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "CoverageGroup",
      description = "One member of the segment.",
      requiredProperties = {"name", "figures"})
  public record Group(@Nullable String value, String name, Figures figures) {
    static Group of(Member member, Coverage coverage) {
      return new Group(member.value(), member.name(), Figures.of(coverage));
    }
  }
}
