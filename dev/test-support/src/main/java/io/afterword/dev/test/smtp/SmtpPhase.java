package io.afterword.dev.test.smtp;

/** A moment of an SMTP session at which the relay is about to answer. */
public enum SmtpPhase {
  /** The client has connected and waits for the greeting. */
  GREETING,
  /** After HELO or EHLO. */
  HELLO,
  /** After MAIL FROM. */
  SENDER,
  /** After one RCPT TO. */
  RECIPIENT,
  /** After the DATA command, before any line of the mail. */
  DATA,
  /** After the dot that ends the mail: the relay has it, the client does not know yet. */
  DOT,
  /** After QUIT. */
  QUIT
}
