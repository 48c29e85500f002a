package io.afterword.survey;

import static io.afterword.survey.SurveyClient.api;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Imports answers as somebody does it. */
public final class ImportClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private ImportClient() {}

  /** Id of the import of a file, which is on its way to be looked at. */
  public static String brought(UUID survey, byte[] file, String query) {
    return api()
        .contentType("text/csv")
        .body(file)
        .post("/v1/responses/imports?survey=" + survey + query)
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  public static String brought(UUID survey, String file, String query) {
    return brought(survey, file.getBytes(StandardCharsets.UTF_8), query);
  }

  public static ValidatableResponse await(String id, String state) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!show(id).extract().path("state").equals(state)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not " + state + ": " + show(id).extract().asString());
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return show(id);
  }

  private static ValidatableResponse show(String id) {
    return api().get("/v1/responses/imports/" + id).then().statusCode(200);
  }

  /** Has it looked at once more, as somebody wishes it to be read. */
  public static void read(String id, Map<String, ?> wish) {
    api().body(wish).post("/v1/responses/imports/" + id + "/read").then().statusCode(202);
  }

  public static ValidatableResponse confirm(String id) {
    api().post("/v1/responses/imports/" + id + "/confirm").then().statusCode(202);
    return await(id, "DONE");
  }
}
