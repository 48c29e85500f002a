package io.afterword.dispatch.people;

import java.time.Instant;

/**
 * Something on a person's line.
 *
 * @param what in one word: interaction, decision, mail, answer
 * @param tone of its badge
 * @param text a sentence
 */
record Line(Instant at, String what, String tone, String text) {}
