package io.afterword.dispatch.decision;

import io.afterword.dispatch.survey.Metric;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation that cool-downs look at: sent, perhaps sent, or still to be sent.
 *
 * @param metric of its survey, null when the survey is not known here
 * @param at the first send, or the due time of one that waits
 */
public record PastInvitation(UUID id, UUID surveyId, @Nullable Metric metric, Instant at) {}
