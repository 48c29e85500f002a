package io.afterword.platform.migrate;

import io.quarkus.arc.All;
import io.quarkus.runtime.QuarkusApplication;
import java.util.List;
import java.util.stream.Collectors;

/** Runs the one command that was asked for and ends. */
public class CommandLine implements QuarkusApplication {
  private final List<Command> commands;

  CommandLine(@All List<Command> commands) {
    this.commands = commands;
  }

  @Override
  public int run(String... arguments) {
    String asked = String.join(" ", arguments);
    for (Command command : commands) {
      if (command.name().equals(asked)) {
        System.out.println(command.run().await().indefinitely());
        return 0;
      }
    }
    System.err.println(
        commands.stream()
            .map(Command::name)
            .sorted()
            .collect(Collectors.joining(", ", "The only argument is one of: migrate, ", "")));
    return 2;
  }
}
