package io.afterword.scoring.dashboard;

import io.afterword.platform.problem.Problem;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The panels of the page, in their order. */
@ApplicationScoped
class Panels {
  private final List<PanelMaker> makers;

  Panels(@All List<PanelMaker> makers) {
    this.makers = makers.stream().sorted(Comparator.comparing(PanelMaker::place)).toList();
  }

  /** One after the other: a reader's page must not take all connections. */
  Uni<List<Panel>> all(Look look) {
    return Multi.createFrom()
        .iterable(makers)
        .filter(maker -> maker.isFor(look))
        .onItem()
        .transformToUniAndConcatenate(maker -> made(maker, look))
        .collect()
        .asList();
  }

  /** What one panel may not show is said in its place; the others stand. */
  private static Uni<Panel> made(PanelMaker maker, Look look) {
    return maker
        .make(look)
        .onFailure(Problem.class)
        .recoverWithItem(
            refusal ->
                Panel.of(maker.id(), maker.title(look)).withNotes(List.of(refusal.detail())));
  }

  Optional<Uni<Panel>> one(String id, Look look) {
    return makers.stream()
        .filter(maker -> maker.id().equals(id) && maker.isFor(look))
        .map(maker -> maker.make(look))
        .findFirst();
  }
}
