package io.afterword.dev.test.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a fault is due. Guarded by the sink's monitor. */
final class SmtpRule {
  private final SmtpPhase phase;
  private final @Nullable String recipient;
  private final SmtpFault fault;
  private int left;

  SmtpRule(SmtpPhase phase, @Nullable String recipient, SmtpFault fault, int times) {
    this.phase = phase;
    this.recipient = recipient;
    this.fault = fault;
    this.left = times;
  }

  boolean applies(SmtpPhase current, List<String> recipients) {
    return left > 0 && current == phase && (recipient == null || recipients.contains(recipient));
  }

  SmtpFault use() {
    left--;
    return fault;
  }
}
