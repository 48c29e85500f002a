package io.afterword.dispatch.erasure;

import java.util.Collection;
import java.util.List;

/** Who has to forget a person beside this service. */
public final class Forgetting {
  private static final List<String> SERVICES = List.of("survey", "scoring");

  private Forgetting() {}

  /** Those that have not said yet that they did. */
  public static List<String> missing(Collection<String> done) {
    return SERVICES.stream().filter(service -> !done.contains(service)).toList();
  }
}
