package io.afterword.survey.respond;

import io.afterword.survey.survey.SurveySlot;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statement that finds the responses of a filter in the order of their ids. It names only what
 * is asked for, so that a plan that is kept fits. Few are found by what they are (an index each,
 * V1.91) and sorted; when there are more than {@link #FEW}, the survey is walked in its order
 * instead, where a page is full soon. Which of the two is decided by the rows, not by the planner's
 * estimate: it believes that what is asked for lies everywhere, while a period lies in one place.
 */
final class SearchStatement {

  /** Ids that are sorted in a few milliseconds. */
  private static final int FEW = 20_000;

  private static final String COLUMNS =
      """
      select id, survey_id, survey_version, invitation_id, surface, locale, state, completeness,
        answers::text as answers, context::text as context, revision, first_answered_at, answered_at
      from response where slot = $1 and survey_id = $2
      """;

  private final Tuple values = Tuple.tuple();
  private final StringBuilder conditions = new StringBuilder();
  private final String sql;

  /**
   * @param after id that comes before them
   * @param before id that comes after them
   */
  SearchStatement(ResponseFilter filter, @Nullable UUID after, @Nullable UUID before, int limit) {
    value(SurveySlot.of(filter.surveyId()));
    value(filter.surveyId());
    String most = value(limit);
    if (after != null) {
      and("id > " + value(after));
    }
    if (before != null) {
      and("id < " + value(before));
    }
    ask(filter);
    sql = isNarrow(filter) ? fewOrWalk(most) : walk(most);
  }

  /**
   * Whether an index knows which they are. Texts are read one by one: those of a period or a
   * contact at once, others by {@link ResponseSearch} in stretches.
   */
  private static boolean isNarrow(ResponseFilter filter) {
    boolean isRated = filter.minRating() != null || filter.maxRating() != null;
    boolean isOfPeriod = filter.from() != null || filter.to() != null;
    boolean isOfFew = isOfPeriod || filter.contact() != null;
    return filter.text() == null ? isOfFew || isRated || filter.version() != null : isOfFew;
  }

  /** Whether texts are read in the order of the survey, without anything that says where. */
  static boolean readsAlong(ResponseFilter filter) {
    return filter.text() != null && !isNarrow(filter);
  }

  String sql() {
    return sql;
  }

  Tuple values() {
    return values;
  }

  private String walk(String most) {
    return COLUMNS + conditions + " order by slot, survey_id, id limit " + most;
  }

  private String fewOrWalk(String most) {
    String many = "(select count(*) from hit) > " + FEW;
    return """
        with hit as materialized (
          select id from response where slot = $1 and survey_id = $2 %s limit %s)
        select * from (
          %s and not %s and id = any(array(select id from hit order by id limit %s))
          union all
          (%s %s and %s order by slot, survey_id, id limit %s)) found
        order by id limit %s
        """
        .formatted(conditions, FEW + 1, COLUMNS, many, most, COLUMNS, conditions, many, most, most);
  }

  private void ask(ResponseFilter filter) {
    askVersionAndRating(filter);
    if (filter.from() != null) {
      and("first_answered_at >= " + value(utc(filter.from())));
    }
    if (filter.to() != null) {
      and("first_answered_at < " + value(utc(filter.to())));
    }
    if (filter.contact() != null) {
      and("context ->> 'contactId' = " + value(filter.contact()));
    }
    if (filter.text() != null) {
      askText(filter.text());
    }
    if (filter.state() != null) {
      // Written out, so that the index of what is in quarantine fits.
      and("state = '" + filter.state().name() + "'");
    }
  }

  private void askVersionAndRating(ResponseFilter filter) {
    boolean rated = filter.minRating() != null || filter.maxRating() != null;
    if (filter.version() != null) {
      and("survey_version = " + value(filter.version()));
    } else if (rated) {
      and("survey_version = any(" + value(filter.versions().toArray(Integer[]::new)) + "::int[])");
    }
    if (!rated) {
      return;
    }
    int least = filter.minRating() == null ? 0 : filter.minRating();
    int most = filter.maxRating() == null ? ResponseFilter.HIGHEST_RATING : filter.maxRating();
    if (filter.scoredFirst()) {
      Integer[] ratings = IntStream.rangeClosed(least, most).boxed().toArray(Integer[]::new);
      and(
          "jsonb_path_query_first(answers, '$[*].rating')::int = any("
              + value(ratings)
              + "::int[])");
    } else {
      and(
          "exists (select from jsonb_array_elements(answers) a where a ->> 'question' = %s and (a ->> 'rating')::int between %s and %s)"
              .formatted(value(filter.scored()), value(least), value(most)));
    }
  }

  private void askText(String text) {
    and(
        "exists (select from jsonb_array_elements(answers) a where position(lower(%s) in lower(a ->> 'text')) > 0)"
            .formatted(value(text)));
  }

  private void and(String condition) {
    conditions.append(" and ").append(condition);
  }

  /** The name of its place. */
  private String value(Object value) {
    values.addValue(value);
    return "$" + values.size();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
