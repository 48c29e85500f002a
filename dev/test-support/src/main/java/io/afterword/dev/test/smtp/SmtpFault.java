package io.afterword.dev.test.smtp;

/** How the relay misbehaves instead of answering normally. */
sealed interface SmtpFault {
  /** Says no. The code 421 also ends the session, as RFC 5321 has it. */
  record Refuse(int code, String text) implements SmtpFault {
    public Refuse {
      if (code < 400 || code > 599) {
        throw new IllegalArgumentException("a refusal has a code from 400 to 599, not " + code);
      }
    }
  }

  /** Closes the connection without a word. */
  record Drop() implements SmtpFault {}

  /** Says nothing, and keeps the connection open, until the sink is released or closed. */
  record Stall() implements SmtpFault {}
}
