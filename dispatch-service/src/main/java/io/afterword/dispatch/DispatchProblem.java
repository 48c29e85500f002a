package io.afterword.dispatch;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.ProblemCode;

/**
 * The refusals that only dispatch-service gives, beside the common ones. Also the codes of single
 * faults inside a body, so that the list in the API document is closed.
 */
public enum DispatchProblem implements ProblemCode {
  INVALID_INTERACTIONS(422, "The interactions break several rules"),
  SAME_ID_OTHER_CONTENT(409, "This id was reported before with other content"),
  EMPTY_BATCH(422, "The batch is empty"),
  BATCH_TOO_LARGE(422, "The batch holds more than 1,000 interactions"),
  MISSING_FIELD(422, "A required field is missing"),
  NO_CONTACT(422, "There is nothing to recognise the contact by"),
  NOT_AN_EMAIL_ADDRESS(422, "That is no e-mail address"),
  NOT_A_PHONE_NUMBER(422, "That is no phone number in E.164"),
  UNKNOWN_TIME_ZONE(422, "That time zone does not exist"),
  NOT_A_LOCALE(422, "That is no language tag"),
  NOT_A_TIME(422, "That is no ISO-8601 time with an offset"),
  IN_THE_FUTURE(422, "That lies too far in the future"),
  UNKNOWN_VALUE(422, "That value is not in the list"),
  UNREADABLE_TEXT(422, "A text has a character that cannot be stored"),
  TOO_LONG(422, "A value is too long"),
  TOO_MANY(422, "There are too many entries"),
  OUT_OF_RANGE(422, "A number is out of range"),
  NOT_A_DURATION(422, "That is no ISO-8601 duration"),
  NOT_AN_URL(422, "That is no http or https address"),
  DIFFERS_FROM_ENVELOPE(422, "The data contradicts its CloudEvents envelope"),
  UNKNOWN_SPEC_VERSION(422, "That version of CloudEvents is not read here"),
  UNKNOWN_SURVEY(422, "No published survey has this id"),
  ARCHIVED_SURVEY(422, "The survey is archived"),
  INVALID_FILTER(422, "The filter cannot be read"),
  NOT_A_TIME_OF_DAY(422, "That is no time of day"),
  EMPTY_WINDOW(422, "The window never opens"),
  INVERTED_WINDOW(422, "The window ends before it begins"),
  NOT_A_PERIOD(422, "That is no ISO-8601 period"),
  NOT_A_DATE(422, "That is no date"),
  INVALID_RHYTHM(422, "That is no rhythm"),
  ASKS_TOO_OFTEN(422, "The same people would be asked too often"),
  INVALID_SPLIT(422, "That is no split"),
  UNKNOWN_POLICY(422, "No policy has this id"),
  NO_POLICY(422, "No policy asks with this survey"),
  INVALID_ASK(422, "The ask breaks several rules"),
  LINK_UNAVAILABLE(503, "The link cannot be made now"),
  CREDIT_UNCLEAR(422, "It is not clear whose rating it is"),
  NEVER_FIRES(422, "The policy can never ask anybody"),
  INVALID_POLICY(422, "The policy breaks several rules"),
  NOT_UNKNOWN(409, "It is known what became of this delivery"),
  INVITATION_ENDED(409, "Nothing is sent for this invitation any more"),
  NOT_A_MAIL(422, "The body is no mail"),
  DELIVERIES_OR_FILTER(422, "Either deliveries or a filter must be named"),
  ERASED_STAYS(409, "An erased address stays on the list"),
  BAD_CSV(422, "That is no CSV file that can be read"),
  WRONG_ENCODING(422, "The file has another encoding"),
  NO_ADDRESS_COLUMN(422, "No column is known to tell who somebody is"),
  INVALID_CONTACTS(422, "The contacts break several rules"),
  IMPORT_NOT_READY(409, "The import is at another point"),
  SAME_CONTACT(422, "A contact cannot be merged with itself"),
  ALREADY_MERGED(409, "The contact was merged before"),
  UNDO_TOO_LATE(409, "The merge can no longer be undone"),
  IS_SOMEBODY_ELSE(409, "Somebody else is known by that"),
  CONTACT_ERASED(409, "The contact was erased");

  private final int status;
  private final String title;

  DispatchProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The code of that name, one of ours or a common one. */
  public static ProblemCode named(String name) {
    for (CommonProblem common : CommonProblem.values()) {
      if (common.name().equals(name)) {
        return common;
      }
    }
    return valueOf(name);
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
