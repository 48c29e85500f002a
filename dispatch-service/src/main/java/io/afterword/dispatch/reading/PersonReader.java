package io.afterword.dispatch.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.person.EmailAddress;
import io.afterword.dispatch.person.Person;
import io.afterword.dispatch.person.PhoneNumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is said about a person; the same rules for reports, the API and files. */
public final class PersonReader {
  private PersonReader() {}

  /** The fields of a person; whoever calls closes the reader. */
  public static Person read(FieldReader contact) {
    String id = contact.text("id");
    EmailAddress email =
        contact.parsed(
            "email",
            text -> EmailAddress.parse(text).orElse(null),
            DispatchProblem.NOT_AN_EMAIL_ADDRESS,
            "one e-mail address, such as ada@example.com");
    PhoneNumber phone =
        contact.parsed(
            "phone",
            text -> PhoneNumber.parse(text).orElse(null),
            DispatchProblem.NOT_A_PHONE_NUMBER,
            "a phone number with its country code, such as +4798765432");
    String name = contact.text("name");
    String locale =
        contact.parsed(
            "locale",
            PersonReader::locale,
            DispatchProblem.NOT_A_LOCALE,
            "a BCP 47 language tag, such as nb or zh-Hant");
    ZoneId zone =
        contact.parsed(
            "timeZone",
            PersonReader::zone,
            DispatchProblem.UNKNOWN_TIME_ZONE,
            "a time zone of the IANA list, such as Europe/Oslo");
    Person.Company company = company(contact);
    Map<String, Object> attributes = contact.flatMap("attributes");
    return new Person(id, email, phone, name, locale, zone, company, attributes);
  }

  /** Whether there is nothing to recognise the person by; a sign that is wrong is none missing. */
  public static boolean isNobody(FieldReader contact) {
    for (String field : List.of("id", "email", "phone")) {
      JsonNode node = contact.node(field);
      if (node != null && !(node.isTextual() && node.textValue().isBlank())) {
        return false;
      }
    }
    return true;
  }

  private static Person.@Nullable Company company(FieldReader contact) {
    FieldReader company = contact.object("company");
    if (company == null) {
      return null;
    }
    String id = company.text("id");
    String name = company.text("name");
    company.close();
    return id == null && name == null ? null : new Person.Company(id, name);
  }

  private static @Nullable String locale(String text) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(text.replace('_', '-')).build();
      return locale.getLanguage().isEmpty() ? null : locale.toLanguageTag();
    } catch (IllformedLocaleException malformed) {
      return null;
    }
  }

  /** Region ids only: an offset such as +02:00 has no daylight saving and is nobody's zone. */
  private static @Nullable ZoneId zone(String text) {
    try {
      return ZoneId.getAvailableZoneIds().contains(text) ? ZoneId.of(text) : null;
    } catch (DateTimeException unknown) {
      return null;
    }
  }
}
