package io.afterword.dev.test.smtp;

import java.time.Duration;

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

  /** Says this line, whatever it means; goes on as if nothing had been. */
  record Say(String line) implements SmtpFault {}

  /** Answers normally, but so long a pause lies before each byte. */
  record Trickle(Duration pause) implements SmtpFault {}

  /** Closes the connection without a word. */
  record Drop() implements SmtpFault {}

  /** Says nothing, and keeps the connection open, until the sink is released or closed. */
  record Stall() implements SmtpFault {}
}
