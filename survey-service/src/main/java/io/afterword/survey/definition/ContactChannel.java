package io.afterword.survey.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * A way to reach a person, offered on the page to everybody.
 *
 * @param address as its kind wants it
 * @param label per locale; the built-in word and the address where absent
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContactChannel(Kind kind, String address, Map<String, String> label) {

  /** How somebody is reached. */
  public enum Kind {
    EMAIL("mailto:"),
    PHONE("tel:"),
    CHAT(""),
    PAGE("");

    private final String scheme;

    Kind(String scheme) {
      this.scheme = scheme;
    }
  }

  public ContactChannel {
    label = Copies.of(label);
  }

  /** Where a tap leads. */
  public String href() {
    String target = kind == Kind.PHONE ? address.replaceAll("[ ()/.-]", "") : address;
    return kind.scheme + target;
  }
}
