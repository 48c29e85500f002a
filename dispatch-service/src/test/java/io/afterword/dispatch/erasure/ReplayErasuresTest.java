package io.afterword.dispatch.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class ReplayErasuresTest {
  @Inject Dispatch dispatch;
  @Inject ReplayErasures command;
  @Inject Clock clock;

  private String policy;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    policy = dispatch.policy(dispatch.survey("CSAT"), "");
  }

  private Asked ask() {
    return Asked.by(dispatch, policy, clock.instant());
  }

  private UUID contact(Asked asked) {
    return UUID.fromString(
        dispatch.text("select contact_id from invitation where id = $1", asked.invitation()));
  }

  private String replay(UUID... ids) {
    return command.replay(List.of(ids)).await().atMost(Duration.ofSeconds(20));
  }

  private boolean isErased(Asked asked) {
    return dispatch.count(
            "select count(*) from contact where id = $1 and erased_at is not null and email is null",
            contact(asked))
        == 1;
  }

  @Test
  void who_was_erased_after_the_backup_is_erased_again_by_whichever_id_is_known() {
    Asked byContact = ask();
    Asked byInvitation = ask();
    Asked nobody = ask();
    assertThat(replay(contact(byContact), byInvitation.invitation(), UUID.randomUUID()))
        .startsWith("2 people erased again");
    assertThat(isErased(byContact)).isTrue();
    assertThat(isErased(byInvitation)).isTrue();
    assertThat(isErased(nobody)).isFalse();
    assertThat(byContact.state()).isEqualTo("CANCELLED");
  }

  @Test
  void the_siblings_hear_of_every_erasure_again_with_all_its_invitations() {
    Asked asked = ask();
    replay(contact(asked));
    String before = erasedEvents(asked).get(0);
    int told = erasedEvents(asked).size();
    assertThat(replay(contact(asked))).startsWith("0 people erased again");
    assertThat(erasedEvents(asked)).hasSize(told + 1).containsOnly(before);
    assertThat(before).contains(asked.invitation().toString());
  }

  private List<String> erasedEvents(Asked asked) {
    return dispatch.eventsOf(contact(asked)).stream().map(Dispatch.Event::data).toList();
  }

  @Test
  void a_line_that_is_no_id_stops_it_before_anybody_is_erased() {
    UUID id = UUID.randomUUID();
    assertThat(ReplayErasures.ids(new BufferedReader(new StringReader(id + "\n\n"))))
        .containsExactly(id);
    assertThatThrownBy(
            () ->
                ReplayErasures.ids(new BufferedReader(new StringReader(id + "\nada@example.com"))))
        .hasMessage(
            "Nothing was erased: \"ada@example.com\" is not the id of a contact or an invitation.");
  }
}
