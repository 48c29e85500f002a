package io.afterword.survey.survey;

import io.afterword.platform.problem.Problem;
import io.afterword.survey.problem.SurveyProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SurveyRepository {

  Uni<Void> insert(Mutiny.Session session, Survey survey) {
    return session.persist(survey).call(session::flush);
  }

  Uni<Survey> require(Mutiny.Session session, UUID id) {
    return session.find(Survey.class, id).map(survey -> found(survey, id));
  }

  /** With the row locked until the transaction ends: whoever changes it too, waits. */
  Uni<Survey> requireLocked(Mutiny.Session session, UUID id) {
    return session
        .find(Survey.class, id, LockModeType.PESSIMISTIC_WRITE)
        .map(survey -> found(survey, id));
  }

  /** Newest first, those older than {@code before}. */
  Uni<List<Survey>> list(
      Mutiny.Session session, @Nullable SurveyState state, @Nullable UUID before, int limit) {
    String where =
        (state == null ? "" : " and s.state = :state") + (before == null ? "" : " and s.id < :id");
    var query =
        session.createQuery(
            "from Survey s where 1 = 1" + where + " order by s.id desc", Survey.class);
    if (state != null) {
      query.setParameter("state", state);
    }
    if (before != null) {
      query.setParameter("id", before);
    }
    return query.setMaxResults(limit).getResultList();
  }

  private static Survey found(@Nullable Survey survey, UUID id) {
    if (survey == null) {
      throw unknown(id.toString());
    }
    return survey;
  }

  /** Something that is no UUID is as unknown as a UUID that was never given out. */
  static UUID idOf(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException notAnId) {
      throw unknown(id);
    }
  }

  static Problem unknown(String id) {
    return Problem.of(
        SurveyProblem.UNKNOWN_SURVEY,
        "There is no survey %s; GET /v1/surveys lists those that exist.".formatted(id));
  }
}
