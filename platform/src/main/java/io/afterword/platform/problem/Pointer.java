package io.afterword.platform.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;

/** RFC 6901 JSON pointers. */
final class Pointer {
  private Pointer() {}

  /** Where Jackson stumbled: {@code /items/3/contact/email}. */
  static String of(List<JsonMappingException.Reference> path) {
    var pointer = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getIndex() >= 0) {
        pointer.append('/').append(step.getIndex());
      } else if (step.getFieldName() != null) {
        pointer.append('/').append(escaped(step.getFieldName()));
      }
    }
    return pointer.toString();
  }

  /** A reference token: {@code ~} and {@code /} are the two characters that need escaping. */
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** How a sentence names the place: the last name or index, or "the body" for its whole. */
  static String spoken(String pointer) {
    if (pointer.isEmpty()) {
      return "the body";
    }
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    String name = last.replace("~1", "/").replace("~0", "~");
    if (!name.chars().allMatch(Character::isDigit)) {
      return name;
    }
    String before = pointer.substring(0, pointer.lastIndexOf('/'));
    return before.isEmpty() ? "item " + name : spoken(before) + "[" + name + "]";
  }
}
