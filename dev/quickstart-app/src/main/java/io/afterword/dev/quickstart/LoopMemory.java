package io.afterword.dev.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.dev.quickstart.suite.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the first start has left in the databases: a later one need not drive the loop again.
 *
 * @param databases which databases that was; other ones have not seen the loop
 */
record LoopMemory(String databases, String apiKey, String surveyId) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  static Optional<LoopMemory> read(Path state, String databases) {
    Path file = file(state);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      LoopMemory memory = JSON.readValue(file.toFile(), LoopMemory.class);
      return Optional.of(memory).filter(each -> each.databases.equals(databases));
    } catch (IOException e) {
      return Optional.empty(); // unreadable: the loop can always be driven again
    }
  }

  void write(Path state) {
    try {
      PrivateFile.write(file(state), JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("three texts are always JSON", e);
    }
  }

  private static Path file(Path state) {
    return state.resolve("loop.json");
  }
}
