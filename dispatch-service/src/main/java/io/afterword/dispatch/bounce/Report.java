package io.afterword.dispatch.bounce;

import io.afterword.dispatch.smtp.Reply;
import java.util.UUID;

/** What an incoming mail reports of a mail of ours. */
sealed interface Report {

  /** It did not reach its recipient and will not. */
  record Returned(UUID delivery, Reply reply) implements Report {}

  /** It is still under way: some server goes on trying. */
  record Delayed(UUID delivery) implements Report {}

  /** A server says that it handed it over. */
  record Delivered(UUID delivery) implements Report {}

  /** Its recipient called it spam. */
  record Complaint(UUID delivery) implements Report {}

  /** No report, or of a mail that is not ours; whoever wrote it gets no answer (RFC 3834 2). */
  record Other(String why) implements Report {}
}
