package io.afterword.survey.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.respondent.Occasion;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkTest {

  @Test
  void knows_who_helped_and_with_what() {
    assertThat(
            occasion(
                """
                {"agent": {"id": "7", "name": " Ada  Lovelace\\n"}, "facts": {"product": "Lamp"}}
                """))
        .isEqualTo(new Occasion(Optional.of("Ada"), Optional.of("Lamp")));
  }

  @Test
  void a_value_of_another_kind_or_length_is_not_known() {
    assertThat(occasion("{}")).isEqualTo(Occasion.UNKNOWN);
    assertThat(occasion("{\"agent\": {\"name\": 7}, \"facts\": [1]}")).isEqualTo(Occasion.UNKNOWN);
    assertThat(occasion("{\"agent\": \"Ada\", \"facts\": {\"product\": \" \"}}"))
        .isEqualTo(Occasion.UNKNOWN);
    assertThat(occasion("{\"facts\": {\"product\": \"" + "x".repeat(61) + "\"}}"))
        .isEqualTo(Occasion.UNKNOWN);
  }

  private static Occasion occasion(String context) {
    UUID id = UUID.randomUUID();
    return new Link(id, id, 1, null, context, null, Instant.EPOCH).occasion();
  }
}
