package io.afterword.survey.check;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Option;
import io.afterword.survey.definition.Question;
import io.afterword.survey.wording.LocaleChain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Texts that are worded in some of a survey's languages and not in others. */
final class Translations {

  private Translations() {}

  static List<Finding> missing(Definition definition) {
    Map<String, Set<String>> texts = texts(definition);
    Set<String> all = new LinkedHashSet<>();
    texts.values().forEach(all::addAll);
    List<Finding> findings = new ArrayList<>();
    texts.forEach(
        (pointer, worded) -> {
          List<String> missing =
              all.stream().filter(l -> LocaleChain.nearest(l, worded).isEmpty()).toList();
          if (!missing.isEmpty()) {
            findings.add(
                Finding.advice(
                    Rule.MISSING_TRANSLATION,
                    pointer,
                    "There is no text in %s; who reads that gets %s, or no survey in it at all."
                        .formatted(String.join(", ", missing), definition.defaultLocale()),
                    "Add the text, or take the language out everywhere."));
          }
        });
    return findings;
  }

  static Map<String, Set<String>> texts(Definition definition) {
    Map<String, Set<String>> texts = new LinkedHashMap<>();
    for (int i = 0; i < definition.questions().size(); i++) {
      String at = "/questions/" + i;
      Question question = definition.questions().get(i);
      texts.put(at + "/text", question.text().keySet());
      if (!question.labels().isEmpty()) {
        texts.put(at + "/labels", question.labels().keySet());
      }
      if (question.choice() != null) {
        List<Option> options = question.choice().options();
        for (int j = 0; j < options.size(); j++) {
          texts.put(at + "/choice/options/" + j + "/text", options.get(j).text().keySet());
        }
      }
    }
    if (!definition.subject().isEmpty()) {
      texts.put("/subject", definition.subject().keySet());
    }
    if (!definition.thanks().isEmpty()) {
      texts.put("/thanks", definition.thanks().keySet());
    }
    return texts;
  }
}
