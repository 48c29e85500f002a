package io.afterword.scoring.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reference vectors of every file in the folder that {@code -Dvectors=...} names, else of the
 * committed ones: every expected field of every vector.
 */
class VectorsTest {

  @TestFactory
  Stream<DynamicTest> reproduces() {
    return VectorFiles.read(VectorFiles.asked()).stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.name(), () -> assertThat(Answers.differences(vector)).isEmpty()));
  }

  @Test
  void all_four_families_are_committed() {
    assertThat(VectorFiles.committed()).hasSize(158);
  }

  @Test
  void a_folder_without_vectors_fails(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> VectorFiles.read(folder))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no vectors");
    assertThatThrownBy(() -> VectorFiles.read(folder.resolve("elsewhere")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no folder");

    Files.writeString(folder.resolve("empty.json"), "{\"vectors\": []}");
    assertThatThrownBy(() -> VectorFiles.read(folder))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("empty.json");
  }

  @Test
  void an_unknown_kind_fails() {
    assertThatThrownBy(() -> Answers.differences(share("horoscope", "{\"proportion\": 0.5}")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("horoscope");
  }

  @Test
  void an_expected_field_that_nobody_answers_fails() {
    assertThat(Answers.differences(share("proportionInterval", "{\"mean\": 0.5}")))
        .containsExactly("mean is not answered");
    assertThat(
            Answers.differences(
                share("proportionInterval", "{\"intervals\": {\"wilson\": {\"middle\": 0.5}}}")))
        .containsExactly("intervals.wilson.middle is not answered");
  }

  @Test
  void a_field_without_a_tolerance_rule_fails() {
    assertThat(Answers.differences(share("proportionInterval", "{\"vibes\": 0.5}")))
        .containsExactly("vibes has no tolerance rule");
  }

  @Test
  void a_vector_that_expects_nothing_fails() {
    assertThat(Answers.differences(share("proportionInterval", "{}"))).isNotEmpty();
  }

  @Test
  void null_must_be_null_and_a_number_must_be_close() {
    assertThat(Answers.differences(share("proportionInterval", "{\"proportion\": null}")))
        .hasSize(1);
    assertThat(Answers.differences(share("proportionInterval", "{\"proportion\": 0.5000001}")))
        .hasSize(1);
    assertThat(Answers.differences(share("proportionInterval", "{\"proportion\": \"0.5\"}")))
        .hasSize(1);
    assertThat(Answers.differences(share("proportionInterval", "{\"proportion\": 0.5}"))).isEmpty();
  }

  private static Vector share(String kind, String expected) {
    return new Vector(
        "made.json", "M-1", kind, "up", json("{\"successes\": 5, \"n\": 10}"), json(expected));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
