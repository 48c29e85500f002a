package io.afterword.dev.quickstart;

import io.afterword.dev.postgres.LocalPostgresException;
import io.afterword.dev.quickstart.loop.LoopException;
import io.afterword.dev.quickstart.suite.SuiteException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of {@code ./quickstart}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), new Progress(out)));
  }

  /** Returns the exit code: 0 all went well, 1 something failed, 2 the command line is wrong. */
  private static int run(List<String> arguments, Progress progress) {
    try {
      Options options = Options.parse(arguments);
      if (options.help()) {
        progress.say(Options.HELP.stripTrailing());
      } else if (options.check()) {
        new Check(options, progress).run();
      } else {
        new Quickstart(options, progress).run();
      }
      return 0;
    } catch (IllegalArgumentException e) {
      return failed(e.getMessage(), 2);
    } catch (SuiteException | LocalPostgresException e) {
      return failed(e.getMessage(), 1);
    } catch (LoopException e) {
      return failed("Failed at \"" + e.step() + "\": " + e.getMessage(), 1);
    }
  }

  private static int failed(@Nullable String sentence, int exitCode) {
    System.err.println();
    System.err.println(sentence);
    return exitCode;
  }
}
