package io.afterword.dispatch.person;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one report says about a person.
 *
 * @param id the person's id at the reporting source
 * @param locale a well-formed BCP 47 tag
 * @param attributes free facts about the person: text, numbers, booleans
 */
public record Person(
    @Nullable String id,
    @Nullable EmailAddress email,
    @Nullable PhoneNumber phone,
    @Nullable String name,
    @Nullable String locale,
    @Nullable ZoneId timeZone,
    @Nullable Company company,
    Map<String, Object> attributes) {

  /** The company that a person belongs to; at least one of the two is known. */
  public record Company(@Nullable String id, @Nullable String name) {}

  public Person {
    attributes = Map.copyOf(attributes);
  }
}
