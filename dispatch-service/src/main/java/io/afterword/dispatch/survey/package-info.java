/**
 * What dispatch knows of survey-service: its published surveys (by the feed) and its links (by
 * REST).
 */
@NullMarked
package io.afterword.dispatch.survey;

import org.jspecify.annotations.NullMarked;
