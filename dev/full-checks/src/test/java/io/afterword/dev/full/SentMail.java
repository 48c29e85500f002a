package io.afterword.dev.full;

import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.test.smtp.SinkMail;
import io.afterword.dev.test.smtp.SmtpSink;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** An invitation as the relay got it. */
record SentMail(SinkMail raw, MimeMessage message) {

  static SentMail awaitFor(SmtpSink relay, String address) {
    SinkMail raw =
        Await.until(
                RunningSuite.PATIENCE,
                () -> relay.mails().stream().filter(m -> m.recipients().contains(address)).toList(),
                mails -> !mails.isEmpty(),
                "no mail came")
            .get(0);
    try {
      return new SentMail(
          raw,
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(raw.source().getBytes(StandardCharsets.ISO_8859_1))));
    } catch (MessagingException e) {
      throw new AssertionError("the mail cannot be read", e);
    }
  }

  /** The unfolded header; fails unless there is exactly one. */
  String header(String name) throws MessagingException {
    String[] values = message.getHeader(name);
    if (values == null || values.length != 1) {
      throw new AssertionError(
          name + " is there " + (values == null ? 0 : values.length) + " times");
    }
    return values[0].replaceAll("\r\n[ \t]+", " ");
  }

  String part(int index) throws MessagingException, IOException {
    return (String) ((MimeMultipart) message.getContent()).getBodyPart(index).getContent();
  }

  String html() throws MessagingException, IOException {
    return part(1);
  }

  Path writtenTo(Path file, String source) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, source.getBytes(StandardCharsets.ISO_8859_1));
  }

  Path writtenTo(Path file) throws IOException {
    return writtenTo(file, raw.source());
  }
}
