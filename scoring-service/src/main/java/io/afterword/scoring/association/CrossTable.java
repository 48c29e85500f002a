package io.afterword.scoring.association;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Counted pairs: how often x came with y. What a database can add up, and enough for every
 * coefficient here, exactly as if the pairs stood in two long lists.
 */
public record CrossTable(List<Cell> cells) {

  /** So many pairs of these two values; at least one. */
  public record Cell(double x, double y, long count) {
    public Cell {
      if (count < 1) {
        throw new IllegalArgumentException("a cell has at least one pair, not " + count);
      }
    }
  }

  public CrossTable {
    cells = List.copyOf(cells);
  }

  public long n() {
    return cells.stream().mapToLong(Cell::count).sum();
  }

  /** The six sums of all pairs. */
  public CoMoments moments() {
    CoMoments sum = CoMoments.NONE;
    for (Cell cell : cells) {
      sum = sum.plus(CoMoments.pair(cell.x(), cell.y()).times(cell.count()));
    }
    return sum;
  }

  /** The same pairs with x on another scale, such as its logarithm. */
  public CrossTable withX(DoubleUnaryOperator scale) {
    return new CrossTable(
        cells.stream()
            .map(cell -> new Cell(scale.applyAsDouble(cell.x()), cell.y(), cell.count()))
            .toList());
  }

  /** The same pairs as ranks from 1, equal values sharing the mean of theirs. */
  CrossTable ranked() {
    Map<Double, Double> x = ranks(Cell::x);
    Map<Double, Double> y = ranks(Cell::y);
    return new CrossTable(
        cells.stream()
            .map(
                cell ->
                    new Cell(
                        x.getOrDefault(cell.x(), Double.NaN),
                        y.getOrDefault(cell.y(), Double.NaN),
                        cell.count()))
            .toList());
  }

  private Map<Double, Double> ranks(ToDoubleFunction<Cell> side) {
    TreeMap<Double, Long> counts = new TreeMap<>();
    cells.forEach(cell -> counts.merge(side.applyAsDouble(cell), cell.count(), Long::sum));
    Map<Double, Double> ranks = new HashMap<>();
    long before = 0;
    for (Map.Entry<Double, Long> value : counts.entrySet()) {
      ranks.put(value.getKey(), before + (value.getValue() + 1) / 2.0);
      before += value.getValue();
    }
    return ranks;
  }
}
