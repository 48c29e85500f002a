package io.afterword.survey.definition;

import io.afterword.survey.definition.DefinitionFault.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a definition, in the order of the document. */
final class Faults {

  private final List<DefinitionFault> found = new ArrayList<>();

  void add(String at, Kind kind, String detail) {
    found.add(new DefinitionFault(at, kind, detail));
  }

  /** Reports a field that is missing; returns whether it is there. */
  boolean required(String at, @Nullable Object value) {
    if (value == null) {
      add(at, Kind.REQUIRED, "This field is needed.");
    }
    return value != null;
  }

  List<DefinitionFault> all() {
    return List.copyOf(found);
  }
}
