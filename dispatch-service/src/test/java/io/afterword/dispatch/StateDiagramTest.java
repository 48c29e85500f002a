package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dispatch.delivery.DeliveryState;
import io.afterword.dispatch.invitation.InvitationState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StateDiagramTest {
  private static final Pattern ARROW =
      Pattern.compile("^\\s*([A-Z]+) --> ([A-Z]+)", Pattern.MULTILINE);

  @Test
  void the_drawn_moves_of_an_invitation_are_those_of_the_code() throws IOException {
    assertThat(drawn("Invitation"))
        .isEqualTo(moves(InvitationState.values(), InvitationState::next));
  }

  @Test
  void the_drawn_moves_of_a_delivery_are_those_of_the_code() throws IOException {
    assertThat(drawn("Delivery")).isEqualTo(moves(DeliveryState.values(), DeliveryState::next));
  }

  private static <E extends Enum<E>> Set<String> moves(E[] states, Function<E, Set<E>> next) {
    var moves = new TreeSet<String>();
    Arrays.stream(states)
        .forEach(from -> next.apply(from).forEach(to -> moves.add(from + " --> " + to)));
    return moves;
  }

  private static Set<String> drawn(String heading) throws IOException {
    String text = Files.readString(Path.of("docs", "states.md"));
    int start = text.indexOf("## " + heading);
    int end = text.indexOf("\n## ", start + 1);
    Matcher arrows = ARROW.matcher(text.substring(start, end < 0 ? text.length() : end));
    var moves = new TreeSet<String>();
    while (arrows.find()) {
      moves.add(arrows.group(1) + " --> " + arrows.group(2));
    }
    return moves;
  }
}
