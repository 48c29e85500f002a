package io.afterword.survey.respond;

import io.smallrye.mutiny.Uni;

/**
 * Work that goes on when nobody waits for it any more. A phone that hangs up cancels its request;
 * what it sent must be stored all the same (CAPTURE, finding 3).
 */
final class Detached {

  private Detached() {}

  static <T> Uni<T> from(Uni<T> work) {
    return Uni.createFrom()
        .emitter(to -> work.subscribe().with(item -> to.complete(item), to::fail));
  }
}
