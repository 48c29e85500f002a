package io.afterword.scoring.intake;

import io.afterword.dev.test.ProviderSpec;
import org.junit.jupiter.api.Test;

/** What we read of survey-service's events is what it commits to, also with later fields. */
class ProvidersEventsTest {
  private final ProviderSpec survey = ProviderSpec.of("survey-service");

  @Test
  void responses() {
    survey.event("response.changed").readBy(ResponseChanged.class);
  }

  @Test
  void published_surveys() {
    survey.event("survey.published").readBy(SurveyPublished.class);
  }

  @Test
  void archived_surveys() {
    survey.event("survey.archived").readBy(SurveyReceiver.SurveyArchived.class);
  }
}
