package io.afterword.scoring.wording;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words about segments and how they stand against each other. */
@MessageBundle("segments")
public interface SegmentText {

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

  @Message(
      "{#when share}{#is 'PROMOTERS'}Promoters{#is 'EASY'}Easy answers{#else}Satisfied answers{/when}")
  String rankedBy(String share);

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
}
