package io.afterword.dispatch.policy;

import io.afterword.dispatch.decision.Filter;
import io.afterword.dispatch.decision.FilterSense;
import io.afterword.platform.problem.NearestName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether attributes and facts that a filter reads were ever reported. */
@ApplicationScoped
class KnownAttributes {
  private static final String ATTRIBUTES = "contact.attributes.";
  private static final String FACTS = "facts.";

  /** What was reported lately tells what is reported; ids are ordered by time. */
  private static final int LATEST = 10_000;

  /** How many have each, with how many were looked at, and what else is reported. */
  private static final String COUNT =
      """
      with latest_contact as materialized (
        select attributes as named from contact order by id desc limit $3),
      latest_interaction as materialized (
        select content -> 'facts' as named from interaction order by id desc limit $3)
      select 'contact.attributes.' || name as field,
        (select count(*) from latest_contact where named ? name) as known,
        (select count(*) from latest_contact) as looked_at,
        array(select distinct jsonb_object_keys(named) from latest_contact order by 1 limit 200) as others
      from unnest($1::text[]) as u(name)
      union all
      select 'facts.' || name,
        (select count(*) from latest_interaction where named ? name),
        (select count(*) from latest_interaction),
        array(select distinct jsonb_object_keys(named) from latest_interaction
          where jsonb_typeof(named) = 'object' order by 1 limit 200)
      from unnest($2::text[]) as u(name)
      """;

  private final Pool pool;

  KnownAttributes(Pool pool) {
    this.pool = pool;
  }

  /** A warning for each that nobody has. */
  Uni<List<PolicyWarning>> check(@Nullable Filter filter) {
    Set<String> fields = filter == null ? Set.of() : FilterSense.fields(filter);
    String[] attributes = named(fields, ATTRIBUTES);
    String[] facts = named(fields, FACTS);
    if (attributes.length == 0 && facts.length == 0) {
      return Uni.createFrom().item(List.of());
    }
    return pool.preparedQuery(COUNT)
        .execute(Tuple.of(attributes, facts, LATEST))
        .map(
            rows ->
                rows.stream()
                    .filter(row -> row.getLong("known") == 0)
                    .map(KnownAttributes::warning)
                    .toList());
  }

  private static PolicyWarning warning(Row row) {
    String field = row.getString("field");
    boolean attribute = field.startsWith(ATTRIBUTES);
    String name = field.substring((attribute ? ATTRIBUTES : FACTS).length());
    return new PolicyWarning(
        PolicyWarning.Code.UNKNOWN_ATTRIBUTE,
        "/filter",
        "0 of the %,d %s looked at, the newest ones, have %s%s"
            .formatted(
                row.getLong("looked_at"),
                attribute ? "contacts" : "interactions",
                field,
                NearestName.hint(name, List.of(row.getArrayOfStrings("others")))));
  }

  private static String[] named(Set<String> fields, String prefix) {
    return new TreeSet<>(fields)
        .stream()
            .filter(field -> field.startsWith(prefix))
            .map(field -> field.substring(prefix.length()))
            .toArray(String[]::new);
  }
}
