package io.afterword.survey.check;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.DefinitionRules;
import io.afterword.survey.definition.Placeholders;
import io.afterword.survey.definition.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts that what is put into them could break. */
final class PlaceholderRisks {

  /** As long as a name may be that is put into a text. */
  private static final String LONG_NAME = "m".repeat(60);

  /** How other tools write a placeholder; here it would be shown as it stands. */
  private static final Pattern OTHER_NOTATION =
      Pattern.compile("\\[[\\p{L}_ ]{1,30}]|%[A-Za-z_]{2,30}%|\\$[A-Za-z_]{2,30}|<<[^<>]{1,30}>>");

  private final Definition definition;
  private final List<Finding> findings = new ArrayList<>();

  private PlaceholderRisks(Definition definition) {
    this.definition = definition;
  }

  static List<Finding> of(Definition definition) {
    PlaceholderRisks risks = new PlaceholderRisks(definition);
    for (int i = 0; i < definition.questions().size(); i++) {
      Question question = definition.questions().get(i);
      risks.notation("/questions/" + i + "/text", question.text());
    }
    risks.notation("/subject", definition.subject());
    risks.notation("/thanks", definition.thanks());
    risks.longSubjects();
    return risks.findings;
  }

  private void notation(String at, Map<String, String> texts) {
    texts.forEach(
        (locale, text) -> {
          if (OTHER_NOTATION.matcher(text).find()) {
            findings.add(
                Finding.advice(
                    Rule.PLACEHOLDER_AT_RISK,
                    at + "/" + locale,
                    "It looks like a placeholder of another tool and would be shown as it stands.",
                    "Write {brand}, {agent|our team} or {product|our product}."));
          }
        });
  }

  private void longSubjects() {
    String brand = definition.brand().name();
    definition
        .subject()
        .forEach(
            (locale, text) -> {
              String longest =
                  Placeholders.fill(
                      text,
                      name ->
                          Optional.of(
                              name == Placeholders.Name.BRAND && brand != null
                                  ? brand
                                  : LONG_NAME));
              if (longest.length() > DefinitionRules.LONGEST_SUBJECT) {
                findings.add(
                    Finding.advice(
                        Rule.PLACEHOLDER_AT_RISK,
                        "/subject/" + locale,
                        "With a long name in it the subject has %d characters and is cut off."
                            .formatted(longest.length()),
                        "Leave room for a name of 60 characters."));
              }
            });
  }
}
