package io.afterword.survey.survey;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Placeholders;
import java.util.List;

/**
 * What every view of a published version needs to know of its definition, worked out once.
 *
 * @param locales in which every question is worded, the default one first
 * @param hasRandomOrder whether every respondent sees some options in an order of their own
 * @param saysOccasion whether any of its texts mentions the interaction that it asks about
 */
public record Traits(List<String> locales, boolean hasRandomOrder, boolean saysOccasion) {

  public static Traits of(Definition definition) {
    return new Traits(
        List.copyOf(definition.locales()),
        definition.hasRandomOrder(),
        // All texts of all kinds at once, those too that are yet to be thought of.
        Placeholders.mayNameOccasion(DefinitionJson.write(definition)));
  }
}
