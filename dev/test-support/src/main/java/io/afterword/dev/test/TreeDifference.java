package io.afterword.dev.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where two JSON trees differ, a line each; the order of an object's members does not count. */
final class TreeDifference {
  private static final int SHOWN_CHARACTERS = 120;

  private final List<String> lines = new ArrayList<>();

  private TreeDifference() {}

  static List<String> between(JsonNode committed, JsonNode running) {
    TreeDifference difference = new TreeDifference();
    difference.compare("", committed, running);
    return difference.lines;
  }

  private void compare(String at, JsonNode committed, JsonNode running) {
    if (committed.isObject() && running.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      committed.fieldNames().forEachRemaining(names::add);
      running.fieldNames().forEachRemaining(names::add);
      names.forEach(
          name -> compare(at + "/" + escaped(name), committed.path(name), running.path(name)));
    } else if (committed.isArray() && running.isArray() && committed.size() == running.size()) {
      for (int index = 0; index < committed.size(); index++) {
        compare(at + "/" + index, committed.get(index), running.get(index));
      }
    } else if (!committed.equals(running)) {
      lines.add(at + ": committed " + shown(committed) + ", running " + shown(running));
    }
  }

  private static String shown(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    String text = node.toString();
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
  }

  /** As a JSON pointer has it (RFC 6901), since paths contain slashes. */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
