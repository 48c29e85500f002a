package io.afterword.dispatch.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.dispatch.interaction.Interaction.Agent;
import io.afterword.dispatch.interaction.Interaction.Closer;
import io.afterword.dispatch.interaction.Interaction.Event;
import io.afterword.dispatch.person.Person;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditRuleTest {
  private static final CreditRule USUAL =
      new CreditRule(List.of(Credit.ASSIGNEE, Credit.LAST_REPLIED, Credit.CLOSED));

  private static @Nullable Agent agent(@Nullable String id) {
    return id == null ? null : new Agent(id, null, null);
  }

  private static Interaction told(
      Event event, @Nullable Closer closer, Handling handling, Map<String, Object> facts) {
    return new Interaction(
        new Interaction.Key("helpdesk", "1"),
        new Interaction.Conversation("t", null),
        event,
        Interaction.Kind.SUPPORT,
        Instant.EPOCH,
        null,
        null,
        closer,
        null,
        handling.agent(),
        null,
        null,
        new Person("c", null, null, null, null, null, null, Map.of()),
        facts,
        handling);
  }

  @ParameterizedTest(name = "{0}, closed by {1}: agent {2}, assignee {3}, last {4} -> {5} as {6}")
  @CsvSource({
    "REPLIED,,kim,lee,noa,kim,REPLIED",
    "REPLIED,,,lee,noa,noa,REPLIED",
    "REPLIED,,,lee,,,NOBODY",
    "COMPLETED,,kim,lee,noa,lee,ASSIGNEE",
    "COMPLETED,AGENT,kim,,noa,noa,LAST_REPLIED",
    "COMPLETED,AGENT,kim,,,kim,CLOSED",
    "COMPLETED,CUSTOMER,,,noa,noa,LAST_REPLIED",
    "COMPLETED,,,,,,NOBODY",
    "COMPLETED,AUTOMATION,kim,lee,,,NOBODY",
    "COMPLETED,BOT,,lee,,,NOBODY",
    "COMPLETED,AUTOMATION,kim,lee,noa,lee,ASSIGNEE",
  })
  void credit_goes_to(
      Event event,
      @Nullable Closer closer,
      @Nullable String closing,
      @Nullable String assignee,
      @Nullable String last,
      @Nullable String credited,
      Credit by) {
    Interaction kept =
        USUAL.apply(
            told(
                event,
                closer,
                new Handling(agent(closing), agent(assignee), agent(last), null),
                Map.of()));
    assertThat(kept.agent()).isEqualTo(agent(credited));
    assertThat(kept.handling().credit()).isEqualTo(by);
    assertThat(kept.handling().agent()).isEqualTo(agent(closing));
  }

  @Test
  void a_count_of_replies_tells_that_a_person_had_replied() {
    Handling closed = Handling.by(agent("kim"));
    assertThat(
            USUAL
                .apply(
                    told(
                        Event.COMPLETED,
                        Closer.AUTOMATION,
                        closed,
                        Map.of("replies", BigDecimal.ONE)))
                .agent())
        .isEqualTo(agent("kim"));
    assertThat(
            USUAL
                .apply(
                    told(
                        Event.COMPLETED,
                        Closer.AUTOMATION,
                        closed,
                        Map.of("replies", BigDecimal.ZERO)))
                .agent())
        .isNull();
  }

  @Test
  void a_workspace_may_want_another_order() {
    var closingFirst = new CreditRule(List.of(Credit.CLOSED, Credit.ASSIGNEE));
    Handling both = new Handling(agent("kim"), agent("lee"), agent("noa"), null);
    assertThat(closingFirst.apply(told(Event.COMPLETED, null, both, Map.of())).agent())
        .isEqualTo(agent("kim"));
    Handling lastOnly = new Handling(null, null, agent("noa"), null);
    assertThat(closingFirst.apply(told(Event.COMPLETED, null, lastOnly, Map.of())).agent())
        .isNull();
  }

  @Test
  void an_order_that_is_none_is_refused_at_the_start() {
    assertThatThrownBy(() -> new CreditRule(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CreditRule(List.of(Credit.NOBODY)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CreditRule(List.of(Credit.CLOSED, Credit.CLOSED)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_was_credited_once_keeps_its_credit() {
    Interaction chosen =
        told(Event.COMPLETED, null, new Handling(agent("kim"), agent("lee"), null, null), Map.of())
            .credited(agent("kim"), Credit.CHOSEN);
    assertThat(USUAL.apply(chosen)).isEqualTo(chosen);
  }
}
