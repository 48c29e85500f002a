package io.afterword.dev.test.smtp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The server's side of one SMTP connection, as much of RFC 5321 as mail clients use. */
final class SmtpSession {
  private static final String OK = "250 2.0.0 ok";

  private final SmtpSink sink;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private final List<String> recipients = new ArrayList<>();
  private @Nullable String sender;
  private boolean loggedIn;

  /** Whether the next line is a command that somebody waits to be answered. */
  private boolean open = true;

  SmtpSession(SmtpSink sink, Socket socket) throws IOException {
    this.sink = sink;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  void run() throws IOException, InterruptedException {
    answer(SmtpPhase.GREETING, recipients, "220 sink.test ready");
    while (open) {
      String line = readLine();
      if (line == null) {
        return;
      }
      obey(line);
    }
  }

  private void obey(String line) throws IOException, InterruptedException {
    String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    switch (verb) {
      case "EHLO" ->
          answer(
              SmtpPhase.HELLO,
              recipients,
              "250-sink.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n"
                  + (mayEncrypt() ? "250-STARTTLS\r\n" : "")
                  + (sink.login() == null ? "" : "250-AUTH PLAIN\r\n")
                  + "250 SIZE 20971520");
      case "HELO" -> answer(SmtpPhase.HELLO, recipients, "250 sink.test");
      case "MAIL" -> mailFrom(line);
      case "RCPT" -> rcptTo(line);
      case "DATA" -> data();
      case "RSET" -> {
        reset();
        write(OK);
      }
      case "NOOP" -> write(OK);
      case "STARTTLS" -> encrypt();
      case "AUTH" -> logIn(line);
      case "QUIT" -> {
        answer(SmtpPhase.QUIT, recipients, "221 2.0.0 bye");
        open = false;
      }
      default -> write("502 5.5.1 command not known");
    }
  }

  private void mailFrom(String line) throws IOException, InterruptedException {
    reset();
    if (sink.login() != null && !loggedIn) {
      write("530 5.7.0 authentication required");
      return;
    }
    if (answer(SmtpPhase.SENDER, recipients, OK)) {
      sender = address(line);
    }
  }

  private void rcptTo(String line) throws IOException, InterruptedException {
    if (sender == null) {
      write("503 5.5.1 MAIL first");
      return;
    }
    String recipient = address(line);
    if (answer(SmtpPhase.RECIPIENT, List.of(recipient), OK)) {
      recipients.add(recipient);
    }
  }

  private void data() throws IOException, InterruptedException {
    if (sender == null || recipients.isEmpty()) {
      write("503 5.5.1 no valid recipients");
      return;
    }
    if (!answer(SmtpPhase.DATA, recipients, "354 end with a dot")) {
      return;
    }
    String source = readMail();
    if (source == null) {
      open = false;
      return;
    }
    SinkMail mail = new SinkMail(sender, recipients, source);
    SmtpFault fault = sink.faultAt(SmtpPhase.DOT, recipients);
    if (!(fault instanceof SmtpFault.Refuse)) {
      sink.keep(mail);
    }
    answer(fault, OK);
    reset();
  }

  /** Answers normally, or as a rule says; returns whether the client was told yes. */
  private boolean answer(SmtpPhase phase, List<String> concerned, String normal)
      throws IOException, InterruptedException {
    return answer(sink.faultAt(phase, concerned), normal);
  }

  private boolean answer(@Nullable SmtpFault fault, String normal)
      throws IOException, InterruptedException {
    if (fault instanceof SmtpFault.Drop) {
      open = false;
      return false;
    }
    if (fault instanceof SmtpFault.Refuse refusal) {
      write(refusal.code() + " " + refusal.text());
      open = open && refusal.code() != 421;
      return false;
    }
    if (fault instanceof SmtpFault.Stall && !sink.stall()) {
      open = false;
      return false;
    }
    if (fault instanceof SmtpFault.Say said) {
      write(said.line());
      return true;
    }
    if (fault instanceof SmtpFault.Trickle slowly) {
      trickle(normal, slowly.pause());
      return true;
    }
    write(normal);
    return true;
  }

  private @Nullable String readMail() throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = readLine(); line != null; line = readLine()) {
      if (line.equals(".")) {
        return mail.toString();
      }
      mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    return null; // the client went away in the middle: there is no mail
  }

  private @Nullable String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return line.toString();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return null;
  }

  private void write(String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void trickle(String text, Duration pause) throws IOException, InterruptedException {
    for (byte each : (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1)) {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      out.write(each);
      out.flush();
    }
  }

  /** RFC 4954, with the initial response only. */
  private void logIn(String line) throws IOException {
    String[] words = line.split(" ", -1);
    String given =
        words.length < 3
            ? ""
            : new String(Base64.getDecoder().decode(words[2]), StandardCharsets.UTF_8);
    loggedIn = given.equals(sink.login());
    write(loggedIn ? "235 2.7.0 welcome" : "535 5.7.8 authentication credentials invalid");
  }

  private boolean mayEncrypt() {
    return sink.tls() != null && !(socket instanceof SSLSocket);
  }

  /** RFC 3207: from here on everything is encrypted, and the client starts over. */
  private void encrypt() throws IOException {
    SSLContext context = sink.tls();
    if (context == null || !mayEncrypt()) {
      write("502 5.5.1 command not known");
      return;
    }
    write("220 2.0.0 go ahead");
    SSLSocket encrypted =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
    encrypted.setUseClientMode(false);
    encrypted.startHandshake();
    socket = encrypted;
    in = new BufferedInputStream(encrypted.getInputStream());
    out = encrypted.getOutputStream();
    reset();
  }

  private void reset() {
    sender = null;
    recipients.clear();
  }

  /** What stands between the angle brackets. */
  private static String address(String line) {
    int begin = line.indexOf('<');
    int end = line.indexOf('>', Math.max(begin, 0));
    return begin < 0 || end < 0
        ? line.substring(line.indexOf(':') + 1).strip()
        : line.substring(begin + 1, end);
  }
}
