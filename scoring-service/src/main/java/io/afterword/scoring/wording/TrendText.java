package io.afterword.scoring.wording;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words about scores over time and what happened meanwhile. */
@MessageBundle("trends")
public interface TrendText {

  @Message("Over time, {#when grain}{#is 'DAY'}by day{#is 'WEEK'}by week{#else}by month{/when}")
  String trend(String grain);

  @Message(
      "Chart of the score of {survey} over time with its range, control limits and "
          + "changes. The table below says the same.")
  String trendLabel(String survey);

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

  @Message("The first week after it is not over yet.")
  String tooEarly();

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

  @Message("In the same weeks also: {titles}.")
  String alsoChanged(String titles);

  @Message(
      "{#when verdict}{#is 'BETTER'}better after it{#is 'WORSE'}worse after it{#is "
          + "'NO_CLEAR_CHANGE'}no clear change{#is 'TOO_FEW_ANSWERS'}too few answers{#is "
          + "'TOO_EARLY'}too early{#else}no answers{/when}")
  String beforeAfter(String verdict);
}
