package io.afterword.dispatch.delivery;

import io.afterword.dev.test.ProviderSpec;
import org.junit.jupiter.api.Test;

class AnswerContractTest {
  @Test
  void answers_are_read_as_survey_service_documents_them() {
    ProviderSpec.of("survey-service")
        .event(AnswerReceiver.ANSWERED)
        .readBy(AnswerReceiver.Answered.class);
  }
}
