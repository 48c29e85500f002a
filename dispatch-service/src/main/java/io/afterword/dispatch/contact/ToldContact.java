package io.afterword.dispatch.contact;

import io.afterword.dispatch.decision.Consent;
import io.afterword.dispatch.person.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person as somebody told of them outside a report.
 *
 * @param source the system whose id the person has; empty when none is given
 */
public record ToldContact(String source, Person person, @Nullable GivenConsent consent) {

  /** By what the person is recognised first. */
  public Identity surest() {
    return Identity.of(person, source).get(0);
  }

  /** On what basis the person may be asked, who says so and since when. */
  public record GivenConsent(Consent basis, String source, Instant at) {}
}
