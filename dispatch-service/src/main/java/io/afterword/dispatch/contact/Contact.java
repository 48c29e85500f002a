package io.afterword.dispatch.contact;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact under its row lock.
 *
 * @param address normalised
 * @param suppressed why nobody writes to that address, if so
 */
public record Contact(
    UUID id,
    @Nullable String email,
    @Nullable String address,
    @Nullable String name,
    @Nullable Instant optedOutAt,
    @Nullable String suppressed) {}
