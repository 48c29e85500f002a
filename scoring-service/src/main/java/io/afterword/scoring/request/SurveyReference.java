package io.afterword.scoring.request;

import io.afterword.scoring.series.SeriesCatalog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks that what names a survey names one that was published. */
@ApplicationScoped
public class SurveyReference {
  private final Pool pool;
  private final SeriesCatalog catalog;

  SurveyReference(Pool pool, SeriesCatalog catalog) {
    this.pool = pool;
    this.catalog = catalog;
  }

  /** Null names all surveys. */
  public Uni<Void> require(@Nullable UUID survey) {
    return survey == null
        ? Uni.createFrom().voidItem()
        : catalog
            .survey(pool, survey)
            .invoke(
                known -> {
                  if (known.isEmpty()) {
                    throw Parameters.unknownSurvey(survey);
                  }
                })
            .replaceWithVoid();
  }
}
