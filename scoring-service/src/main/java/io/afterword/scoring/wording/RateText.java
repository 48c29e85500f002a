package io.afterword.scoring.wording;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words about who was asked and who answered. */
@MessageBundle("rates")
public interface RateText {

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

  @Message(
      "{#when place}{#is 'MORE_OFTEN'}answer more often than the others{#else}answer less often than"
          + " the others{/when}")
  String answering(String place);

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
