package io.afterword.scoring.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.platform.problem.Problem;
import io.afterword.scoring.segment.Segments;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The filter of something that is kept: which members an answer must have, by segment name. */
public final class Filters {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeMap<String, String>> NAMES = new TypeReference<>() {};

  /** As in the tables of members. */
  private static final int LONGEST_VALUE = 200;

  private Filters() {}

  /** As it is kept, so that equal filters are equal texts; segments must exist. */
  public static String kept(@Nullable Map<String, String> filter, Segments segments) {
    Map<String, String> sorted = new TreeMap<>(filter == null ? Map.of() : filter);
    sorted.forEach(
        (segment, value) -> {
          if (segments.named(segment).isEmpty()) {
            throw Parameters.unknownSegment(segment, segments.names());
          }
          if (value == null || value.isBlank() || value.length() > LONGEST_VALUE) {
            throw Problem.of(
                ScoringProblem.BAD_FILTER,
                "the filter of %s needs a value of 1 to %d characters"
                    .formatted(segment, LONGEST_VALUE));
          }
        });
    try {
      return JSON.writeValueAsString(sorted);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Map<String, String> read(String kept) {
    try {
      return JSON.readValue(kept, NAMES);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
