package io.afterword.survey.link;

import io.afterword.platform.secret.Hash;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What is derived from the secret of links for one survey. It is in no database, so that whoever
 * has all of them still cannot tell which link an anonymous answer came by.
 */
@ApplicationScoped
public class SurveySecrets {

  private final byte[] secret;

  SurveySecrets(LinkConfig config) {
    this.secret = config.secret().getBytes(StandardCharsets.UTF_8);
  }

  /** HMAC of a link's key under the survey's secret, a different one for each purpose. */
  public UUID of(UUID surveyId, String purpose, String linkKey) {
    byte[] survey = derive("anonymous survey " + surveyId);
    ByteBuffer hash = ByteBuffer.wrap(Hash.hmac(survey, bytes(purpose + " " + linkKey)));
    return new UUID(hash.getLong(), hash.getLong());
  }

  /** A key of 32 bytes for one purpose. */
  public byte[] derive(String purpose) {
    return Hash.hmac(secret, bytes(purpose));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
