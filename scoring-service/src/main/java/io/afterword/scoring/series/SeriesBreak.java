package io.afterword.scoring.series;

import java.time.LocalDate;

/** A version of a survey whose wording or scale differs from that of the version before. */
public record SeriesBreak(int version, LocalDate day) {}
