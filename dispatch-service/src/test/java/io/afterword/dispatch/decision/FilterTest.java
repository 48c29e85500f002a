package io.afterword.dispatch.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dispatch.decision.Filter.All;
import io.afterword.dispatch.decision.Filter.Any;
import io.afterword.dispatch.decision.Filter.AtLeast;
import io.afterword.dispatch.decision.Filter.AtMost;
import io.afterword.dispatch.decision.Filter.Exists;
import io.afterword.dispatch.decision.Filter.In;
import io.afterword.dispatch.decision.Filter.Matches;
import io.afterword.dispatch.decision.Filter.Not;
import io.afterword.dispatch.interaction.Interaction;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FilterTest {
  private static final Interaction TICKET = Given.closed(Given.NOON);

  private static boolean accepts(Filter filter) {
    return filter.accepts(TICKET);
  }

  @Test
  void is_and_in_compare_text_numbers_and_booleans() {
    assertThat(accepts(new In("channel", List.of("EMAIL")))).isTrue();
    assertThat(accepts(new In("channel", List.of("CHAT", "PHONE")))).isFalse();
    assertThat(accepts(new In("resolved", List.of(true)))).isTrue();
    assertThat(accepts(new In("facts.replies", List.of(new BigDecimal("3.0"))))).isTrue();
    assertThat(accepts(new In("facts.replies", List.of("3")))).isFalse();
    assertThat(accepts(new In("contact.attributes.plan", List.of("gold")))).isTrue();
  }

  @Test
  void what_is_not_known_fails_every_test_but_exists() {
    assertThat(accepts(new In("stage", List.of("x")))).isFalse();
    assertThat(accepts(new Not(new In("stage", List.of("x"))))).isTrue();
    assertThat(accepts(new AtLeast("facts.transfers", BigDecimal.ZERO))).isFalse();
    assertThat(accepts(new AtMost("facts.transfers", BigDecimal.ZERO))).isFalse();
    assertThat(accepts(new Exists("facts.transfers", false))).isTrue();
    assertThat(accepts(new Exists("agent.id", true))).isTrue();
  }

  @Test
  void bounds_are_inclusive() {
    assertThat(accepts(new AtLeast("facts.replies", new BigDecimal("3")))).isTrue();
    assertThat(accepts(new AtMost("facts.replies", new BigDecimal("3")))).isTrue();
    assertThat(accepts(new AtLeast("facts.replies", new BigDecimal("3.01")))).isFalse();
  }

  @Test
  void a_glob_ignores_case() {
    assertThat(accepts(new Matches("team", "first*"))).isTrue();
    assertThat(accepts(new Matches("team", "*LINE"))).isTrue();
    assertThat(accepts(new Matches("team", "f?rst line"))).isTrue();
    assertThat(accepts(new Matches("team", "first"))).isFalse();
  }

  @Property
  void a_glob_with_stars_around_finds_any_part(
      @ForAll @AlphaChars @StringLength(max = 20) String before,
      @ForAll @AlphaChars @StringLength(max = 20) String part,
      @ForAll @AlphaChars @StringLength(max = 20) String after) {
    assertThat(Matches.fits("*" + part + "*", before + part + after)).isTrue();
    assertThat(Matches.fits(before + "*" + after, before + part + after)).isTrue();
  }

  @Test
  void a_hostile_glob_does_not_take_long() {
    assertThat(Matches.fits("*a".repeat(100) + "b", "a".repeat(5000))).isFalse();
  }

  @Test
  void all_any_and_not_combine() {
    Filter mail = new In("channel", List.of("EMAIL"));
    Filter chat = new In("channel", List.of("CHAT"));
    assertThat(accepts(new All(List.of(mail, chat)))).isFalse();
    assertThat(accepts(new Any(List.of(mail, chat)))).isTrue();
    assertThat(accepts(new All(List.of(mail, new Not(chat))))).isTrue();
  }

  @Test
  void is_spoken_as_a_sentence() {
    Filter filter =
        new All(
            List.of(
                new In("channel", List.of("EMAIL", "CHAT")),
                new Not(new In("contact.attributes.plan", List.of("trial"))),
                new Any(
                    List.of(
                        new AtLeast("facts.replies", new BigDecimal("2")),
                        new Exists("stage", false)))));
    assertThat(FilterSentence.of(filter))
        .isEqualTo(
            "channel is EMAIL or CHAT and contact.attributes.plan is not trial and"
                + " (facts.replies is at least 2 or stage is not known)");
    assertThat(FilterSentence.of(null)).isEqualTo("every interaction");
  }
}
