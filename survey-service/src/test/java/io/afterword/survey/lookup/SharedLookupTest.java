package io.afterword.survey.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedLookupTest {
  private final List<Set<String>> statements = new ArrayList<>();
  private final List<UniEmitter<? super Map<String, Integer>>> open = new ArrayList<>();

  /** A database that answers when the test says so. */
  private final SharedLookup<String, Integer> lookup =
      new SharedLookup<>(
          keys -> {
            statements.add(Set.copyOf(keys));
            return Uni.createFrom().emitter(open::add);
          },
          Runnable::run);

  @Test
  void a_lone_lookup_goes_at_once_and_those_who_ask_meanwhile_share_the_next_statement() {
    var a = find("a");
    var c = find("c");
    var again = find("c");
    var d = find("d");
    assertThat(statements).containsExactly(Set.of("a"));

    open.get(0).complete(Map.of("a", 1));

    a.assertCompleted().assertItem(Optional.of(1));
    c.assertNotTerminated();
    assertThat(statements).containsExactly(Set.of("a"), Set.of("c", "d"));
    open.get(1).complete(Map.of("c", 3));
    c.assertCompleted().assertItem(Optional.of(3));
    again.assertCompleted().assertItem(Optional.of(3));
    d.assertCompleted().assertItem(Optional.empty());
  }

  @Test
  void those_who_ask_in_one_turn_of_the_event_loop_share_one_statement() {
    List<Runnable> atTheEnd = new ArrayList<>();
    SharedLookup<String, Integer> turning =
        new SharedLookup<>(
            keys -> {
              statements.add(Set.copyOf(keys));
              return Uni.createFrom().item(Map.of("a", 1, "b", 2));
            },
            atTheEnd::add);
    var a = turning.find("a").subscribe().withSubscriber(UniAssertSubscriber.create());
    var b = turning.find("b").subscribe().withSubscriber(UniAssertSubscriber.create());
    assertThat(statements).isEmpty();
    assertThat(atTheEnd).hasSize(1);

    atTheEnd.get(0).run();
    assertThat(statements).containsExactly(Set.of("a", "b"));
    a.assertItem(Optional.of(1));
    b.assertItem(Optional.of(2));
  }

  @Test
  void a_second_statement_goes_out_beside_a_slow_one_once_16_wait_and_never_a_third() {
    IntStream.rangeClosed(1, 16).forEach(n -> find("key " + n));
    assertThat(statements).extracting(Set::size).containsExactly(1);

    IntStream.rangeClosed(17, 40).forEach(n -> find("key " + n));
    assertThat(statements).extracting(Set::size).containsExactly(1, 16);

    open.get(1).complete(Map.of());
    assertThat(statements).extracting(Set::size).containsExactly(1, 16, 23);
  }

  @Test
  void a_statement_has_at_most_500_keys() {
    IntStream.rangeClosed(1, 601).forEach(n -> find("key " + n));
    open.get(0).complete(Map.of());
    open.get(1).complete(Map.of());

    assertThat(statements).extracting(Set::size).containsExactly(1, 16, 500, 84);
  }

  @Test
  void a_failed_statement_fails_those_who_shared_it_and_nobody_else() {
    var a = find("a");
    var b = find("b");

    open.get(0).fail(new IllegalStateException("connection lost"));

    a.assertFailedWith(IllegalStateException.class, "connection lost");
    open.get(1).complete(Map.of("b", 2));
    b.assertCompleted().assertItem(Optional.of(2));
  }

  @Test
  void a_statement_that_cannot_even_be_made_blocks_nobody() {
    SharedLookup<String, Integer> broken =
        new SharedLookup<>(
            keys -> {
              throw new IllegalArgumentException("no such column");
            });
    for (int n = 0; n < 5; n++) {
      broken
          .find("a")
          .subscribe()
          .withSubscriber(UniAssertSubscriber.create())
          .assertFailedWith(IllegalArgumentException.class);
    }
  }

  @Test
  void who_comes_when_too_many_wait_is_told_to_come_again() {
    find("a");
    IntStream.range(0, SharedLookup.MOST_WAITING + SharedLookup.WORTH_A_SECOND)
        .forEach(n -> find("key " + n));

    find("one too many").assertFailedWith(SharedLookup.BusyException.class);
  }

  private UniAssertSubscriber<Optional<Integer>> find(String key) {
    return lookup.find(key).subscribe().withSubscriber(UniAssertSubscriber.create());
  }
}
