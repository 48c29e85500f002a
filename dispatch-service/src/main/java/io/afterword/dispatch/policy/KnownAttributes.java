package io.afterword.dispatch.policy;

import io.afterword.dispatch.decision.Filter;
import io.afterword.dispatch.decision.FilterSense;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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

  private static final String UNKNOWN =
      """
      with latest_contact as materialized (
        select attributes from contact order by id desc limit $3),
      latest_interaction as materialized (
        select content -> 'facts' as facts from interaction order by id desc limit $3)
      select 'contact.attributes.' || name as field from unnest($1::text[]) as u(name)
      where not exists (select 1 from latest_contact where attributes ? name)
      union all
      select 'facts.' || name from unnest($2::text[]) as u(name)
      where not exists (select 1 from latest_interaction where facts ? name)
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
    return pool.preparedQuery(UNKNOWN)
        .execute(Tuple.of(attributes, facts, LATEST))
        .map(
            rows ->
                rows.stream()
                    .map(row -> row.getString("field"))
                    .map(
                        field ->
                            new PolicyWarning(
                                PolicyWarning.Code.UNKNOWN_ATTRIBUTE,
                                "/filter",
                                "Nothing that was reported lately has %s; is the name right?"
                                    .formatted(field)))
                    .toList());
  }

  private static String[] named(Set<String> fields, String prefix) {
    return new TreeSet<>(fields)
        .stream()
            .filter(field -> field.startsWith(prefix))
            .map(field -> field.substring(prefix.length()))
            .toArray(String[]::new);
  }
}
