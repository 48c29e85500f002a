package io.afterword.dispatch.ask;

import io.afterword.dispatch.interaction.Interaction;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact that somebody wants to be asked.
 *
 * @param about what the contact would be asked about; its key is that of the ask
 * @param policyId null: whichever policy of the survey comes first
 * @param shown whether the asking side shows the question itself
 * @param contentHash of all that was sent
 */
record Ask(
    Interaction about, UUID surveyId, @Nullable UUID policyId, boolean shown, String contentHash) {}
