package io.afterword.dispatch.interaction;

import io.afterword.dispatch.person.Person;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of an interaction as a filter names it: {@code channel}, {@code agent.id}, {@code
 * contact.attributes.plan}, {@code facts.replies}. Values are text, numbers ({@link BigDecimal}) or
 * booleans; {@code null} means that the report did not say.
 */
public final class InteractionField {
  private static final String FACTS = "facts.";
  private static final String ATTRIBUTES = "contact.attributes.";

  private static final Map<String, InteractionField> FIXED = new LinkedHashMap<>();

  static {
    fixed("source", i -> i.key().source());
    fixed("conversation", i -> i.conversation().id());
    fixed("event", i -> i.event().name());
    fixed("kind", i -> i.kind().name());
    fixed("initiatedBy", i -> nameOf(i.initiatedBy()));
    fixed("resolved", Interaction::resolved);
    fixed("closedBy", i -> nameOf(i.closedBy()));
    fixed("channel", Interaction::channel);
    fixed("team", Interaction::team);
    fixed("stage", Interaction::stage);
    fixed("agent.id", i -> agent(i, Interaction.Agent::id));
    fixed("agent.name", i -> agent(i, Interaction.Agent::name));
    fixed("agent.role", i -> agent(i, Interaction.Agent::role));
    fixed("contact.id", i -> i.contact().id());
    fixed("contact.locale", i -> i.contact().locale());
    fixed("contact.company.id", i -> company(i, Person.Company::id));
    fixed("contact.company.name", i -> company(i, Person.Company::name));
  }

  private final String path;
  private final Function<Interaction, @Nullable Object> value;

  private InteractionField(String path, Function<Interaction, @Nullable Object> value) {
    this.path = path;
    this.value = value;
  }

  /** The field of that name; empty when there is none. */
  public static Optional<InteractionField> named(String path) {
    if (path.startsWith(FACTS) && path.length() > FACTS.length()) {
      return Optional.of(of(path, FACTS, Interaction::facts));
    }
    if (path.startsWith(ATTRIBUTES) && path.length() > ATTRIBUTES.length()) {
      return Optional.of(of(path, ATTRIBUTES, i -> i.contact().attributes()));
    }
    return Optional.ofNullable(FIXED.get(path));
  }

  /** The names of all fixed fields, and the two prefixes of the open ones. */
  public static List<String> names() {
    var names = new ArrayList<>(FIXED.keySet());
    names.add(FACTS + "<name>");
    names.add(ATTRIBUTES + "<name>");
    return List.copyOf(names);
  }

  private static void fixed(String path, Function<Interaction, @Nullable Object> value) {
    FIXED.put(path, new InteractionField(path, value));
  }

  private static InteractionField of(
      String path, String prefix, Function<Interaction, Map<String, Object>> map) {
    String key = path.substring(prefix.length());
    return new InteractionField(path, interaction -> map.apply(interaction).get(key));
  }

  public String path() {
    return path;
  }

  /** The value that the interaction has there: String, BigDecimal, Boolean, or nothing. */
  public @Nullable Object of(Interaction interaction) {
    return value.apply(interaction);
  }

  private static @Nullable Object nameOf(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }

  private static @Nullable Object agent(
      Interaction interaction, Function<Interaction.Agent, @Nullable String> part) {
    Interaction.Agent agent = interaction.agent();
    return agent == null ? null : part.apply(agent);
  }

  private static @Nullable Object company(
      Interaction interaction, Function<Person.Company, @Nullable String> part) {
    Person.Company company = interaction.contact().company();
    return company == null ? null : part.apply(company);
  }
}
