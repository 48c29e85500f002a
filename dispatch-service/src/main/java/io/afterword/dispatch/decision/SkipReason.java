package io.afterword.dispatch.decision;

/**
 * Why somebody is not asked. The names are in the ledger for ever; the sentences are for people.
 */
public enum SkipReason {
  EVENT_DOES_NOT_ASK("Only a completed interaction or a reply is something to ask about."),
  FILTERED_OUT("The interaction does not pass the policy's filter."),
  NOT_CUSTOMER_INITIATED(
      "Effort is asked about what the customer began, and the report does not say that of this."),
  NOT_RESOLVED("Effort is asked about once the request is resolved."),
  COUNTING("The policy asks on every n-th interaction, and this was not yet the n-th."),
  TOO_OLD("The interaction was reported too long after it happened."),
  REOPENED_SINCE("The conversation was taken up again after this interaction."),
  SURVEY_ARCHIVED("The survey is archived."),
  OPTED_OUT("The contact does not want to be asked."),
  OPTED_OUT_OF_KIND("The contact does not want to be asked surveys of this kind."),
  NO_ADDRESS("There is no e-mail address to write to."),
  BAD_ADDRESS("The address does not take mail."),
  SUPPRESSED("The address is on the suppression list."),
  NO_CONSENT("Nothing is known that allows asking the contact, or they refused."),
  SAMPLED_OUT("The policy asks a sample of the contacts, and this one is not in it."),
  OTHER_POLICY("Another policy asks this contact first."),
  DAILY_CAP("The policy has asked as many for that day as it may."),
  OUTSIDE_WINDOW("At that time nothing is sent to the contact."),
  COOL_DOWN_FLOOR("The contact was or will be asked too close to this by any survey."),
  COOL_DOWN_ACROSS_ALL("The policy keeps a longer distance to any other invitation."),
  COOL_DOWN_PER_METRIC("The policy keeps a longer distance to surveys with the same metric."),
  COOL_DOWN_PER_SURVEY("The policy keeps a longer distance to invitations of the same survey."),
  POLICY_DISABLED("The policy was switched off before the mail went out."),
  EXPIRED("The invitation could not be sent before it expired."),
  LINK_CLOSED("The survey no longer takes an answer to this invitation."),
  ANSWERED("The contact has answered already.");

  private final String sentence;

  SkipReason(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
