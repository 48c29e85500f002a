package io.afterword.dev.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The commands that docs/guides/docker.md shows, section by section. */
record Guide(String text) {
  private static final Pattern COMMANDS =
      Pattern.compile("^ *```sh\\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);

  static Guide read(Path checkout) throws IOException {
    return new Guide(Files.readString(checkout.resolve("docs/guides/docker.md")));
  }

  /** The commands of a section, in order. */
  String commands(String section) {
    int begin = text.indexOf("\n## " + section + "\n");
    if (begin < 0) {
      throw new AssertionError("The guide has no section \"" + section + "\".");
    }
    int end = text.indexOf("\n## ", begin + 1);
    String part = text.substring(begin, end < 0 ? text.length() : end);
    List<String> blocks =
        COMMANDS.matcher(part).results().map((MatchResult each) -> each.group(1)).toList();
    if (blocks.isEmpty()) {
      throw new AssertionError("The section \"" + section + "\" shows no commands.");
    }
    return String.join("", blocks);
  }
}
