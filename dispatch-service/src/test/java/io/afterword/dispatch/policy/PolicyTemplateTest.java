package io.afterword.dispatch.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dispatch.decision.Filter;
import io.afterword.dispatch.decision.Given;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.platform.problem.Problem;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTemplateTest {
  private static final String SURVEY = new UUID(0, 10).toString();

  private static JsonNode json(String text) throws IOException {
    return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
  }

  private static Filter filterOf(String template) {
    ObjectNode wanted =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("template", template)
            .put("surveyId", SURVEY);
    return Objects.requireNonNull(
        PolicyReader.read(PolicyTemplate.filledIn(wanted)).terms().filter());
  }

  private static Interaction of(Interaction.Kind kind, Interaction.@Nullable Closer closedBy) {
    Interaction closed = Given.closed(Given.NOON);
    return new Interaction(
        closed.key(),
        closed.conversation(),
        closed.event(),
        kind,
        closed.occurredAt(),
        closed.initiatedBy(),
        closed.resolved(),
        closedBy,
        closed.channel(),
        closed.agent(),
        closed.team(),
        closed.stage(),
        closed.contact(),
        closed.facts());
  }

  @ParameterizedTest
  @EnumSource(
      value = Interaction.Kind.class,
      names = {"SUPPORT", "SELF_SERVICE", "CHATBOT"})
  void self_service_asks_exactly_what_support_leaves_out(Interaction.Kind kind) {
    Filter support = filterOf("support");
    Filter selfService = filterOf("self-service");
    Stream.concat(Stream.of((Interaction.Closer) null), Arrays.stream(Interaction.Closer.values()))
        .forEach(
            closer -> {
              Interaction some = of(kind, closer);
              boolean people =
                  kind == Interaction.Kind.SUPPORT
                      && closer != Interaction.Closer.AUTOMATION
                      && closer != Interaction.Closer.BOT;
              assertThat(support.accepts(some)).as("support %s %s", kind, closer).isEqualTo(people);
              assertThat(selfService.accepts(some))
                  .as("self-service %s %s", kind, closer)
                  .isEqualTo(!people);
            });
  }

  @Test
  void every_kind_that_is_named_is_asked_about_and_no_other() {
    for (PolicyTemplate template : PolicyTemplate.ALL) {
      if (template.kinds().isEmpty()) {
        assertThat(template.policy().has("filter")).as(template.id()).isFalse();
        continue;
      }
      Filter filter = filterOf(template.id());
      List<Interaction.Kind> asked =
          Arrays.stream(Interaction.Kind.values())
              .filter(
                  kind ->
                      filter.accepts(of(kind, Interaction.Closer.AGENT))
                          || filter.accepts(of(kind, Interaction.Closer.BOT)))
              .toList();
      assertThat(asked).as(template.id()).containsExactlyInAnyOrderElementsOf(template.kinds());
    }
  }

  @Test
  void what_somebody_says_stands_in_for_what_the_template_says() throws IOException {
    JsonNode filled =
        PolicyTemplate.filledIn(
            json("{'template':'sales','surveyId':'" + SURVEY + "','delay':'PT2H','priority':7}"));
    var terms = PolicyReader.read(filled).terms();
    assertThat(terms.name()).isEqualTo("After a sales conversation");
    assertThat(terms.delay()).hasHours(2);
    assertThat(terms.limits().priority()).isEqualTo(7);
    assertThat(terms.coolDowns().acrossAll()).hasDays(30);
  }

  @Test
  void a_template_that_there_is_not_is_refused_with_the_nearest_one() throws IOException {
    JsonNode wanted = json("{'template':'suport','surveyId':'" + SURVEY + "'}");
    assertThatThrownBy(() -> PolicyTemplate.filledIn(wanted))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("did you mean support?");
  }

  @Test
  void without_a_template_nothing_is_filled_in() throws IOException {
    JsonNode wanted = json("{'name':'P'}");
    assertThat(PolicyTemplate.filledIn(wanted)).isSameAs(wanted);
    assertThat(PolicyTemplate.filledIn(null)).isNull();
  }
}
