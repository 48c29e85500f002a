package io.afterword.survey.survey;

import java.util.Set;

/**
 * Where a survey stands. DRAFT -> PUBLISHED -> ARCHIVED, and DRAFT -> ARCHIVED; drawn in the
 * service's README, which a test compares with {@link #next()}.
 */
public enum SurveyState {
  /** Never published; nobody can be asked. */
  DRAFT,
  /** Has a version that new links take; its draft may go on changing. */
  PUBLISHED,
  /** Gives no new links. Links that are out stay open until they expire. */
  ARCHIVED;

  Set<SurveyState> next() {
    return switch (this) {
      case DRAFT -> Set.of(PUBLISHED, ARCHIVED);
      case PUBLISHED -> Set.of(ARCHIVED);
      case ARCHIVED -> Set.of();
    };
  }

  boolean mayBecome(SurveyState state) {
    return next().contains(state);
  }
}
