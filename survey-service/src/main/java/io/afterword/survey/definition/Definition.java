package io.afterword.survey.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a survey says. A draft's definition changes; a published version's never does.
 *
 * @param subject of the mail, per locale; the built-in one where absent
 * @param thanks shown after answering, per locale; the built-in text where absent
 * @param anonymous answers are kept without whom they came from; absent for those that are not
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Definition(
    String name,
    Metric metric,
    String defaultLocale,
    Brand brand,
    List<Question> questions,
    Map<String, String> subject,
    Map<String, String> thanks,
    @Nullable Anonymity anonymous) {

  @JsonCreator
  public Definition {
    brand = brand == null ? Brand.NONE : brand;
    questions = Copies.of(questions);
    subject = Copies.of(subject);
    thanks = Copies.of(thanks);
  }

  /** One that keeps whom an answer came from. */
  public Definition(
      String name,
      Metric metric,
      String defaultLocale,
      Brand brand,
      List<Question> questions,
      Map<String, String> subject,
      Map<String, String> thanks) {
    this(name, metric, defaultLocale, brand, questions, subject, thanks, null);
  }

  /** The same under another name. */
  public Definition named(String other) {
    return new Definition(
        other, metric, defaultLocale, brand, questions, subject, thanks, anonymous);
  }

  @JsonIgnore
  public boolean isAnonymous() {
    return anonymous != null;
  }

  /** The question that scores are made of; there is exactly one in a sound definition. */
  public Question scoredQuestion() {
    return questions.stream().filter(Question::scored).findFirst().orElseThrow();
  }

  public Optional<Question> question(String id) {
    return questions.stream().filter(question -> question.id().equals(id)).findFirst();
  }

  /** Whether some questions are asked only after certain answers. */
  public boolean hasFollowUps() {
    return questions.stream().anyMatch(question -> question.showIf() != null);
  }

  /** Whether every respondent sees some options in an order of their own. */
  public boolean hasRandomOrder() {
    return questions.stream()
        .map(Question::choice)
        .anyMatch(choice -> choice != null && choice.randomOrder());
  }

  /** Locales in which every question is worded, the default one first. */
  public List<String> locales() {
    List<String> worded = new ArrayList<>();
    addIfWorded(defaultLocale, worded);
    if (!questions.isEmpty()) {
      // What every question has, the first one has too.
      questions.get(0).text().keySet().forEach(locale -> addIfWorded(locale, worded));
    }
    return worded;
  }

  private void addIfWorded(String locale, List<String> worded) {
    if (!worded.contains(locale)
        && questions.stream().allMatch(question -> question.text().containsKey(locale))) {
      worded.add(locale);
    }
  }
}
