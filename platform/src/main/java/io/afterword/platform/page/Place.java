package io.afterword.platform.page;

import java.util.List;
import java.util.Set;

/**
 * A page of the product that the navigation leads to.
 *
 * @param key what the page gives as {@code active}; its name is {@link ShellText#place}
 * @param path on the one origin of the product, see deploy/paths.yaml
 * @param scopes one of these is needed: a link that would only be refused is not shown
 */
record Place(String key, String path, Set<String> scopes) {

  /** The one list for all three services, in its order. A page is added here when it exists. */
  static final List<Place> ALL =
      List.of(
          new Place("surveys", "/surveys", Set.of("surveys:read")),
          new Place("policies", "/policies", Set.of("policies:read")),
          new Place("people", "/people", Set.of("contacts:read")),
          new Place("outbox", "/outbox", Set.of("deliveries:read")),
          new Place("scores", "/scores", Set.of("scores:read", "scores:own")));

  boolean openTo(Set<String> held) {
    return scopes.stream().anyMatch(held::contains);
  }
}
