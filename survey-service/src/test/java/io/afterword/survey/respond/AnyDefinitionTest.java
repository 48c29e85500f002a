package io.afterword.survey.respond;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.survey.check.SurveyCheck;
import io.afterword.survey.definition.AnyDefinition;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.DefinitionRules;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.SeriesBreak;
import io.afterword.survey.respond.RespondPage.Asked;
import io.afterword.survey.respondent.Occasion;
import io.afterword.survey.respondent.Words;
import io.afterword.survey.template.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every definition, sound or not. */
class AnyDefinitionTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Property(tries = 400)
  void a_sound_definition_comes_back_from_json_as_it_was(@ForAll long seed)
      throws JsonProcessingException {
    Definition definition = AnyDefinition.sound(seed);
    assertThat(DefinitionRules.check(definition)).isEmpty();
    assertThat(JSON.readValue(JSON.writeValueAsString(definition), Definition.class))
        .isEqualTo(definition);
    assertThat(SeriesBreak.between(definition, definition)).isFalse();
  }

  @Property(tries = 400)
  void a_sound_definition_can_be_shown_and_answered_in_all_its_languages(@ForAll long seed) {
    Definition definition = AnyDefinition.sound(seed);
    for (String locale : definition.locales()) {
      Words words = new Words(definition, locale, "Workspace", Occasion.UNKNOWN);
      RespondPage page = RespondPage.of(asked(definition, words, Optional.empty()), null);
      assertThat(page.blocks()).hasSize(everybodys(definition));
      assertThat(page.blocks())
          .allSatisfy(
              block -> {
                assertThat(block.text()).doesNotContain("{", "}");
                assertThat(block.points())
                    .allSatisfy(point -> assertThat(point.spoken()).isNotBlank());
              });
      Map<String, String> fields = new HashMap<>();
      page.blocks()
          .forEach(
              block ->
                  block.points().stream()
                      .findFirst()
                      .ifPresent(point -> fields.put(point.field(), point.value())));
      assertThat(AnswerForm.read(definition, new FormFields(fields), List.of()))
          .isInstanceOf(AnswerForm.Answered.class);
      RespondPage.of(asked(definition, words, Optional.of(new FormFields(fields))), null);
    }
    assertThat(SurveyCheck.of(definition, Trigger.PER_INTERACTION)).isNotNull();
  }

  @Property(tries = 1500)
  void what_is_nearly_a_definition_is_refused_or_sound_and_never_a_crash(@ForAll long seed) {
    JsonNode spoilt = spoilt(seed);
    Definition definition;
    try {
      definition = JSON.readValue(spoilt.toString(), Definition.class);
    } catch (JsonProcessingException refused) {
      return;
    }
    if (definition != null && DefinitionRules.check(definition).isEmpty()) {
      for (String locale : definition.locales()) {
        Words words = new Words(definition, locale, "Workspace", Occasion.UNKNOWN);
        RespondPage.of(asked(definition, words, Optional.empty()), null);
      }
      SurveyCheck.of(definition, null);
    }
  }

  /** A sound document with one to three values replaced by something else, or gone. */
  static JsonNode spoilt(long seed) {
    Random random = new Random(seed);
    JsonNode document = JSON.valueToTree(AnyDefinition.sound(seed));
    int faults = 1 + random.nextInt(3);
    for (int i = 0; i < faults; i++) {
      spoil(document, random);
    }
    return document;
  }

  private static void spoil(JsonNode document, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(document, containers);
    JsonNode container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object) {
      List<String> names =
          StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
              .toList();
      String name = names.get(random.nextInt(names.size()));
      if (random.nextInt(5) == 0) {
        object.remove(name);
      } else {
        object.set(name, other(random));
      }
    } else if (container instanceof ArrayNode array) {
      array.set(random.nextInt(array.size()), other(random));
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode() && !node.isEmpty()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static JsonNode other(Random random) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    List<JsonNode> values =
        List.of(
            json.nullNode(),
            json.numberNode(-1),
            json.numberNode(Integer.MAX_VALUE),
            json.numberNode(4.5),
            json.booleanNode(true),
            json.textNode(""),
            json.textNode("{brand"),
            json.textNode("{name}"),
            json.textNode("<script>alert(1)</script>"),
            json.textNode("a\u0000b\ud800"),
            json.textNode("x".repeat(100_000)),
            json.textNode("q0"),
            json.textNode("RATING"),
            json.textNode("TEXT"),
            json.arrayNode(),
            json.arrayNode().addNull(),
            json.objectNode(),
            json.objectNode().put("en", "Text").putNull("xx"));
    return values.get(random.nextInt(values.size()));
  }

  private static int everybodys(Definition definition) {
    return (int)
        definition.questions().stream().map(Question::showIf).filter(c -> c == null).count();
  }

  private static Asked asked(Definition definition, Words words, Optional<FormFields> typed) {
    return new Asked("3q2-7wAbCdEfGhIjKlMnOQ", definition, words, null, Optional.empty(), typed);
  }
}
