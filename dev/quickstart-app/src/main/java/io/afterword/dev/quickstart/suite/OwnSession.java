package io.afterword.dev.quickstart.suite;

import io.afterword.dev.postgres.SearchPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a terminal's Ctrl-C to ourselves: it goes to all processes of a session, and the services
 * and the database are to be ended one after the other. Where there is no {@code setsid} (macOS)
 * they all hear it, which is less tidy and as safe.
 */
final class OwnSession {
  private OwnSession() {}

  static List<String> command(List<String> words) {
    List<String> all = new ArrayList<>();
    SearchPath.ofEnvironment().program("setsid").ifPresent(all::add);
    all.addAll(words);
    return all;
  }
}
