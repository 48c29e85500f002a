package io.afterword.survey.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name shown above the question and put where a text says {@code {brand}}; the workspace's
 *     name when absent
 * @param colour of the buttons, {@code #rrggbb}
 * @param logo a small picture as a data: URI, so that the page asks nobody else for it
 * @param contacts ways to reach a person
 * @param review where everybody may write a public review
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Brand(
    @Nullable String name,
    @Nullable String colour,
    @Nullable String logo,
    List<ContactChannel> contacts,
    @Nullable ReviewSite review) {

  public static final Brand NONE = new Brand(null, null);

  @JsonCreator
  public Brand {
    contacts = Copies.of(contacts);
  }

  public Brand(@Nullable String name, @Nullable String colour) {
    this(name, colour, null, List.of(), null);
  }
}
