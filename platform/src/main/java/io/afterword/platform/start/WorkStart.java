package io.afterword.platform.start;

/**
 * All else has started: timed work and relays begin. Only a replica hears it, not what was started
 * for a command.
 */
public record WorkStart() {}
