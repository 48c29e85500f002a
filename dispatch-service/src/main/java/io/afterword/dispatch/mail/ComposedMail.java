package io.afterword.dispatch.mail;

import java.util.Map;
import java.util.Optional;

/**
 * A mail that is ready to be sent.
 *
 * @param returnPath envelope sender; the address of {@code from} where absent
 * @param from one mailbox, perhaps with a display name
 * @param to the bare address
 * @param headers beyond From, To, Subject and what MIME needs; values are ready for the wire
 */
public record ComposedMail(
    Optional<String> returnPath,
    String from,
    String to,
    String subject,
    String text,
    String html,
    Map<String, String> headers) {}
