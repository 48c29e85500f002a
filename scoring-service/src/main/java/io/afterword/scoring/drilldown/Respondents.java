package io.afterword.scoring.drilldown;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.rank.RankedShare;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.statistics.Interval;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many people are behind a share of answers, and what that does to its interval. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    requiredProperties = {
      "zone",
      "from",
      "to",
      "metric",
      "surveys",
      "filter",
      "shareOf",
      "answers",
      "contacts",
      "withoutContact",
      "warnings"
    })
record Respondents(
    @Schema(examples = "Europe/Oslo") String zone,
    LocalDate from,
    LocalDate to,
    Metric metric,
    List<Scores.CountedSurvey> surveys,
    Map<String, String> filter,
    @Schema(description = "Which answers the share is of") RankedShare shareOf,
    @Schema(description = "Answers of known contacts", examples = "22") long answers,
    @Schema(description = "People who gave them", examples = "10") long contacts,
    @Schema(description = "Answers whose author is not known; they are in no figure here")
        long withoutContact,
    @Schema(description = "In percent", examples = "72.7") @Nullable Double share,
    @Schema(
            description =
                "How many times larger the variance is than that of as many independent answers",
            examples = "3.35")
        @Nullable Double designEffect,
    @Schema(description = "As many independent answers would say as much", examples = "6.6")
        @Nullable Double effectiveAnswers,
    @Schema(description = "Of the share, in percent, as if every answer were of another person")
        @Nullable Interval naiveInterval,
    @Schema(description = "Of the share, in percent, by the effective number of answers")
        @Nullable Interval interval,
    Set<Warning> warnings) {}
