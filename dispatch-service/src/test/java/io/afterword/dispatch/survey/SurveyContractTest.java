package io.afterword.dispatch.survey;

import io.afterword.dev.test.ProviderSpec;
import org.junit.jupiter.api.Test;

/** What dispatch sends to and reads from survey-service, against what that has committed. */
class SurveyContractTest {
  private static final ProviderSpec PROVIDER = ProviderSpec.of("survey-service");

  @Test
  void links_are_asked_for_and_read_as_survey_service_documents_them() {
    PROVIDER
        .operation("createLinks")
        .accepts(SurveyClient.LinkRequest.class)
        .returns(SurveyClient.LinkReply.class);
  }

  @Test
  void published_and_archived_surveys_are_read_as_documented() {
    PROVIDER.event(SurveyReceiver.PUBLISHED).readBy(SurveyReceiver.Published.class);
    PROVIDER.event(SurveyReceiver.ARCHIVED).readBy(SurveyReceiver.Archived.class);
  }
}
