/** Responses that a machine seems to have sent: seen, kept, and decided by people. */
@NullMarked
package io.afterword.survey.quarantine;

import org.jspecify.annotations.NullMarked;
