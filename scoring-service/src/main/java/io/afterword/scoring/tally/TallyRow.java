package io.afterword.scoring.tally;

import io.afterword.scoring.metric.Histogram;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The counted answers of one member in one period.
 *
 * @param period its first day; null when all of it was asked for in one
 * @param member 0 when nothing was asked to be grouped
 */
public record TallyRow(@Nullable LocalDate period, int member, Histogram histogram) {}
