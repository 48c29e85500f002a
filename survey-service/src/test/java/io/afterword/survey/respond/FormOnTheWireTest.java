package io.afterword.survey.respond;

import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * However a client sends the form, its fields arrive: with its length, or in chunks without one.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FormOnTheWireTest {
  private static final byte[] FORM = "rating=4&comment=Kind".getBytes(StandardCharsets.UTF_8);

  @TestHTTPResource URI server;

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, false", "HTTP_1_1, true", "HTTP_2, false", "HTTP_2, true"})
  void the_rating_arrives(HttpClient.Version version, boolean chunks) throws Exception {
    BodyPublisher body =
        chunks
            ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(FORM))
            : BodyPublishers.ofByteArray(FORM);
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(linked(published("csat-1-5"), UUID.randomUUID())))
            .version(version)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(20))
            .POST(body)
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }
}
