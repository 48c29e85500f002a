package io.afterword.dispatch.delivery;

import io.afterword.dispatch.survey.Links;
import org.jspecify.annotations.Nullable;

/**
 * A claimed delivery with survey-service's answer: all that can be done before there is a place.
 */
record Prepared(Candidate candidate, Links.@Nullable Answer link) {}
