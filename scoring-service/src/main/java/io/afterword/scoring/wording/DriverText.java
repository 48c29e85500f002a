package io.afterword.scoring.wording;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words about what goes together with a score. */
@MessageBundle("drivers")
public interface DriverText {

  @Message("What goes together with the score")
  String title();

  @Message(
      "Together these account for {explained} of the differences between the ratings of {rows}"
          + " {#if contacts}contacts{#else}answers{/if}. What goes together with a rating need not be"
          + " its cause.")
  String lead(String explained, String rows, boolean contacts);

  @Message("Of these days no answer came with numbers of its interaction, such as a waiting time.")
  String noData();

  @Message("Nothing varies enough to be compared: neither ratings nor what they came with.")
  String nothingVaries();

  @Message("Of the newest answers, since {day}.")
  String newest(String day);

  @Message("Only {rows} complete rows: too few for so many drivers, read it as a first impression.")
  String fewRows(String rows);

  @Message("Left out, never reported: {names}")
  String neverReported(String names);

  @Message("Left out, always the same: {names}")
  String alwaysTheSame(String names);

  @Message("Driver")
  String driver();

  @Message("Part of what is explained")
  String part();

  @Message("Correlation alone")
  String alone();

  @Message("Weight beside the others")
  String beside();

  @Message("Below 0: the more of it, the worse the rating. The parts add up to 100 %.")
  String howToRead();

  @Message(
      "{#when name}{#is 'firstResponseSeconds'}time to the first response"
          + "{#is 'resolutionSeconds'}time to the solution{#is 'replies'}replies"
          + "{#is 'transfers'}transfers to somebody else{#is 'reopenings'}times reopened"
          + "{#is 'channelSwitches'}changes of channel{#is 'repeatedQuestions'}questions asked again"
          + "{#else}{name}{/when}")
  String name(String name);
}
