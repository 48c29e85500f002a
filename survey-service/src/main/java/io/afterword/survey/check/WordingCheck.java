package io.afterword.survey.check;

import io.afterword.survey.definition.Placeholders;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one text of one question. What it knows are lists of words, so it errs on silence. */
final class WordingCheck {

  /** More points than these are graded, and a yes or no is no grade. */
  private static final int BINARY = 2;

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?。！？؟]+");
  private static final Pattern EITHER = Pattern.compile("\\p{L}/\\p{L}");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}'’-]+");

  private final String at;
  private final String text;
  private final Lexicon words;
  private final List<Finding> findings = new ArrayList<>();

  private WordingCheck(String at, String text, Lexicon words) {
    this.at = at;
    this.text = text;
    this.words = words;
  }

  static List<Finding> check(String at, String locale, String text, Question question) {
    Optional<Lexicon> words = Lexicon.of(locale);
    if (words.isEmpty()) {
      return List.of();
    }
    String plain = Placeholders.fill(text, name -> Optional.of(""));
    WordingCheck check = new WordingCheck(at, plain, words.get());
    check.sentences();
    check.rareWords();
    if (question.form().hasScale()) {
      check.leading();
      check.doubleBarrelled();
    }
    if (question.form() == QuestionForm.RATING
        && question.requiredScale().points().size() > BINARY) {
      check.yesNo();
    }
    return check.findings;
  }

  private void leading() {
    words
        .find("leading", text)
        .ifPresent(
            word ->
                add(
                    Rule.LEADING_WORDING,
                    "\"%s\" tells people which answer is wanted.".formatted(word),
                    "Leave it out, or ask with both sides: \"how good or bad\"."));
  }

  private void doubleBarrelled() {
    Optional<String> joined = words.find("joining", text);
    if (joined.isPresent() || EITHER.matcher(text).find()) {
      add(
          Rule.DOUBLE_BARRELLED,
          "It asks two things at once%s; who thinks differently of them cannot answer."
              .formatted(joined.map(word -> " (\"" + word + "\")").orElse("")),
          "Ask about one of them.");
    }
  }

  private void yesNo() {
    if (words.asksYesOrNo(text)) {
      add(
          Rule.YES_NO_WORDING,
          "The question is answered by yes or no, the scale has grades.",
          "Begin with \"How ...\": \"How well did we meet your expectations?\".");
    }
  }

  private void sentences() {
    int most = words.longestSentence();
    Stream.of(SENTENCE_END.split(text))
        .filter(sentence -> length(sentence) > most)
        .findFirst()
        .ifPresent(
            sentence ->
                add(
                    Rule.LONG_SENTENCE,
                    "A sentence has %d %s; it is read on a phone, in a hurry."
                        .formatted(length(sentence), words.isUnspaced() ? "characters" : "words"),
                    "Say it in at most %d.".formatted(most)));
  }

  private int length(String sentence) {
    String stripped = sentence.strip();
    return words.isUnspaced()
        ? stripped.codePointCount(0, stripped.length())
        : stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
  }

  private void rareWords() {
    Optional<String> rare = words.find("jargon", text).or(this::longWord);
    rare.ifPresent(
        word ->
            add(
                Rule.RARE_WORD,
                "\"%s\" is not a word that everybody uses.".formatted(word),
                "Use the word that customers use for it."));
  }

  private Optional<String> longWord() {
    int longest = words.longestPlainWord();
    Matcher matcher = WORD.matcher(text);
    while (longest > 0 && matcher.find()) {
      if (matcher.group().length() > longest) {
        return Optional.of(matcher.group());
      }
    }
    return Optional.empty();
  }

  private void add(Rule rule, String why, String proposal) {
    findings.add(Finding.advice(rule, at, why, proposal));
  }
}
