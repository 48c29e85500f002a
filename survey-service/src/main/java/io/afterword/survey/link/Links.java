package io.afterword.survey.link;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the link of a key, for those who show its page and take its answer. */
@ApplicationScoped
public class Links {

  private final LinkRepository links;

  Links(LinkRepository links) {
    this.links = links;
  }

  /** Whatever is no key, was altered, or was erased, has no link; expired ones are found. */
  public Uni<Optional<Link>> find(String key) {
    return LinkKeys.isWellFormed(key) ? links.ofKey(key) : Uni.createFrom().item(Optional.empty());
  }
}
