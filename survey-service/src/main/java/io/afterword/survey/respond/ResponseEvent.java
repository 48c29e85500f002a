package io.afterword.survey.respond;

/**
 * The event {@code response.changed} as SQL makes it of a row: put together as text and cast once,
 * since made with jsonb functions it took half of the statement's time, and its context would not
 * be passed on as it came.
 */
public final class ResponseEvent {

  public static final String TYPE = "response.changed";

  /** ISO 8601 in UTC, to the microsecond: the pattern that {@link #DATA} wants. */
  public static final String ISO = "YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"";

  /** Of a row {@code up} of table response with its answers as text {@code given}. */
  public static final String DATA =
      """
      ('{"responseId":"' || up.id || '","surveyId":"' || up.survey_id
        || '","version":' || up.survey_version
        || case when up.invitation_id is null then ''
           else ',"invitationId":"' || up.invitation_id || '"' end
        || ',"surface":"' || up.surface || '","locale":' || to_json(up.locale)
        || ',"state":"' || up.state || '","completeness":"' || up.completeness
        || '","firstAnsweredAt":"' || to_char(up.first_answered_at at time zone 'UTC', iso)
        || '","answeredAt":"' || to_char(up.answered_at at time zone 'UTC', iso)
        || '","answers":' || given
        || case when up.context is null then '' else ',"context":' || up.context end
        || '}')::json
      """;

  private ResponseEvent() {}
}
