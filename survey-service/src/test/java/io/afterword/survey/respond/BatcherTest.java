package io.afterword.survey.respond;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.respond.Batcher.BusyException;
import io.afterword.survey.respond.Batcher.FailureKind;
import io.afterword.survey.respond.Batcher.NotStorableException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatcherTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  /** A database that answers when the test says so. */
  private static final class SlowStore implements Batcher.Store {
    final List<List<Submission>> batches = new ArrayList<>();
    final List<UniEmitter<? super Map<UUID, Outcome>>> open = new ArrayList<>();

    @Override
    public Uni<Map<UUID, Outcome>> apply(List<Submission> batch) {
      batches.add(List.copyOf(batch));
      return Uni.createFrom().emitter(open::add);
    }

    void answer(int batch) {
      open.get(batch).complete(recorded(batches.get(batch)));
    }
  }

  private final SlowStore slow = new SlowStore();
  private final Batcher batcher = new Batcher(slow, failure -> FailureKind.OTHER, Runnable::run);

  @Test
  void the_first_goes_at_once_and_those_who_come_meanwhile_share_the_next_statement() {
    var first = submit(batcher, row(1));
    var second = submit(batcher, row(2));
    for (int i = 3; i <= 10; i++) {
      submit(batcher, row(i));
    }
    assertThat(slow.batches).extracting(List::size).containsExactly(1);

    slow.answer(0);
    first.assertCompleted().assertItem(Outcome.RECORDED);
    second.assertNotTerminated();
    assertThat(slow.batches).extracting(List::size).containsExactly(1, 9);
  }

  @Test
  void those_who_come_in_one_turn_of_the_event_loop_share_one_statement() {
    List<Runnable> atTheEnd = new ArrayList<>();
    Batcher turning = new Batcher(slow, failure -> FailureKind.OTHER, atTheEnd::add);
    IntStream.rangeClosed(1, 7).forEach(i -> submit(turning, row(i)));
    assertThat(slow.batches).isEmpty();
    assertThat(atTheEnd).hasSize(1);

    atTheEnd.remove(0).run();
    assertThat(slow.batches).extracting(List::size).containsExactly(7);

    submit(turning, row(8));
    slow.answer(0);
    assertThat(slow.batches).extracting(List::size).containsExactly(7, 1);
    atTheEnd.remove(0).run();
    assertThat(slow.batches).hasSize(2);
  }

  @Test
  void a_second_statement_goes_out_beside_a_slow_one_once_32_wait_and_never_a_third() {
    IntStream.rangeClosed(1, 32).forEach(i -> submit(batcher, row(i)));
    assertThat(slow.batches).extracting(List::size).containsExactly(1);

    IntStream.rangeClosed(33, 72).forEach(i -> submit(batcher, row(i)));
    assertThat(slow.batches).extracting(List::size).containsExactly(1, 32);

    slow.answer(1);
    assertThat(slow.batches).extracting(List::size).containsExactly(1, 32, 39);
  }

  @Test
  void a_batch_has_at_most_500_rows() {
    IntStream.rangeClosed(1, 602).forEach(i -> submit(batcher, row(i)));
    slow.answer(0);
    slow.answer(1);
    assertThat(slow.batches).extracting(List::size).containsExactly(1, 32, 500, 69);
  }

  @Test
  void a_response_is_in_a_batch_once_and_its_posts_keep_their_order() {
    submit(batcher, row(1));
    Submission early = row(7);
    Submission late = row(7);
    submit(batcher, early);
    submit(batcher, late);
    submit(batcher, row(8));

    slow.answer(0);
    assertThat(slow.batches.get(1)).containsExactly(early, slow.batches.get(1).get(1));
    assertThat(slow.batches.get(1)).hasSize(2).doesNotContain(late);
    slow.answer(1);
    assertThat(slow.batches.get(2)).containsExactly(late);
  }

  @Test
  void a_row_stays_when_its_request_goes() {
    submit(batcher, row(1));
    submit(batcher, row(3)).cancel();
    slow.answer(0);
    assertThat(slow.batches.get(1)).extracting(Submission::intakeKey).containsExactly(key(3));
  }

  @Test
  void who_comes_when_20_000_wait_is_told_to_come_again() {
    int underWay = 1 + Batcher.WORTH_A_SECOND;
    IntStream.rangeClosed(1, Batcher.MOST_WAITING + underWay).forEach(i -> submit(batcher, row(i)));
    submit(batcher, row(99_999)).assertFailedWith(BusyException.class);
  }

  @Test
  void a_row_that_cannot_be_stored_is_found_and_the_others_are_stored() {
    Batcher.Store refusesThree =
        batch ->
            batch.stream().anyMatch(row -> row.intakeKey().equals(key(3)))
                ? Uni.createFrom().failure(new IllegalArgumentException("22P05"))
                : Uni.createFrom().item(recorded(batch));
    SlowStore gate = new SlowStore();
    Batcher halving =
        new Batcher(
            batch -> gate.batches.isEmpty() ? gate.apply(batch) : refusesThree.apply(batch),
            failure -> FailureKind.DATA,
            Runnable::run);
    submit(halving, row(100));
    var all = IntStream.rangeClosed(1, 8).mapToObj(i -> submit(halving, row(i))).toList();

    gate.answer(0);
    for (int i = 1; i <= 8; i++) {
      if (i == 3) {
        all.get(2).assertFailedWith(NotStorableException.class);
      } else {
        all.get(i - 1).assertItem(Outcome.RECORDED);
      }
    }
    assertThat(halving.splits()).isEqualTo(3);
  }

  @Test
  void what_passes_by_itself_is_tried_again() {
    List<Integer> tries = new ArrayList<>();
    Batcher retrying =
        new Batcher(
            batch -> {
              tries.add(batch.size());
              return tries.size() < 3
                  ? Uni.createFrom().failure(new java.io.IOException("connection reset"))
                  : Uni.createFrom().item(recorded(batch));
            },
            failure -> FailureKind.TRANSIENT,
            Runnable::run);
    submit(retrying, row(1)).awaitItem().assertItem(Outcome.RECORDED);
    assertThat(tries).containsExactly(1, 1, 1);
  }

  @Test
  void what_does_not_pass_is_told_to_everybody_who_waits_and_the_next_batch_goes_on() {
    List<Throwable> failures = new ArrayList<>(List.of(new IllegalStateException("42P01")));
    Batcher failing =
        new Batcher(
            batch ->
                failures.isEmpty()
                    ? Uni.createFrom().item(recorded(batch))
                    : Uni.createFrom().failure(failures.remove(0)),
            failure -> FailureKind.OTHER,
            Runnable::run);
    submit(failing, row(1)).assertFailedWith(IllegalStateException.class);
    submit(failing, row(2)).assertItem(Outcome.RECORDED);
  }

  @Test
  void a_store_that_throws_instead_of_failing_does_not_stop_the_line() {
    Batcher throwing =
        new Batcher(
            batch -> {
              throw new IllegalStateException("thrown");
            },
            failure -> FailureKind.OTHER,
            Runnable::run);
    for (int i = 0; i < 5; i++) {
      submit(throwing, row(i)).assertFailedWith(IllegalStateException.class);
    }
  }

  private static UniAssertSubscriber<Outcome> submit(Batcher batcher, Submission row) {
    return batcher.submit(row).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private static Map<UUID, Outcome> recorded(List<Submission> batch) {
    Map<UUID, Outcome> outcomes = new HashMap<>();
    batch.forEach(row -> outcomes.put(row.intakeKey(), Outcome.RECORDED));
    return outcomes;
  }

  private static UUID key(int number) {
    return new UUID(0, number);
  }

  private static Submission row(int number) {
    return new Submission(
        UUID.randomUUID(),
        key(number),
        new UUID(1, 1),
        1,
        key(number),
        Surface.MAIL,
        "en",
        Completeness.COMPLETE,
        List.of(Answer.rating("q1", 4)),
        "{}",
        Set.of(),
        NOW.plusSeconds(60),
        NOW);
  }
}
