package io.afterword.scoring.wording;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the page itself; those of its subjects stand beside them. Another language is more
 * files of messages.
 */
@MessageBundle("scores")
public interface ScoreText {

  @Message("Scores")
  String title();

  @Message("What people answered, with how sure one can be. New answers appear by themselves.")
  String lead();

  @Message("Your scores")
  String ownTitle();

  @Message("What customers answered after you handled their request.")
  String ownLead();

  @Message(
      "Your user is not tied to an agent, so no answers are known to be yours; an "
          + "administrator can enter the agent id.")
  String noAgentId();

  @Message("Survey")
  String survey();

  @Message("First day")
  String firstDay();

  @Message("Last day")
  String lastDay();

  @Message("Compare by")
  String compare();

  @Message("Show")
  String show();

  @Message("Last {days} days")
  String lastDays(int days);

  @Message("Last {weeks} full weeks")
  String lastWeeks(int weeks);

  @Message("archived")
  String archived();

  @Message("Days are those of {zone}.")
  String zone(String zone);

  @Message("Nothing to score yet")
  String noSurveyTitle();

  @Message(
      "A score appears here with the first answer. Publish a survey, then let a policy "
          + "ask after each contact.")
  String noSurvey();

  @Message("Go to surveys")
  String toSurveys();

  @Message("Go to policies")
  String toPolicies();

  @Message("No answers in these days.")
  String noAnswersYet();

  @Message("Score")
  String score();

  @Message("Metric")
  String metric();

  @Message("Answers")
  String answers();

  @Message("{n} in as many days before")
  String answersBefore(String n);

  @Message("{from} to {until}")
  String days(String from, String until);

  @Message("Lower end")
  String lower();

  @Message("Upper end")
  String upper();

  @Message("Range (95 %)")
  String rangeColumn();

  @Message("Side by side")
  String sideBySide();

  @Message(
      "Each measure with its own answers and range; they are never merged into one " + "number.")
  String sideBySideLead();

  @Message(
      "{#when kind}{#is 'RELATIONAL'}asked on a schedule (relational){#is "
          + "'TRANSACTIONAL'}asked after contacts (transactional){#is 'SIGNATURE'}in signatures, about the "
          + "single reply{#else}by link or widget{/when}")
  String asked(String kind);

  @Message(
      "{#when name}{#is 'PER_INTERACTION'}after each{#is 'EVERY_N'}after every n-th{#is "
          + "'RECURRING'}every so often{#is 'CHAIN'}after another question{#else}on request{/when}")
  String trigger(String name);

  @Message("Trigger")
  String triggerColumn();

  @Message("Asked")
  String askedColumn();

  @Message(
      "{#when kind}{#is 'RELATIONAL'}on a schedule (relational){#else}after contacts"
          + " (transactional){/when}: {trigger}")
  String triggerAsked(String trigger, String kind);

  @Message(
      "This survey is asked for in different ways, which do not measure the same. Shown is what was"
          + " asked {asked}; the others are to choose above, and stand side by side below.")
  String onlyAsked(String asked);

  @Message("People")
  String people();

  @Message("who rated all of these metrics")
  String samePeople();

  @Message(
      "Only of the {count} contacts who rated every metric that is here: the same people, each"
          + " measure with its own answers and range.")
  String samePeopleLead(String count);

  @Message("In these days nobody rated more than one metric, or not every one that is here.")
  String nobodyRatedAll();

  @Message("{count} surveys together")
  String together(String count);

  @Message(
      "{survey} promised anonymity and is left out: choose whole weeks that are over, and"
          + " everybody's answers.")
  String leftOut(String survey);

  @Message("From")
  String from();

  @Message("Answers by rating")
  String distribution();

  @Message("Rating")
  String rating();

  @Message("Share")
  String share();

  @Message("Bar")
  String bar();

  @Message("All")
  String everything();

  @Message("and {count} more in the CSV file")
  String more(int count);

  @Message("Change")
  String changeTitle();

  @Message("Day")
  String day();

  @Message("Verdict")
  String verdict();

  @Message("Note a change")
  String noteChange();

  @Message(
      "Such as a release, a new price or a new process. It appears in the trend, and its "
          + "weeks before and after are compared.")
  String noteChangeLead();

  @Message("Concerns this survey only")
  String onlyThisSurvey();

  @Message("Note it")
  String note();

  @Message("Goals")
  String goals();

  @Message("No goal is set for this survey. Goals are set through the API, POST /v1/goals.")
  String noGoals();

  @Message("Goal")
  String goalColumn();

  @Message("Target")
  String target();

  @Message("By")
  String byDay();

  @Message("All")
  String allOfThem();

  @Message("The answers behind it")
  String answersBehind();

  @Message("Back to the scores")
  String backToScores();

  @Message("Comment")
  String comment();

  @Message("Conversation")
  String conversation();

  @Message("No answers here.")
  String noAnswersHere();

  @Message("Further answers")
  String furtherAnswers();

  @Message("Set a goal")
  String setGoal();

  @Message("Whether it is reached is said only when the whole range lies on one side of it.")
  String setGoalLead();

  @Message("Goal")
  String goalName();

  @Message("To reach, in the unit of the score")
  String goalTarget();

  @Message("The newest answer to this survey is of {day}.")
  String newestAnswer(String day);

  @Message(
      "Nobody has answered this survey yet. The page shows the first answer within seconds after it"
          + " is given.")
  String nobodyAnswered();

  @Message("Published figures of others")
  String benchmarks();

  @Message(
      "Context, not a target: who was asked what, how and when differs from yours. An "
          + "index is a rescaled mean and no percentage of anybody.")
  String benchmarksLead();

  @Message("Who")
  String benchmark();

  @Message("Value")
  String value();

  @Message("Kind of number")
  String kindOfNumber();

  @Message("Measured")
  String measured();

  @Message("Source")
  String source();

  @Message("{#when unit}{#is 'INDEX'}index, 0 to 100{#else}percent{/when}")
  String unitOf(String unit);

  @Message("Table")
  String table();

  @Message("CSV file")
  String csv();

  @Message("New answers are not arriving; trying again.")
  String offline();

  @Message("Change")
  String changeSince();

  @Message("{title}: table")
  String tableOf(String title);
}
