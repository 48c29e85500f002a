package io.afterword.dispatch;

import io.afterword.dev.test.smtp.SinkMail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who was asked in a test, and what became of that. */
public record Asked(Dispatch dispatch, String email, UUID invitation) {
  private static final Pattern LINK = Pattern.compile("https://ask\\.example/r/[0-9a-f-]+");

  /** Asks somebody new by that policy. */
  public static Asked by(Dispatch dispatch, String policy, Instant occurredAt) {
    return by(dispatch, policy, occurredAt, UUID.randomUUID() + "@example.com");
  }

  public static Asked by(Dispatch dispatch, String policy, Instant occurredAt, String email) {
    String invitation =
        Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, occurredAt))
            .statusCode(202)
            .extract()
            .path(
                "interactions[0].decisions.find { it.policyId == '%s' }.invitationId"
                    .formatted(policy));
    return new Asked(dispatch, email, UUID.fromString(invitation));
  }

  public String state() {
    return dispatch.text("select state from invitation where id = $1", invitation);
  }

  /** Of its only delivery. */
  public String delivery() {
    return dispatch.text("select state from delivery where invitation_id = $1", invitation);
  }

  public String deliveryId() {
    return dispatch.text("select id from delivery where invitation_id = $1", invitation);
  }

  public int revision() {
    return Integer.parseInt(
        dispatch.text("select revision from delivery where invitation_id = $1", invitation));
  }

  public int attempts() {
    return Integer.parseInt(
        dispatch.text("select attempts from delivery where invitation_id = $1", invitation));
  }

  public Asked await(String deliveryState) {
    dispatch.await("delivery " + deliveryState, () -> delivery().equals(deliveryState));
    return this;
  }

  /** The copies that reached the relay. */
  public List<SinkMail> mails() {
    return SurroundingsResource.relay().mails().stream()
        .filter(mail -> mail.recipients().contains(email))
        .toList();
  }

  public List<String> messageIds() {
    return mails().stream().map(mail -> mail.header("Message-ID").orElseThrow()).toList();
  }

  public List<String> links() {
    return mails().stream().map(mail -> link(mail).orElseThrow()).toList();
  }

  private static Optional<String> link(SinkMail mail) {
    Matcher matcher = LINK.matcher(mail.source());
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
