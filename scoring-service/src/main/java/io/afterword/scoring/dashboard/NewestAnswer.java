package io.afterword.scoring.dashboard;

import io.afterword.scoring.standby.Reads;
import io.afterword.scoring.wording.ScoreText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is said where there are no answers: when the last one was, or that there never was one. A
 * page without figures must not look like one that is broken.
 */
@ApplicationScoped
class NewestAnswer {
  /** What is not folded yet appears as an answer by itself. */
  private static final String NEWEST =
      "select max(day) as newest from day_state where series in (select id from series where survey_id = $1)";

  private final Reads reads;

  NewestAnswer(Reads reads) {
    this.reads = reads;
  }

  /** An agent is told of no answers that are not their own. */
  Uni<String> of(Look look) {
    if (look.isOwn()) {
      return Uni.createFrom().item(look.words().text().noAnswersYet());
    }
    return reads
        .ask(NEWEST, Tuple.of(look.survey().id()))
        .map(rows -> said(look, rows.iterator().next().getLocalDate("newest")));
  }

  private static String said(Look look, @Nullable LocalDate newest) {
    ScoreText text = look.words().text();
    return text.noAnswersYet()
        + " "
        + (newest == null
            ? text.nobodyAnswered()
            : text.newestAnswer(look.words().figures().day(newest)));
  }
}
