package io.afterword.dev.full;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a chart came to.
 *
 * @param existingSecrets names of Secrets that the values say are there
 */
record Manifests(List<ObjectNode> objects, Set<String> existingSecrets) {
  static final List<String> SERVICES = List.of("survey", "dispatch", "scoring");

  static Manifests parse(String yaml, Set<String> existingSecrets) throws IOException {
    var mapper = new YAMLMapper();
    var objects = new ArrayList<ObjectNode>();
    try (MappingIterator<JsonNode> documents = mapper.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        if (documents.next() instanceof ObjectNode object) {
          objects.add(object);
        }
      }
    }
    return new Manifests(objects, existingSecrets);
  }

  Manifests copy() {
    return new Manifests(
        new ArrayList<>(objects.stream().map(ObjectNode::deepCopy).toList()), existingSecrets);
  }

  Stream<ObjectNode> ofKind(String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
  }

  Optional<ObjectNode> find(String kind, String name) {
    return ofKind(kind).filter(object -> name(object).equals(name)).findFirst();
  }

  ObjectNode require(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError("The chart made no " + kind + "/" + name));
  }

  /** The pod template of a service. */
  ObjectNode pod(String service) {
    return (ObjectNode) require("Deployment", service + "-service").at("/spec/template");
  }

  /** The container that serves, not the migration. */
  ObjectNode container(String service) {
    return (ObjectNode) pod(service).at("/spec/containers/0");
  }

  /** Services whose pods have all of these labels. */
  List<String> selected(JsonNode matchLabels) {
    Map<String, String> wanted = strings(matchLabels);
    return SERVICES.stream()
        .filter(
            service ->
                strings(pod(service).at("/metadata/labels"))
                    .entrySet()
                    .containsAll(wanted.entrySet()))
        .toList();
  }

  /** The settings of a service that are no secrets. */
  Map<String, String> settings(String service) {
    return find("ConfigMap", service + "-service")
        .map(map -> strings(map.path("data")))
        .orElse(Map.of());
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  static String title(JsonNode object) {
    return object.path("kind").asText() + "/" + name(object);
  }

  static Map<String, String> strings(JsonNode node) {
    var strings = new TreeMap<String, String>();
    node.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
    return strings;
  }

  static Stream<JsonNode> each(JsonNode array) {
    return array.valueStream();
  }
}
