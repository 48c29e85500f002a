package io.afterword.dev.quickstart.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The latest mails, of all recipients; when it is full the oldest go. */
final class Mailbox {
  private final int capacity;
  private final Clock clock;
  private final Deque<Mail> mails = new ArrayDeque<>();
  private long received;

  Mailbox(int capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  synchronized void add(String recipient, MimeMessage message)
      throws MessagingException, IOException {
    mails.addLast(Mail.of(received + 1, clock.instant(), recipient, message));
    received++;
    if (mails.size() > capacity) {
      mails.removeFirst();
    }
  }

  /** Newest first. */
  synchronized List<Mail> newest() {
    List<Mail> all = new ArrayList<>(mails);
    Collections.reverse(all);
    return all;
  }

  synchronized Optional<Mail> find(long id) {
    return mails.stream().filter(mail -> mail.id() == id).findFirst();
  }

  /** How many ever arrived, also those that had to go. */
  synchronized long received() {
    return received;
  }

  synchronized void clear() {
    mails.clear();
  }
}
