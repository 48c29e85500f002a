package io.afterword.dev.full;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands and programs of a guide, taken out of its page, so that what is checked is what is
 * written. A fenced block that begins with {@code sh NAME} holds commands, one that begins with
 * {@code LANGUAGE FILE} a program.
 *
 * @param commands by name
 * @param programs by file name
 */
record Guide(Map<String, String> commands, Map<String, String> programs) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+) (\\S+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  static Guide of(Path page) throws IOException {
    Map<String, String> commands = new LinkedHashMap<>();
    Map<String, String> programs = new LinkedHashMap<>();
    Matcher block = BLOCK.matcher(Files.readString(page));
    while (block.find()) {
      (block.group(1).equals("sh") ? commands : programs).put(block.group(2), block.group(3));
    }
    return new Guide(commands, programs);
  }

  /** The commands of that name, which the page must have. */
  String command(String name) {
    return Objects.requireNonNull(commands.get(name), name);
  }
}
