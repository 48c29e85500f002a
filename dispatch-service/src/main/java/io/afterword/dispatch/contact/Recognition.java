package io.afterword.dispatch.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Who is who in a batch of reports: the same id at the same source, else the same address, else the
 * same phone number; otherwise somebody new. A report that is recognised by its surest sign teaches
 * the others that nobody has yet; a sign that belongs to somebody else stays with them, since
 * merging two people is a person's decision.
 *
 * @param contacts one contact id for each report, in their order
 * @param created contacts that did not exist before, in the order in which they appeared
 * @param learned identities that are new, with the contact they now lead to
 */
record Recognition(List<UUID> contacts, List<UUID> created, Map<Identity, UUID> learned) {

  /**
   * @param reports the identities of each report, the surest first
   * @param known what the identities lead to so far
   * @param newId makes the id of somebody new
   */
  static Recognition of(
      List<List<Identity>> reports, Map<Identity, UUID> known, Supplier<UUID> newId) {
    var leadsTo = new HashMap<>(known);
    var contacts = new ArrayList<UUID>();
    var created = new ArrayList<UUID>();
    var learned = new HashMap<Identity, UUID>();
    for (List<Identity> report : reports) {
      UUID contact =
          report.stream()
              .filter(leadsTo::containsKey)
              .findFirst()
              .map(leadsTo::get)
              .orElseGet(
                  () -> {
                    UUID id = newId.get();
                    created.add(id);
                    return id;
                  });
      contacts.add(contact);
      for (Identity identity : report) {
        if (leadsTo.putIfAbsent(identity, contact) == null) {
          learned.put(identity, contact);
        }
      }
    }
    return new Recognition(List.copyOf(contacts), List.copyOf(created), Map.copyOf(learned));
  }
}
