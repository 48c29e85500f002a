package io.afterword.dev.quickstart;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param checkout the folder with the suite's sources
 * @param fresh forget what earlier runs have kept
 * @param check drive the loop once on a throw-away suite, and end
 * @param postgresUrl an existing server to use instead of an own one
 */
record Options(
    Path checkout, boolean fresh, boolean check, boolean help, @Nullable String postgresUrl) {

  static final String HELP =
      """
      Usage: ./quickstart [--fresh] [--check] [--postgres URL] [--help]

      Starts Afterword on this machine: PostgreSQL, a mail inbox, the three services and a front
      door on http://localhost:8080. The first start drives the whole loop once, from a reported
      interaction to a changed score. Data stays in .afterword between starts; Ctrl-C stops all.

        --fresh          starts empty: forgets the data, secrets and logs of earlier starts
        --check          drives the loop on free ports and a throw-away database, then ends:
                         exit code 0 when every step worked, 1 when one did not
        --postgres URL   uses an existing server, such as postgresql://user:password@host:5432,
                         and makes the databases afterword_survey, afterword_dispatch and
                         afterword_scoring there unless they exist
        --help           shows this

      Ports: 8080 front door, 8081 survey-service, 8082 dispatch-service, 8083 scoring-service,
      8025 inbox, 2525 SMTP; all on 127.0.0.1 only. Addresses and an API key for programs are in
      .afterword/quickstart.json, logs in .afterword/logs.
      """;

  /** Reads the command line; an {@link IllegalArgumentException} has a sentence for the person. */
  static Options parse(List<String> arguments) {
    Path checkout = Path.of("");
    boolean fresh = false;
    boolean check = false;
    boolean help = false;
    String postgresUrl = null;
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--fresh" -> fresh = true;
        case "--check" -> check = true;
        case "--help", "-h" -> help = true;
        case "--postgres" -> postgresUrl = value(option, rest);
        case "--checkout" -> checkout = Path.of(value(option, rest)); // given by the script
        default ->
            throw new IllegalArgumentException(
                "There is no option " + option + "; ./quickstart --help lists them.");
      }
    }
    if (fresh && postgresUrl != null) {
      throw new IllegalArgumentException(
          "--fresh does not empty databases of a server that is not its own; drop them there.");
    }
    return new Options(checkout.toAbsolutePath().normalize(), fresh, check, help, postgresUrl);
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value; see ./quickstart --help.");
    }
    return rest.pop();
  }
}
