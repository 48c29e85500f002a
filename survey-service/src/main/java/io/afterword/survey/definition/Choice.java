package io.afterword.survey.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen.
 *
 * @param randomOrder each respondent gets an order of their own, so that the first option has no
 *     advantage
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Choice(List<Option> options, boolean randomOrder) {

  public Choice {
    options = Copies.of(options);
  }

  @JsonCreator
  static Choice read(
      @JsonProperty("options") List<Option> options,
      @JsonProperty("randomOrder") @Nullable Boolean randomOrder) {
    return new Choice(options, Boolean.TRUE.equals(randomOrder));
  }

  public Optional<Option> option(String id) {
    return options.stream().filter(option -> option.id().equals(id)).findFirst();
  }

  /**
   * The options in the order that one respondent sees; the same respondent always sees the same.
   *
   * @param respondent anything that stays the same for a respondent, such as the key of the link
   */
  public List<Option> inOrderFor(String respondent) {
    if (!randomOrder) {
      return options;
    }
    List<Option> moving = new ArrayList<>(options.stream().filter(o -> !o.keepsPlace()).toList());
    Collections.shuffle(moving, new Random(respondent.hashCode()));
    List<Option> order = new ArrayList<>();
    for (Option option : options) {
      order.add(option.keepsPlace() ? option : moving.remove(0));
    }
    return order;
  }
}
