package io.afterword.survey.anonymous;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.survey.honesty.Signal;
import io.afterword.survey.respond.Answer;
import io.afterword.survey.respond.Completeness;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is sealed until the week is over.
 *
 * @param intakeKey of the response that it becomes, or changes
 * @param week its Monday
 */
record AnonymousAnswer(
    UUID intakeKey,
    UUID surveyId,
    int version,
    LocalDate week,
    String locale,
    Completeness completeness,
    List<Answer> answers,
    ObjectNode context,
    Set<Signal> signals) {}
