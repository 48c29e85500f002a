/**
 * The whole suite on one machine, by one command.
 *
 * <p>{@code suite} starts the parts, {@code inbox} catches the mails, {@code frontdoor} is the one
 * public origin, {@code loop} drives what a user would do.
 */
@NullMarked
package io.afterword.dev.quickstart;

import org.jspecify.annotations.NullMarked;
