package io.afterword.dev.quickstart;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.dev.quickstart.suite.PrivateFile;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.Suite;
import java.net.URI;
import java.nio.file.Path;

/** {@code .afterword/quickstart.json}: where a running suite answers, for programs. */
@JsonPropertyOrder({"frontUrl", "surveyUrl", "dispatchUrl", "scoringUrl", "inboxUrl"})
record QuickstartFile(
    URI frontUrl,
    URI surveyUrl,
    URI dispatchUrl,
    URI scoringUrl,
    URI inboxUrl,
    int smtpPort,
    String postgresUrl,
    String apiKey) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static QuickstartFile of(Suite suite, String apiKey) {
    return new QuickstartFile(
        suite.frontUrl(),
        suite.service(ServiceKind.SURVEY).address(),
        suite.service(ServiceKind.DISPATCH).address(),
        suite.service(ServiceKind.SCORING).address(),
        suite.inboxUrl(),
        suite.plan().ports().smtp(),
        suite.postgres().url(),
        apiKey);
  }

  void write(Path state) {
    try {
      PrivateFile.write(state.resolve("quickstart.json"), JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("addresses are always JSON", e);
    }
  }
}
