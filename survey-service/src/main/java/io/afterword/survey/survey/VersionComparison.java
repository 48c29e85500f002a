package io.afterword.survey.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.SeriesBreak;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "VersionComparison", description = "What is different in another version.")
record VersionComparison(
    @Schema(required = true, description = "The version compared with.", examples = "1") int from,
    @Schema(required = true, examples = "2") int to,
    @Schema(
            required = true,
            description = "Why scores of the two are not one series; empty if they are.")
        Set<SeriesBreak.Reason> breaks,
    @Schema(required = true) List<Change> changes) {

  /** What happened at a place. */
  enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    /** The same questions or options in another order. */
    MOVED
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "VersionChange", description = "One thing that is different.")
  record Change(
      @Schema(
              required = true,
              description = "Path to it; questions and options stand under their ids.",
              examples = "/questions/q1/text/en")
          String path,
      @Schema(required = true) Kind kind,
      @Schema(
              type = SchemaType.OBJECT,
              implementation = Object.class,
              description = "What it was; absent if it was added.")
          @Nullable JsonNode before,
      @Schema(
              type = SchemaType.OBJECT,
              implementation = Object.class,
              description = "What it is; absent if it was removed.")
          @Nullable JsonNode after) {}

  static VersionComparison of(PublishedVersion from, PublishedVersion to) {
    return new VersionComparison(
        from.version(),
        to.version(),
        SeriesBreak.reasons(from.definition(), to.definition()),
        changes(from.definition(), to.definition()));
  }

  static List<Change> changes(Definition before, Definition after) {
    List<Change> changes = new ArrayList<>();
    compare("", DefinitionJson.tree(before), DefinitionJson.tree(after), changes);
    return changes;
  }

  private static void compare(String path, JsonNode before, JsonNode after, List<Change> changes) {
    if (before.equals(after)) {
      return;
    }
    Map<String, JsonNode> partsBefore = parts(before);
    Map<String, JsonNode> partsAfter = parts(after);
    if (partsBefore.isEmpty() || partsAfter.isEmpty()) {
      changes.add(new Change(path, Kind.CHANGED, before, after));
      return;
    }
    Set<String> names = new LinkedHashSet<>(partsBefore.keySet());
    names.addAll(partsAfter.keySet());
    for (String name : names) {
      part(path + "/" + name, partsBefore.get(name), partsAfter.get(name), changes);
    }
    if (before.isArray() && moved(partsBefore.keySet(), partsAfter.keySet())) {
      changes.add(new Change(path, Kind.MOVED, order(before), order(after)));
    }
  }

  private static void part(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, List<Change> changes) {
    if (before == null) {
      changes.add(new Change(path, Kind.ADDED, null, after));
    } else if (after == null) {
      changes.add(new Change(path, Kind.REMOVED, before, null));
    } else {
      compare(path, before, after, changes);
    }
  }

  /** Fields by their names, and what has an id by its id; nothing for a value. */
  private static Map<String, JsonNode> parts(JsonNode node) {
    Map<String, JsonNode> parts = new LinkedHashMap<>();
    if (node.isObject()) {
      node.properties().forEach(field -> parts.put(field.getKey(), field.getValue()));
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        if (element.path("id").isTextual()) {
          parts.put(element.path("id").textValue(), element);
        }
      }
    }
    return parts;
  }

  private static boolean moved(Set<String> before, Set<String> after) {
    List<String> stayed = before.stream().filter(after::contains).toList();
    return !Objects.equals(stayed, after.stream().filter(before::contains).toList());
  }

  private static JsonNode order(JsonNode array) {
    return DefinitionJson.texts(parts(array).keySet());
  }
}
