package io.afterword.survey.link;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.link.LinkRepository.Followed;
import io.afterword.survey.respondent.Occasion;
import io.afterword.survey.survey.PublishedVersions;
import io.afterword.survey.survey.Traits;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds what a key opens, for those who show its page and take its answer. */
@ApplicationScoped
public class Links {

  private final LinkRepository links;
  private final PublishedVersions versions;

  Links(LinkRepository links, PublishedVersions versions) {
    this.links = links;
    this.versions = versions;
  }

  /**
   * A link with the frozen definition that it asks.
   *
   * @param earlier nothing for an anonymous survey, whose answers no link leads to
   */
  public record Linked(Link link, Definition definition, Traits traits, Optional<Earlier> earlier) {

    /** What the texts may say of the interaction; not looked for if they say nothing of it. */
    public Occasion occasion() {
      return traits.saysOccasion() ? link.occasion() : Occasion.UNKNOWN;
    }
  }

  /** Whatever is no key, was altered, or was erased, opens nothing; expired links are found. */
  public Uni<Optional<Linked>> find(String key) {
    return LinkKeys.isWellFormed(key)
        ? links.ofKey(key).chain(this::withDefinition)
        : Uni.createFrom().item(Optional.empty());
  }

  private Uni<Optional<Linked>> withDefinition(Optional<Followed> found) {
    if (found.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    Followed followed = found.get();
    Link link = followed.link();
    return versions
        .inUse(link.surveyId(), link.version())
        .map(
            used ->
                Optional.of(
                    new Linked(
                        link, used.version().definition(), used.traits(), followed.earlier())));
  }
}
