package io.afterword.scoring.tally;

import java.util.ArrayList;
import java.util.List;

/**
 * The counted answers of a query as a condition on the table {@code answer}, read by day.
 *
 * @param parameters of the condition, $1 and on
 */
public record AnswerFilter(String condition, List<Object> parameters) {

  public AnswerFilter {
    parameters = List.copyOf(parameters);
  }

  public static AnswerFilter of(TallyQuery query) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(query.slots().toArray(Short[]::new));
    parameters.add(query.series().toArray(Short[]::new));
    parameters.add(query.days().from());
    parameters.add(query.days().to());
    StringBuilder condition =
        new StringBuilder(
            "slot = any($1) and series = any($2) and day >= $3 and day < $4 and rating is not"
                + " null");
    query
        .filter()
        .forEach(
            (segment, member) -> {
              parameters.add(member);
              condition
                  .append(" and ")
                  .append(segment.column())
                  .append(" = $")
                  .append(parameters.size());
            });
    if (query.hour() != null) {
      parameters.add(query.hour());
      condition
          .append(" and ")
          .append(CountingSql.HOUR_COLUMN)
          .append(" = $")
          .append(parameters.size());
    }
    return new AnswerFilter(condition.toString(), parameters);
  }
}
