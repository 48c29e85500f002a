package io.afterword.scoring;

import static io.restassured.RestAssured.given;

import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;

/** Asks the service over HTTP as a program does; fractions come as doubles. */
public final class Api {
  /** All of November 2026, in which the answers of {@code Told} were given. */
  public static final String NOVEMBER = "&from=2026-11-01&to=2026-12-01";

  private static final RestAssuredConfig DOUBLES =
      RestAssuredConfig.config()
          .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE));

  private Api() {}

  public static ValidatableResponse get(String pathAndQuery) {
    return given()
        .accept("application/json")
        .config(DOUBLES)
        .urlEncodingEnabled(false)
        .get(pathAndQuery)
        .then();
  }
}
