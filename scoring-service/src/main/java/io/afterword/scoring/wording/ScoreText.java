package io.afterword.scoring.wording;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Every word of the pages, so that another language is one more file. */
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

  /**
   * What a reader must know, by the name of the warning; nothing where the page says it elsewhere.
   */
  @Message("Score")
  String score();

  @Message("Metric")
  String metric();

  /** What the number is; the scale of a CES is EASY for the share. */
  @Message(
      "{#when metric}{#is 'NPS'}NPS: promoters minus detractors, −100 to 100 points.{#is "
          + "'CSAT'}CSAT: satisfied answers of all answers.{#else}CES: {#if scale == "
          + "'EASY'}answers that it was easy, of all answers{#else}mean of the answers on "
          + "{scale}{/if}.{/when}")
  String metricNote(String metric, String scale);

  @Message("Answers")
  String answers();

  @Message("{n} in as many days before")
  String answersBefore(String n);

  @Message("{from} to {until}")
  String days(String from, String until);

  @Message(
      "With {level} confidence the true value lies in {range}. That covers chance only, "
          + "not who was asked.")
  String range(String level, String range);

  @Message("{range} (95 %), {n} answers")
  String rangeAndCount(String range, String n);

  @Message("One answer alone has no range.")
  String noRange();

  @Message("Lower end")
  String lower();

  @Message("Upper end")
  String upper();

  @Message("Range (95 %)")
  String rangeColumn();

  @Message("There were no answers before to compare with.")
  String nothingBefore();

  @Message(
      "{#when direction}{#is 'UP'}up {points} points{#is 'DOWN'}down {points} "
          + "points{#else}no difference{/when}; too few answers to test it.")
  String changeUnsure(String direction, String points);

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

  @Message("Over time, {#when grain}{#is 'DAY'}by day{#is 'WEEK'}by week{#else}by month{/when}")
  String trend(String grain);

  @Message(
      "Chart of the score of {survey} over time with its range, control limits and "
          + "changes. The table below says the same.")
  String trendLabel(String survey);

  @Message("From")
  String from();

  @Message("Control limits")
  String limitsColumn();

  @Message("Average")
  String centre();

  @Message("Unusual")
  String signalColumn();

  @Message("unusual")
  String signal();

  @Message("What happened")
  String happened();

  @Message("Version {version}: another wording or scale")
  String version(int version);

  @Message("Control limits need eight periods with answers that are over.")
  String noLimits();

  @Message("Nothing unusual: every point lies where chance puts it.")
  String noSignals();

  @Message("Unusual points: {count}. Something other than chance was probably at work.")
  String signals(String count);

  @Message(
      "{#when method}{#is 'P'}Limits: p-chart, three sigma.{#is 'LANEY'}Limits: Laney p′-chart,"
          + " since neighbouring points differ otherwise than chance makes them.{#else}Limits:"
          + " individuals chart, three sigma.{/when}")
  String limits(String method);

  @Message("Answers by rating")
  String distribution();

  @Message("Rating")
  String rating();

  @Message("Share")
  String share();

  @Message("Bar")
  String bar();

  @Message("Compared by {segment}")
  String by(String segment);

  @Message(
      "{#when segment}{#is 'channel'}channel{#is 'agent'}agent{#is 'team'}team{#is "
          + "'kind'}kind of interaction{#is 'trigger'}trigger{#is 'locale'}language{#is "
          + "'stage'}stage{#is 'surface'}surface{#is 'facts.feature'}feature{#is"
          + " 'facts.screen'}screen{#else}{segment}{/when}")
  String segmentName(String segment);

  @Message("Each with its own range; where ranges overlap much, nobody is better or worse.")
  String segmentsLead();

  @Message(
      "Inside the funnel differences are what chance makes of equal performance. Only "
          + "what lies outside deserves a question, of praise as well as of concern.")
  String funnelLead();

  @Message(
      "Funnel plot of {survey}: score against number of answers, with limits of chance. "
          + "The table below says the same.")
  String funnelLabel(String survey);

  @Message("95 % limits")
  String alertLimits();

  @Message("99.8 % limits")
  String alarmLimits();

  @Message("Against all")
  String standing();

  @Message(
      "{#when place}{#is 'INSIDE'}within chance{#is 'FEW'}not enough answers{#is "
          + "'ABOVE'}better than the others{#is 'FAR_ABOVE'}far better than the others{#is "
          + "'BELOW'}worse than the others{#is 'FAR_BELOW'}far worse than the others{#else}{/when}")
  String place(String place);

  @Message("not given")
  String notGiven();

  @Message("All")
  String everything();

  @Message("and {count} more in the CSV file")
  String more(int count);

  @Message("Response rate")
  String responseRate();

  @Message("{rate}: {answered} of {delivered} who got it have answered.")
  String rateNote(String rate, String answered, String delivered);

  @Message("{open} invitations are still open, so it will change.")
  String preliminary(String open);

  @Message(
      "{#when reason}{#is 'NO_FRAME'}Nobody was invited in these days: links and widgets "
          + "have no response rate.{#is 'NOTHING_DELIVERED'}Everything that was sent came "
          + "back.{#else}Nothing was sent in these days.{/when}")
  String noRate(String reason);

  @Message("How it is computed: {formula}")
  String formula(String formula);

  @Message("Sent")
  String sent();

  @Message("Delivered")
  String delivered();

  @Message("Answered")
  String answered();

  @Message("Still open")
  String open();

  @Message("What changed")
  String changes();

  @Message(
      "Equal whole weeks before and after each change. It says what came after it, not "
          + "what came of it.")
  String changesLead();

  @Message(
      "No change was noted in these days. Note releases, prices and new processes to see "
          + "whether the score moved after them.")
  String noChanges();

  @Message("Change")
  String changeTitle();

  @Message("Day")
  String day();

  @Message("Verdict")
  String verdict();

  @Message("The first week after it is not over yet.")
  String tooEarly();

  @Message("Before or after it there are no answers.")
  String nothingToCompare();

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

  @Message("By weekday and hour")
  String hours();

  @Message(
      "In each field the score and the number of answers; fields with fewer than five "
          + "answers stay empty. The hour is that of the interaction.")
  String hoursLead();

  @Message("Hours")
  String hour();

  @Message("Weekday")
  String weekday();

  @Message("n = {n}")
  String cell(String n);

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

  @Message(
      "Not enough answers to judge: {n} so far, 30 are the least. Read the range, not "
          + "the number.")
  String lowN(String n);

  @Message("Against as many days before: {change}")
  String since(String change);

  @Message("Change")
  String changeSince();

  @Message("Too few answers to show them: nobody who answered may be recognised.")
  String tooFewToShow();

  @Message("In the same weeks also: {titles}.")
  String alsoChanged(String titles);

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

  @Message(
      "{#when verdict}{#is 'BETTER'}better after it{#is 'WORSE'}worse after it{#is "
          + "'NO_CLEAR_CHANGE'}no clear change{#is 'TOO_FEW_ANSWERS'}too few answers{#is "
          + "'TOO_EARLY'}too early{#else}no answers{/when}")
  String beforeAfter(String verdict);

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

  @Message(
      "{#when share}{#is 'PROMOTERS'}Promoters{#is 'EASY'}Easy answers{#else}Satisfied answers{/when}")
  String rankedBy(String share);

  @Message("{title}: table")
  String tableOf(String title);

  @Message(
      "{#when place}{#is 'MORE_OFTEN'}answer more often than the others{#else}answer less often than"
          + " the others{/when}")
  String answering(String place);

  @Message("Strengths and weaknesses")
  String standouts();

  @Message(
      "{share}, each against all others of its kind; only what stands out after correction for all"
          + " {tested} that were looked at is shown.")
  String standoutsLead(String share, String tested);

  @Message("Nothing stands out for sure, for better or worse; {tested} members were looked at.")
  String noStandouts(String tested);

  @Message("This scale does not say which answers are good, so nothing can stand out.")
  String noShare();

  @Message("Against the others")
  String againstOthers();

  @Message("Self-service against people")
  String selfService();

  @Message("In these days articles and bots, or people, got no answers to compare.")
  String noSelfService();

  @Message(
      "{metric} after articles and bots against {metric} after contacts with people: {#when"
          + " verdict}{#is 'BETTER'}better by itself{#is 'WORSE'}worse by itself{#is"
          + " 'TOO_FEW_ANSWERS'}too few answers{#else}no clear difference{/when}, {change}")
  String selfServiceLead(String metric, String verdict, String change);

  @Message("Self-service costs these customers more than it saves them.")
  String selfServiceCosts();

  @Message("Handled by")
  String handledBy();

  @Message("{#when who}{#is 'PEOPLE'}people{#else}articles and bots{/when}")
  String handler(String who);

  @Message("Who was asked")
  String coverage();

  @Message(
      "{share} were asked: {asked} of {occasions} occasions that the policies are about. Of the "
          + "others the scores know nothing.")
  String coverageLead(String share, String asked, String occasions);

  @Message("In these days there was nothing that a policy of this survey is about.")
  String noOccasions();

  @Message("Not asked, {reason}: {count}")
  String reasonNote(String reason, String count);

  @Message("Occasions")
  String occasions();

  @Message("Asked")
  String wereAsked();

  @Message("Never asked")
  String neverAsked();

  @Message("Share asked")
  String askedShare();

  @Message("Most frequent reason")
  String mainReason();

  @Message(
      "{#when reason}{#is 'TOO_OLD'}reported too late"
          + "{#is 'REOPENED_SINCE'}the conversation went on"
          + "{#is 'SURVEY_ARCHIVED'}the survey was archived"
          + "{#is 'OPTED_OUT'}did not want to be asked"
          + "{#is 'OPTED_OUT_OF_KIND'}did not want to be asked this kind of question"
          + "{#is 'NO_ADDRESS'}no address is known{#is 'BAD_ADDRESS'}the address takes no mail"
          + "{#is 'SUPPRESSED'}on the suppression list{#is 'NO_CONSENT'}no consent"
          + "{#is 'SAMPLED_OUT'}not in the sample{#is 'COUNTING'}not yet the n-th time"
          + "{#is 'OTHER_POLICY'}another policy asked first"
          + "{#is 'DAILY_CAP'}the limit of the day was reached"
          + "{#is 'OUTSIDE_WINDOW'}no time at which mails may go out"
          + "{#is 'COOL_DOWN_FLOOR'}too close to another question"
          + "{#is 'COOL_DOWN_ACROSS_ALL'}too close to another question"
          + "{#is 'COOL_DOWN_PER_METRIC'}too close to a question of the same kind"
          + "{#is 'COOL_DOWN_PER_SURVEY'}too close to the same question"
          + "{#is 'POLICY_DISABLED'}the policy was switched off{#is 'EXPIRED'}too late to be sent"
          + "{#is 'LINK_CLOSED'}took no more answers"
          + "{#is 'ANSWERED'}had answered already{#else}{reason}{/when}")
  String skipReason(String reason);
}
