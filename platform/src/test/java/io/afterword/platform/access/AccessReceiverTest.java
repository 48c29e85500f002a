package io.afterword.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AccessReceiverTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  @Inject AccessReceiver receiver;
  @Inject AccessDirectory directory;
  @Inject Pool pool;
  @Inject ObjectMapper json;

  private final UUID id = UUID.randomUUID();
  private final KeyText text = KeyText.random();

  @Test
  void a_key_of_the_home_works_at_a_sibling() throws Exception {
    receive(key(1, "surveys:read", false));

    assertThat(known()).map(KnownKey::scopes).contains(Set.of("surveys:read"));
  }

  @Test
  void the_highest_revision_wins_in_any_order_and_twice_is_once() throws Exception {
    receive(key(2, "scores:read", false), key(1, "surveys:read", false));
    receive(key(1, "surveys:read", false));
    receive(key(2, "scores:read", false));

    assertThat(known()).map(KnownKey::scopes).contains(Set.of("scores:read"));
  }

  @Test
  void a_key_that_was_revoked_stays_revoked_whatever_comes_late() throws Exception {
    receive(key(2, "surveys:read", true));
    receive(key(1, "surveys:read", false));

    assertThat(known()).isEmpty();
  }

  @Test
  void a_user_of_the_home_is_known_with_roles_and_agent_id() throws Exception {
    receive(
        event(
            1,
            """
            {"kind": "USER", "id": "%s", "name": "Ada", "scopes": [], "roles": ["editor"],
             "subject": "%s@example.com", "agentId": "ag-1",
             "sessionsFrom": "2026-03-01T11:00:00Z", "revoked": false, "later": "field"}
            """
                .formatted(id, id)));

    KnownUser user = directory.user(id).await().indefinitely().orElseThrow();
    assertThat(user.roles()).containsExactly("editor");
    assertThat(user.agentId()).isEqualTo("ag-1");
    assertThat(user.sessionsFrom()).isEqualTo("2026-03-01T11:00:00Z");
  }

  private Optional<KnownKey> known() {
    return directory.key(text.hash()).await().indefinitely();
  }

  private void receive(ReceivedEvent... events) {
    pool.withTransaction(tx -> receiver.apply(tx, List.of(events))).await().indefinitely();
  }

  private ReceivedEvent key(int revision, String scope, boolean revoked) throws Exception {
    return event(
        revision,
        """
        {"kind": "KEY", "id": "%s", "hash": "%s", "name": "k", "scopes": ["%s"], "roles": [],
         "revoked": %s}
        """
            .formatted(id, HexFormat.of().formatHex(text.hash()), scope, revoked));
  }

  private ReceivedEvent event(int revision, String data) throws Exception {
    return new ReceivedEvent(
        UUID.randomUUID(),
        "/survey",
        "access.changed",
        id.toString(),
        revision,
        AT,
        json.readTree(data));
  }
}
