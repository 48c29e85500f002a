package io.afterword.scoring.score;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Every word of the page, so that another language is one more file. */
@MessageBundle("scores")
public interface ScoreText {

  @Message("Scores")
  String title();

  @Message("What people answered, with how sure one can be. New answers appear by themselves.")
  String lead();

  @Message("Survey")
  String survey();

  @Message("First day")
  String firstDay();

  @Message("Last day")
  String lastDay();

  @Message("Show")
  String show();

  @Message("Last {days} days")
  String lastDays(int days);

  @Message("archived")
  String archived();

  @Message("Days are those of {zone}.")
  String zone(String zone);

  @Message("Nothing to score yet")
  String noSurveyTitle();

  @Message(
      "A score appears here with the first answer. Publish a survey, then let a policy ask after each contact.")
  String noSurvey();

  @Message("Go to surveys")
  String toSurveys();

  @Message("Go to policies")
  String toPolicies();

  @Message("See what was sent")
  String toOutbox();

  @Message("No answers in these days")
  String noAnswersTitle();

  @Message(
      "Choose more days, or see whether anybody was asked: a policy decides who is, and the outbox shows what was sent.")
  String noAnswers();

  @Message(
      "Not enough answers to judge: {n} so far, 30 are the least. Read the range, not the number.")
  String lowN(String n);

  @Message("Score")
  String score();

  /** What the number is; the unit of a CES is EASY for the share, else the scale of the mean. */
  @Message(
      "{#when metric}{#is 'NPS'}NPS, points from -100 to 100{#is 'CSAT'}CSAT, satisfied answers"
          + "{#else}CES, {#if unit == 'EASY'}answers that it was easy{#else}mean on {unit}{/if}{/when}")
  String metricNote(String metric, String unit);

  @Message("Answers")
  String answers();

  @Message("{from} to {until}")
  String days(String from, String until);

  @Message(
      "With {level} confidence the true value lies in {range}. That covers chance only, not who was asked.")
  String range(String level, String range);

  @Message("One answer alone has no range.")
  String noRange();

  @Message("Response rate")
  String responseRate();

  @Message("{answered} of {delivered} who got it have answered")
  String rateNote(String answered, String delivered);

  @Message("{open} invitations are still open, so it will change.")
  String preliminary(String open);

  @Message("Nobody was invited in these days: links and widgets have no response rate.")
  String noFrame();

  @Message("Nothing was sent in these days.")
  String nothingSent();

  @Message("Everything that was sent came back.")
  String nothingDelivered();

  @Message("Answers by rating")
  String distribution();

  @Message(
      "By {#when segment}{#is 'channel'}channel{#is 'team'}team{#is 'agent'}agent{#else}kind of interaction{/when}")
  String by(String segment);

  @Message("Name")
  String name();

  @Message("Range")
  String rangeColumn();

  @Message("not given")
  String notGiven();

  @Message("few answers")
  String few();

  @Message("and {count} more with fewer answers")
  String more(String count);

  @Message("Wording or scale changed within these days.")
  String seriesBreak();

  @Message(
      "This scale is not the standard one for the metric; do not compare with published figures.")
  String nonStandardScale();

  @Message("Score {score} from {n} answers")
  String said(String score, String n);

  @Message("New answers are not arriving; trying again.")
  String offline();
}
