package io.afterword.dispatch.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecognitionTest {
  private static final Identity ID = new Identity(Identity.Kind.SOURCE_ID, "shop", "c-1");
  private static final Identity MAIL = new Identity(Identity.Kind.EMAIL, "", "ada@example.com");
  private static final Identity PHONE = new Identity(Identity.Kind.PHONE, "", "+4798765432");
  private static final UUID ADA = new UUID(0, 1);
  private static final UUID BOB = new UUID(0, 2);

  private static Recognition recognise(Map<Identity, UUID> known, List<List<Identity>> reports) {
    var next = new AtomicLong(100);
    return Recognition.of(reports, known, () -> new UUID(0, next.getAndIncrement()));
  }

  @Test
  void the_id_at_the_source_is_surer_than_the_address() {
    assertThat(recognise(Map.of(ID, ADA, MAIL, BOB), List.of(List.of(ID, MAIL))).contacts())
        .containsExactly(ADA);
  }

  @Test
  void an_unknown_id_with_a_known_address_is_that_person_and_is_learned() {
    Recognition recognition = recognise(Map.of(MAIL, ADA), List.of(List.of(ID, MAIL)));
    assertThat(recognition.contacts()).containsExactly(ADA);
    assertThat(recognition.learned()).containsExactly(Map.entry(ID, ADA));
    assertThat(recognition.created()).isEmpty();
  }

  @Test
  void a_sign_of_somebody_else_stays_with_them() {
    assertThat(recognise(Map.of(ID, ADA, MAIL, BOB), List.of(List.of(ID, MAIL))).learned())
        .isEmpty();
  }

  @Test
  void one_batch_makes_one_person_of_connected_reports() {
    Recognition recognition =
        recognise(Map.of(), List.of(List.of(MAIL), List.of(ID, MAIL), List.of(ID, PHONE)));
    assertThat(recognition.created()).hasSize(1);
    assertThat(recognition.contacts()).containsOnly(recognition.created().get(0)).hasSize(3);
    assertThat(recognition.learned()).containsOnlyKeys(ID, MAIL, PHONE);
  }
}
