package io.afterword.platform.access;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.platform.secret.SessionSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens for forms of people who never sign in, such as a respondent's page: bound to what the form
 * is about (the link's key) and to the time, and kept nowhere. They prove that the form came from a
 * page of ours that was opened, and not from a program that only knows the address.
 */
@ApplicationScoped
public class FormToken {
  private final FormSeal seal;
  private final Clock clock;

  FormToken(SessionSecret secret, Clock clock) {
    this.seal = new FormSeal(secret.keyFor("form"));
    this.clock = clock;
  }

  /** A token for one form, to be sent back in its hidden field. */
  public String issue(String subject) {
    return seal.issue(subject, clock.instant());
  }

  /** Whether the token was issued for this subject, at most so long ago. */
  public boolean verify(@Nullable String token, String subject, Duration validFor) {
    return seal.verify(token, subject, clock.instant(), validFor);
  }

  /** When the token was issued for this subject; empty unless that was at most so long ago. */
  public Optional<Instant> issued(@Nullable String token, String subject, Duration validFor) {
    return seal.issued(token, subject, clock.instant(), validFor);
  }

  /** The same as a refusal with the common code. */
  public void require(@Nullable String token, String subject, Duration validFor) {
    if (!verify(token, subject, validFor)) {
      throw Problem.of(
          CommonProblem.WRONG_CSRF_TOKEN, "Open the page again and send the form from there.");
    }
  }
}
