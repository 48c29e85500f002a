package io.afterword.scoring.driver;

import io.afterword.scoring.association.DriverAnalysis;
import io.afterword.scoring.metric.ScoreStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of driver values with their outcome, and what they say once those are left out that cannot
 * be used. Pure.
 *
 * @param names of the drivers, in the order of each row's values
 */
record DriverTable(List<String> names, List<Row> rows) {

  /**
   * One answer or contact.
   *
   * @param outcome where better is higher
   * @param values null where unknown
   */
  record Row(double outcome, List<@Nullable Double> values) {}

  DriverTable {
    names = List.copyOf(names);
    rows = List.copyOf(rows);
  }

  /** What the analysis gave, and of how many rows. */
  record Found(
      ScoreStatus status,
      long rows,
      @Nullable Double explained,
      List<Drivers.Driver> drivers,
      List<Drivers.LeftOut> leftOut,
      boolean hasEnoughRows) {}

  Found analyse() {
    List<Drivers.LeftOut> leftOut = new ArrayList<>();
    List<Integer> used = new ArrayList<>();
    for (int driver = 0; driver < names.size(); driver++) {
      if (isEmpty(driver)) {
        leftOut.add(new Drivers.LeftOut(names.get(driver), Drivers.Reason.NO_DATA));
      } else {
        used.add(driver);
      }
    }
    List<Row> complete = complete(used);
    for (Integer driver : List.copyOf(used)) {
      if (!complete.isEmpty() && isConstant(complete, driver)) {
        leftOut.add(new Drivers.LeftOut(names.get(driver), Drivers.Reason.CONSTANT));
        used.remove(driver);
      }
    }
    return found(used, complete, leftOut);
  }

  private boolean isEmpty(int driver) {
    return rows.stream().allMatch(row -> row.values().get(driver) == null);
  }

  private List<Row> complete(List<Integer> used) {
    return rows.stream()
        .filter(row -> used.stream().allMatch(driver -> row.values().get(driver) != null))
        .toList();
  }

  private static boolean isConstant(List<Row> complete, int driver) {
    return complete.stream().map(row -> row.values().get(driver)).distinct().count() == 1;
  }

  private Found found(List<Integer> used, List<Row> complete, List<Drivers.LeftOut> leftOut) {
    if (used.isEmpty() || complete.isEmpty()) {
      boolean nothingVaries = !complete.isEmpty() && !rows.isEmpty() && !names.isEmpty();
      ScoreStatus status = nothingVaries ? ScoreStatus.UNDEFINED : ScoreStatus.NO_DATA;
      return new Found(
          status, used.isEmpty() ? 0 : complete.size(), null, List.of(), leftOut, true);
    }
    Optional<DriverAnalysis> analysis =
        DriverAnalysis.of(
            used.stream().map(driver -> column(complete, driver)).toList(),
            complete.stream().map(Row::outcome).toList());
    return analysis
        .map(
            each ->
                new Found(
                    ScoreStatus.of(complete.size()),
                    complete.size(),
                    each.explained(),
                    drivers(used, each),
                    leftOut,
                    each.hasEnoughRows()))
        .orElse(new Found(ScoreStatus.UNDEFINED, complete.size(), null, List.of(), leftOut, true));
  }

  private static List<Double> column(List<Row> complete, int driver) {
    List<Double> column = new ArrayList<>();
    for (Row row : complete) {
      Double value = row.values().get(driver);
      if (value != null) {
        column.add(value);
      }
    }
    return column;
  }

  private List<Drivers.Driver> drivers(List<Integer> used, DriverAnalysis analysis) {
    List<Double> shares = analysis.shares();
    List<Double> correlations = analysis.withOutcome();
    return IntStream.range(0, used.size())
        .mapToObj(
            at ->
                new Drivers.Driver(
                    names.get(used.get(at)),
                    correlations.get(at),
                    analysis.weights().map(weights -> weights.get(at)).orElse(null),
                    analysis.importance().get(at),
                    100 * shares.get(at)))
        .sorted(
            Comparator.comparingDouble(Drivers.Driver::importance)
                .reversed()
                .thenComparing(Drivers.Driver::name))
        .toList();
  }
}
