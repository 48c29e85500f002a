package io.afterword.survey.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name shown above the question and put where a text says {@code {brand}}; the workspace's
 *     name when absent
 * @param colour of the buttons, {@code #rrggbb}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Brand(@Nullable String name, @Nullable String colour) {

  public static final Brand NONE = new Brand(null, null);
}
