package io.afterword.survey.respond;

import io.afterword.survey.honesty.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One post of one respondent, checked against its version and ready to be stored.
 *
 * @param id the response gets if this is its first post
 * @param intakeKey what makes a second post the same response: the invitation's id
 * @param context frozen with the link; a JSON object
 * @param signals what speaks for a machine; with any it goes into quarantine
 * @param closesAt from this moment on nothing is taken
 */
record Submission(
    UUID id,
    UUID intakeKey,
    UUID surveyId,
    int version,
    @Nullable UUID invitationId,
    Surface surface,
    String locale,
    Completeness completeness,
    List<Answer> answers,
    String context,
    Set<Signal> signals,
    Instant closesAt,
    Instant answeredAt) {}
