package io.afterword.dev.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Under which account PostgreSQL's programs run. They refuse to run as root, so root gives up its
 * rights on the way: in a user namespace of its own where that is allowed, else as {@code nobody}.
 *
 * @param prefix the words put before a command
 * @param owner the numeric account that must own the data
 */
record Account(List<String> prefix, int owner) {
  /** The kernel's overflow account: "nobody" on every common Linux. */
  private static final int NOBODY = 65534;

  private static final int ROOT = 0;
  private static final Duration PROBE = Duration.ofSeconds(20);

  List<String> command(List<String> words) {
    return Stream.concat(prefix.stream(), words.stream()).toList();
  }

  /**
   * Finds the account for a server in {@code directory}, which is handed to it.
   *
   * @param searchPath where unshare and setpriv are looked for
   */
  static Account choose(PostgresBinaries binaries, Path directory, SearchPath searchPath)
      throws IOException {
    int self = (int) new UnixSystem().getUid();
    if (self != ROOT) {
      return new Account(List.of(), self);
    }
    List<String> refusals = new ArrayList<>();
    for (Account candidate : candidates(searchPath)) {
      FileTree.chown(directory, candidate.owner);
      Command.Outcome outcome = candidate.probe(binaries, directory);
      if (outcome.succeeded()) {
        return candidate;
      }
      refusals.add(String.join(" ", candidate.prefix) + ": " + outcome.output());
    }
    throw new LocalPostgresException(
        "PostgreSQL does not run as root, and no way was found to run it as somebody else; start "
            + "as an ordinary user, or give an existing server. Tried: "
            + String.join("; ", refusals));
  }

  private static List<Account> candidates(SearchPath searchPath) {
    List<Account> candidates = new ArrayList<>();
    searchPath
        .program("unshare")
        .ifPresent(unshare -> candidates.add(new Account(List.of(unshare, "-U"), ROOT)));
    searchPath
        .program("setpriv")
        .ifPresent(
            setpriv -> {
              List<String> nobody =
                  List.of(setpriv, "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
              candidates.add(new Account(nobody, NOBODY));
              // A checkout below /root cannot be entered by nobody; this one right makes up for it.
              // Without the bit, access(2), by which initdb looks for its sister, would not see it.
              List<String> passing = new ArrayList<>(nobody);
              passing.addAll(
                  List.of(
                      "--inh-caps=+dac_override",
                      "--ambient-caps=+dac_override",
                      "--securebits=+no_setuid_fixup"));
              candidates.add(new Account(List.copyOf(passing), NOBODY));
            });
    return candidates;
  }

  /** Whether that account can run the programs and write to the directory. */
  private Command.Outcome probe(PostgresBinaries binaries, Path directory) {
    return Command.run(
        command(
            List.of(
                "/bin/sh",
                "-c",
                "\"$1\" --version && test -w \"$2\"",
                "probe",
                binaries.initdb().toString(),
                directory.toString())),
        PROBE);
  }
}
