package io.afterword.dispatch.contact;

import io.afterword.dispatch.person.Person;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to recognise a person.
 *
 * @param source the system that gave the id; empty where the value means the same to everybody
 */
public record Identity(Kind kind, String source, String value) {
  /** What kind of sign it is. */
  public enum Kind {
    SOURCE_ID,
    EMAIL,
    PHONE
  }

  /** How a person is recognised, the surest first. */
  static List<Identity> of(Person person, String source) {
    var identities = new ArrayList<Identity>();
    if (person.id() != null) {
      identities.add(new Identity(Kind.SOURCE_ID, source, person.id()));
    }
    if (person.email() != null) {
      identities.add(new Identity(Kind.EMAIL, "", person.email().normalised()));
    }
    if (person.phone() != null) {
      identities.add(new Identity(Kind.PHONE, "", person.phone().e164()));
    }
    return identities;
  }
}
