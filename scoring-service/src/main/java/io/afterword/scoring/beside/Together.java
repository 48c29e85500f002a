package io.afterword.scoring.beside;

import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.series.Asking;
import io.afterword.scoring.statistics.Confidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What several surveys make together: their counts are added where metric, scale and trigger are
 * the same, and nowhere else. Pure.
 */
final class Together {
  private Together() {}

  private record Kind(Metric metric, Scale scale, Asking asking, @Nullable String trigger) {}

  /** The lines by metric, and after those of a metric what they make together. */
  static List<SideBySide.SideLine> in(List<SideBySide.SideLine> lines, Confidence confidence) {
    Map<Kind, List<SideBySide.SideLine>> alike = new LinkedHashMap<>();
    for (SideBySide.SideLine line : lines) {
      alike
          .computeIfAbsent(
              new Kind(line.metric(), line.result().scale(), line.asking(), line.trigger()),
              kind -> new ArrayList<>())
          .add(line);
    }
    List<SideBySide.SideLine> all = new ArrayList<>(lines);
    alike.forEach(
        (kind, same) -> {
          if (same.size() > 1) {
            all.add(together(kind, same, confidence));
          }
        });
    return all.stream().sorted(Comparator.comparing(SideBySide.SideLine::metric)).toList();
  }

  private static SideBySide.SideLine together(
      Kind kind, List<SideBySide.SideLine> same, Confidence confidence) {
    List<Scores.CountedSurvey> surveys =
        same.stream().flatMap(line -> line.surveys().stream()).toList();
    ScoreResult sum =
        same.stream()
            .map(SideBySide.SideLine::result)
            .reduce((one, other) -> one.and(kind.metric(), other, confidence))
            .orElseThrow();
    return new SideBySide.SideLine(kind.metric(), surveys, kind.asking(), kind.trigger(), sum);
  }
}
