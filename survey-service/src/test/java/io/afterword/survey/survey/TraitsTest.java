package io.afterword.survey.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.template.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitsTest {

  private static final Definition PLAIN = Template.CSAT.define("Any", "en", Brand.NONE);

  @Test
  void locales_are_those_of_the_definition() {
    assertThat(Traits.of(PLAIN).locales()).isEqualTo(PLAIN.locales()).startsWith("en");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "Thank you {agent},true",
        "Thank you {agent|dear colleague},true",
        "Enjoy {product|it},true",
        "{brand} says thanks,false",
        "Thank you agent,false"
      })
  void texts_that_say_something_of_the_interaction_are_found(String thanks, boolean saysOccasion) {
    String json =
        DefinitionJson.write(PLAIN).replaceFirst("}$", ",\"thanks\":{\"en\":\"" + thanks + "\"}}");
    Definition definition = DefinitionJson.read(json);
    assertThat(definition.thanks()).containsEntry("en", thanks);
    assertThat(Traits.of(definition).saysOccasion()).isEqualTo(saysOccasion);
  }
}
