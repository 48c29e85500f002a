/**
 * Invitations as dispatch-service reports them, their counts per day of first send, and the
 * response rate.
 */
@NullMarked
package io.afterword.scoring.invitation;

import org.jspecify.annotations.NullMarked;
