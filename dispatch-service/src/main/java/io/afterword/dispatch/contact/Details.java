package io.afterword.dispatch.contact;

import io.afterword.dispatch.contact.Contacts.Told;
import io.afterword.dispatch.person.Person;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a batch tells of one contact, as the columns of its row want it.
 *
 * @param hasCompany whether a company was told of: then both of its columns are new, also an empty
 *     one
 */
record Details(
    UUID id,
    @Nullable String email,
    @Nullable String address,
    @Nullable String phone,
    @Nullable String name,
    @Nullable String locale,
    @Nullable String timeZone,
    boolean hasCompany,
    @Nullable String companyId,
    @Nullable String companyName,
    Map<String, Object> attributes,
    Instant at) {

  /** All that was told of each of these people, in the order of their ids. */
  static List<Details> of(List<Told> told, Recognition recognition, Set<UUID> people) {
    var all = new HashMap<UUID, Details>();
    for (int i = 0; i < told.size(); i++) {
      UUID contact = recognition.contacts().get(i);
      if (people.contains(contact)) {
        all.merge(contact, of(contact, told.get(i)), Details::and);
      }
    }
    return all.values().stream().sorted(Comparator.comparing(Details::id)).toList();
  }

  private static Details of(UUID id, Told told) {
    Person person = told.person();
    Person.Company company = person.company();
    return new Details(
        id,
        person.email() == null ? null : person.email().written(),
        person.email() == null ? null : person.email().normalised(),
        person.phone() == null ? null : person.phone().e164(),
        person.name(),
        person.locale(),
        person.timeZone() == null ? null : person.timeZone().getId(),
        company != null,
        company == null ? null : company.id(),
        company == null ? null : company.name(),
        person.attributes(),
        told.at());
  }

  /** What both say, the newer where they differ; the later told where they are of one moment. */
  private Details and(Details other) {
    return other.at().isBefore(at) ? other.then(this) : then(other);
  }

  private Details then(Details newer) {
    var all = new HashMap<>(attributes);
    all.putAll(newer.attributes());
    boolean toldEmail = newer.email() != null;
    return new Details(
        id,
        toldEmail ? newer.email() : email,
        toldEmail ? newer.address() : address,
        newer.phone() == null ? phone : newer.phone(),
        newer.name() == null ? name : newer.name(),
        newer.locale() == null ? locale : newer.locale(),
        newer.timeZone() == null ? timeZone : newer.timeZone(),
        hasCompany || newer.hasCompany(),
        newer.hasCompany() ? newer.companyId() : companyId,
        newer.hasCompany() ? newer.companyName() : companyName,
        all,
        newer.at());
  }
}
