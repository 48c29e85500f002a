package io.afterword.survey.responseimport;

import java.time.Instant;

/**
 * A row as it will be stored.
 *
 * @param sign by which it is recognised when it comes again
 * @param identified whether the sign is made of an id; else others may say the same
 * @param answers a JSON array
 * @param context a JSON object
 */
record PastRow(
    long line,
    String sign,
    boolean identified,
    Instant answeredAt,
    String locale,
    String answers,
    String context) {}
