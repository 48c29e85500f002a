package io.afterword.platform.http;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Rows that people edit: read by id, and changed under a lock by who names the version that the
 * change was made on.
 */
public final class EditedRows<E> {
  private final Class<E> type;
  private final String name;
  private final ToLongFunction<E> version;

  /**
   * Of one entity.
   *
   * @param name what people call one of them
   * @param version of the row, as its ETag names it
   */
  public EditedRows(Class<E> type, String name, ToLongFunction<E> version) {
    this.type = type;
    this.name = name;
    this.version = version;
  }

  public Uni<E> find(UUID id) {
    return Panache.withSession(() -> Panache.getSession().chain(session -> session.find(type, id)))
        .map(found -> present(found, id));
  }

  /** Does the work on the locked row; refused when somebody else has changed it meanwhile. */
  public Uni<E> change(
      UUID id, @Nullable String ifMatch, BiFunction<Mutiny.Session, E, Uni<Void>> work) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .find(type, id, LockModeType.PESSIMISTIC_WRITE)
                            .map(found -> present(found, id))
                            .invoke(found -> ETags.require(ifMatch, version.applyAsLong(found)))
                            .call(found -> work.apply(session, found))));
  }

  private E present(@Nullable E found, UUID id) {
    if (found == null) {
      throw Problem.of(CommonProblem.NOT_FOUND, "There is no %s %s.".formatted(name, id));
    }
    return found;
  }
}
