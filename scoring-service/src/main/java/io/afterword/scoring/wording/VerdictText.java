package io.afterword.scoring.wording;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words that judge a number: how sure it is, whether it changed, what to beware of. */
@MessageBundle("verdicts")
public interface VerdictText {

  /** What the number is; the scale of a CES is EASY for the share. */
  @Message(
      "{#when metric}{#is 'NPS'}NPS: promoters minus detractors, −100 to 100 points.{#is "
          + "'CSAT'}CSAT: satisfied answers of all answers.{#else}CES: {#if scale == "
          + "'EASY'}answers that it was easy, of all answers{#else}mean of the answers on "
          + "{scale}{/if}.{/when}")
  String metricNote(String metric, String scale);

  @Message(
      "With {level} confidence the true value lies in {range}. That covers chance only, "
          + "not who was asked.")
  String range(String level, String range);

  @Message("{range} (95 %), {n} answers")
  String rangeAndCount(String range, String n);

  @Message("One answer alone has no range.")
  String noRange();

  @Message("There were no answers before to compare with.")
  String nothingBefore();

  @Message(
      "{#when direction}{#is 'UP'}up {points} points{#is 'DOWN'}down {points} "
          + "points{#else}no difference{/when}; too few answers to test it.")
  String changeUnsure(String direction, String points);

  @Message("Before or after it there are no answers.")
  String nothingToCompare();

  @Message(
      "{#when verdict}{#is 'REACHED'}reached{#is 'NOT_REACHED'}not reached{#else}cannot "
          + "say yet{/when}")
  String goalVerdict(String verdict);

  /** How a goal stands and why. */
  @Message(
      "{#when verdict}{#is 'REACHED'}Reached: {score} from {n} answers, the whole range "
          + "({range}) is at {target} or better.{#is 'NOT_REACHED'}Not reached: {score} from "
          + "{n} answers, the whole range ({range}) is worse than {target}.{#else}Cannot say "
          + "yet: {score} from {n} answers, but {target} lies within the range "
          + "({range}).{/when}")
  String goal(String verdict, String score, String n, String range, String target);

  @Message("Cannot say yet: there are no answers.")
  String goalWithoutAnswers();

  @Message("Cannot say yet: {n} answers are too few, 30 are the least.")
  String goalWithFewAnswers(String n);

  @Message(
      "Not enough answers to judge: {n} so far, 30 are the least. Read the range, not "
          + "the number.")
  String lowN(String n);

  @Message("Against as many days before: {change}")
  String since(String change);

  @Message("Too few answers to show them: nobody who answered may be recognised.")
  String tooFewToShow();

  @Message(
      "{#when direction}{#is 'UP'}up {points} points{#is 'DOWN'}down {points} "
          + "points{#else}no difference{/when} ({level}: {low} to {high}, p {p}), {#when "
          + "tier}{#is 'CLEAR'}clearly more than chance{#is 'LIKELY'}likely more than "
          + "chance{#is 'TOO_FEW_ANSWERS'}too few answers to judge{#else}could be "
          + "chance{/when}.")
  String change(
      String direction,
      String points,
      String level,
      String low,
      String high,
      String p,
      String tier);

  /**
   * What a reader must know, by the name of the warning; nothing where the page says it elsewhere.
   */
  @Message(
      "{#when code}{#is 'SERIES_BREAK'}The wording or the scale changed within these "
          + "days.{#is 'NON_STANDARD_SCALE'}This scale is not the standard one for the "
          + "metric; do not compare with published figures.{#is 'REPEAT_RESPONDENTS'}A few "
          + "customers gave many of the answers: the range is too narrow.{#is "
          + "'MIXED_ASKING'}Answers asked for on a schedule and after contacts are counted together"
          + " here; they do not measure the same.{#is "
          + "'LOW_RESPONSE_RATE'}Fewer than one in ten of those who were asked have "
          + "answered.{#is 'OTHER_VALUES'}This segment has more values than are counted; the "
          + "rest is “other”.{#is 'MIX_CHANGED'}The mix of channels changed as well.{#is "
          + "'RESPONSE_RATE_CHANGED'}The response rate changed as well.{#is "
          + "'UNLIKE_PERIODS'}The periods differ in length or weekdays.{#else}{/when}")
  String warning(String code);
}
