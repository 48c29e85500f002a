package io.afterword.scoring.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A reference vector of correlations: its input is told to the service, its figures expected. */
record VectorInput(JsonNode input, JsonNode expected) {

  static VectorInput of(String id) {
    try (InputStream file =
        Objects.requireNonNull(
            VectorInput.class.getResourceAsStream("/vectors/correlation.json"))) {
      JsonNode all = new ObjectMapper().readTree(file);
      for (JsonNode vector : all.isArray() ? all : all.path("vectors")) {
        if (vector.path("id").asText().equals(id)) {
          return new VectorInput(vector.path("input"), vector.path("expected"));
        }
      }
      throw new AssertionError("there is no vector " + id);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<Double> numbers(JsonNode list) {
    List<Double> numbers = new ArrayList<>();
    list.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }
}
