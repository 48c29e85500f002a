package io.afterword.dispatch.contact;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contact.ToldContact.GivenConsent;
import io.afterword.dispatch.decision.Consent;
import io.afterword.dispatch.person.Person;
import io.afterword.dispatch.reading.FieldReader;
import io.afterword.dispatch.reading.PersonReader;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one contact with every fault it has; what a file says goes the same way.
 *
 * @param now what a consent without a date is dated
 */
public record ContactReader(Instant now) {

  /** Null when there was at least one fault; the faults are added to the list. */
  public @Nullable ToldContact read(JsonNode node, String pointer, List<Problem.Fault> faults) {
    return read(node, pointer, faults, false);
  }

  /**
   * @param known whether it is known already who that is
   */
  @Nullable ToldContact read(
      JsonNode node, String pointer, List<Problem.Fault> faults, boolean known) {
    if (!node.isObject()) {
      faults.add(
          new Problem.Fault(
              pointer, CommonProblem.WRONG_TYPE.name(), "A contact must be an object."));
      return null;
    }
    int before = faults.size();
    var fields = new FieldReader(node, pointer, faults);
    String source = known ? null : fields.text("source");
    Person person = PersonReader.read(fields);
    GivenConsent consent = consent(fields);
    if (!known && PersonReader.isNobody(fields)) {
      fields.fault("email", DispatchProblem.NO_CONTACT, "One of email, phone and id is required.");
    }
    if (person.id() != null && source == null && !known) {
      fields.fault(
          "source",
          DispatchProblem.MISSING_FIELD,
          "source is required with id: it names the system that gave the id.");
    }
    if (known && person.id() != null) {
      fields.fault("id", CommonProblem.UNKNOWN_FIELD, "id is not a field here: ids stay.");
    }
    fields.close();
    return faults.size() > before
        ? null
        : new ToldContact(Objects.requireNonNullElse(source, ""), person, consent);
  }

  private @Nullable GivenConsent consent(FieldReader fields) {
    FieldReader consent = fields.object("consent");
    if (consent == null) {
      return null;
    }
    Consent basis = consent.constant("basis", Consent.class);
    if (consent.node("basis") == null) {
      consent.missing("basis");
    }
    String source = consent.requiredText("source");
    Instant at = consent.time("at");
    if (at != null && at.isAfter(now)) {
      consent.fault("at", DispatchProblem.IN_THE_FUTURE, "at must not lie in the future.");
    }
    consent.close();
    return basis == null || source == null
        ? null
        : new GivenConsent(basis, source, at == null ? now : at);
  }
}
