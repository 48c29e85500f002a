package io.afterword.dispatch.contact;

import io.afterword.dispatch.decision.Consent;
import io.afterword.dispatch.decision.Reach;
import io.afterword.dispatch.decision.Suppression;
import io.afterword.dispatch.survey.Metric;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Reads whether a mail may be sent to a contact; the one place that knows the columns. */
@ApplicationScoped
public class Reaches {
  /** Of {@code contact c left join suppression s on s.address = c.address}. */
  public static final String COLUMNS =
      """
      c.address is not null and c.merged_into is null as has_address, c.opted_out_at is not null as opted_out,
      s.reason as suppressed, c.consent_basis,
      array(select o.metric from contact_opt_out o where o.contact_id = c.id) as refused
      """;

  private final boolean consentRequired;

  Reaches(@ConfigProperty(name = "afterword.consent.required") boolean consentRequired) {
    this.consentRequired = consentRequired;
  }

  /** From a row with {@link #COLUMNS}. */
  public Reach of(Row row) {
    String[] refused = row.getArrayOfStrings("refused");
    var facts =
        new Reach.Facts(
            row.getBoolean("opted_out"),
            row.getBoolean("has_address"),
            constant(Suppression.class, row.getString("suppressed")),
            constant(Consent.class, row.getString("consent_basis")),
            Arrays.stream(refused).map(Metric::valueOf).collect(Collectors.toSet()));
    return Reach.of(facts, consentRequired);
  }

  private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
    return name == null ? null : Enum.valueOf(type, name);
  }
}
