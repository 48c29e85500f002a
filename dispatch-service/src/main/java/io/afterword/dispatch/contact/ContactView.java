package io.afterword.dispatch.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.dispatch.decision.Consent;
import io.afterword.dispatch.decision.Suppression;
import io.afterword.dispatch.survey.Metric;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Contact",
    description = "A person as the reports told of them.",
    requiredProperties = {"id", "attributes", "badAddress", "refusedKinds", "createdAt"})
record ContactView(
    UUID id,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String name,
    @Nullable String locale,
    @Nullable String timeZone,
    @Nullable Company company,
    @Schema(description = "Free facts: text, numbers, booleans.") Map<String, Object> attributes,
    @Nullable ConsentView consent,
    @Schema(description = "Since when the person does not want to be asked.")
        @Nullable Instant optedOutAt,
    @Schema(description = "Kinds of survey that the person does not want.")
        List<Metric> refusedKinds,
    @Schema(description = "Whether the address is known to take no mail.") boolean badAddress,
    @Schema(description = "Why nobody writes to the address, if so.")
        @Nullable Suppression suppressed,
    @Schema(description = "The contact that this one was merged into; nothing happens here then.")
        @Nullable UUID mergedInto,
    @Schema(description = "When everything about the person was erased.")
        @Nullable Instant erasedAt,
    Instant createdAt) {

  /** Of {@code contact c left join suppression s on s.address = c.address}. */
  static final String SELECT =
      """
      select c.id, c.email, c.phone, c.name, c.locale, c.time_zone, c.company_id, c.company_name,
        c.attributes, c.created_at, c.consent_basis, c.consent_source, c.consent_at, c.merged_into,
        c.erased_at, s.reason as suppressed,
        coalesce(c.opted_out_at, case when s.reason = 'OPTED_OUT' then s.at end) as opted_out_at,
        array(select o.metric from contact_opt_out o where o.contact_id = c.id order by o.metric)
          as refused
      from contact c left join suppression s on s.address = c.address
      """;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ContactCompany", description = "The company a person belongs to.")
  record Company(@Nullable String id, @Nullable String name) {}

  @Schema(
      name = "ContactConsent",
      description = "On what basis the person is asked.",
      requiredProperties = {"basis", "source", "at"})
  record ConsentView(
      Consent basis,
      @Schema(description = "Where that comes from.", examples = "order form") String source,
      Instant at) {}

  static ContactView of(Row row) {
    String companyId = row.getString("company_id");
    String companyName = row.getString("company_name");
    String suppressed = row.getString("suppressed");
    return new ContactView(
        row.getUUID("id"),
        row.getString("email"),
        row.getString("phone"),
        row.getString("name"),
        row.getString("locale"),
        row.getString("time_zone"),
        companyId == null && companyName == null ? null : new Company(companyId, companyName),
        row.get(JsonObject.class, "attributes").getMap(),
        consent(row),
        instant(row, "opted_out_at"),
        Arrays.stream(row.getArrayOfStrings("refused")).map(Metric::valueOf).toList(),
        Suppression.BAD_ADDRESS.name().equals(suppressed),
        suppressed == null ? null : Suppression.valueOf(suppressed),
        row.getUUID("merged_into"),
        instant(row, "erased_at"),
        row.getOffsetDateTime("created_at").toInstant());
  }

  private static @Nullable ConsentView consent(Row row) {
    String basis = row.getString("consent_basis");
    return basis == null
        ? null
        : new ConsentView(
            Consent.valueOf(basis),
            row.getString("consent_source"),
            row.getOffsetDateTime("consent_at").toInstant());
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
