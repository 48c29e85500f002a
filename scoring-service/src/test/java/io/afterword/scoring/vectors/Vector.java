package io.afterword.scoring.vectors;

import com.fasterxml.jackson.databind.JsonNode;

/** One case of the reference: what goes in and what must come out. */
public record Vector(
    String file, String id, String kind, String title, JsonNode input, JsonNode expected) {

  String name() {
    return file + "/" + id + "/" + title;
  }
}
