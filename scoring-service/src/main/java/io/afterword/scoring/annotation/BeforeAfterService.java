package io.afterword.scoring.annotation;

import io.afterword.scoring.compare.ComparisonQuestion;
import io.afterword.scoring.compare.ComparisonService;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.selection.Audience;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.tally.Days;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares the scores before and after a change. */
@ApplicationScoped
public class BeforeAfterService {
  private static final int USUAL_WEEKS = 4;

  private final AnnotationService annotations;
  private final ComparisonService comparisons;
  private final Workspace workspace;

  BeforeAfterService(
      AnnotationService annotations, ComparisonService comparisons, Workspace workspace) {
    this.annotations = annotations;
    this.comparisons = comparisons;
    this.workspace = workspace;
  }

  /**
   * @param survey where the annotation names none
   * @param metric without a survey: all surveys of this
   * @param weeks the longest that is wanted
   * @param filter beside the annotation's own
   */
  public record Asked(
      @Nullable UUID survey, @Nullable Metric metric, int weeks, Map<String, String> filter) {
    /** The usual four weeks of one survey. */
    public static Asked about(UUID survey, Map<String, String> filter) {
      return new Asked(survey, null, USUAL_WEEKS, filter);
    }
  }

  public Uni<BeforeAfter> of(AnnotationView annotation, Asked asked) {
    Optional<Periods> periods =
        Periods.around(annotation.day(), workspace.calendar().today(), asked.weeks());
    return periods.isEmpty()
        ? Uni.createFrom()
            .item(new BeforeAfter(annotation.id(), BeforeAfter.Verdict.TOO_EARLY, null, List.of()))
        : compared(annotation, asked, periods.get());
  }

  private Uni<BeforeAfter> compared(AnnotationView annotation, Asked asked, Periods periods) {
    UUID survey = annotation.survey() == null ? asked.survey() : annotation.survey();
    Selection after =
        new Selection(
                new Selection.Asked(survey, null, asked.metric()),
                periods.after(),
                asked.filter(),
                Confidence.DEFAULT,
                Audience.ANALYSTS)
            .with(annotation.filter());
    return comparisons
        .answer(new ComparisonQuestion(after, after.during(periods.before())))
        .chain(
            comparison ->
                others(annotation, periods, survey)
                    .map(others -> BeforeAfter.of(annotation.id(), comparison, others)));
  }

  private Uni<List<String>> others(
      AnnotationView annotation, Periods periods, @Nullable UUID survey) {
    return annotations
        .within(new Days(periods.before().from(), periods.after().to()), survey)
        .map(
            found ->
                found.stream()
                    .filter(other -> !other.id().equals(annotation.id()))
                    .map(AnnotationView::title)
                    .toList());
  }
}
